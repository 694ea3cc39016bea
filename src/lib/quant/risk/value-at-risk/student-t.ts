import { exp, log } from '$lib/math/elementary';
import { logGamma, studentTQuantile } from '$lib/math/distributions';
import { studentTErrors, studentTFit } from '$lib/math/stats';
import { intervalAround, rootRule } from './scaled';
import type { TailEstimator } from './tail-risk';

/** Scales below the centre at which value at risk and expected shortfall of Student's t law lie. Degrees of freedom above 1. */
export function studentTailFactors(
  confidence: number,
  degreesOfFreedom: number
): { readonly quantile: number; readonly shortfall: number } {
  const v = degreesOfFreedom;
  const quantile = studentTQuantile(confidence, v);
  const density = exp(
    logGamma((v + 1) / 2) -
      logGamma(v / 2) -
      0.5 * log(v * Math.PI) -
      ((v + 1) / 2) * log(1 + (quantile * quantile) / v)
  );
  const shortfall = ((density / (1 - confidence)) * (v + quantile * quantile)) / (v - 1);
  return { quantile, shortfall };
}

/**
 * Student's t law fitted by maximum likelihood; errors by the delta method from the observed information.
 * Several periods by the root of time, which lets the tail stay as heavy as it is for one. Source: McNeil, Frey and
 * Embrechts (2015), examples 2.11 and 2.14.
 */
export const studentTail: TailEstimator<'student-t'> = {
  method: 'student-t',
  fewest: 50,
  keepsFit: true,
  of: ({ series }, { confidence, horizon, errors = true }, _, kept) => {
    const fresh = kept ? undefined : studentTFit(series);
    const { location, scale, degreesOfFreedom } = { ...fresh, ...kept } as Record<string, number>;
    const root = Math.sqrt(horizon);
    const factors = studentTailFactors(confidence, degreesOfFreedom);
    const at = (part: 'quantile' | 'shortfall'): number => root * scale * factors[part] - horizon * location;
    const covariance = fresh && errors && studentTErrors(series, fresh);
    const error = (part: 'quantile' | 'shortfall'): number | undefined => {
      if (!covariance) return undefined;
      const step = Math.min(1e-3, 0.25 / degreesOfFreedom);
      const moved = (by: number): number => studentTailFactors(confidence, 1 / (1 / degreesOfFreedom + by))[part];
      const slopes = [-horizon, root * factors[part], (root * scale * (moved(step) - moved(-step))) / (2 * step)];
      let total = 0;
      for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) total += slopes[i] * covariance[3 * i + j] * slopes[j];
      return total > 0 ? Math.sqrt(total) : undefined;
    };
    const valueAtRiskError = error('quantile');
    return {
      valueAtRisk: at('quantile'),
      expectedShortfall: at('shortfall'),
      valueAtRiskError,
      expectedShortfallError: error('shortfall'),
      interval: intervalAround(at('quantile'), valueAtRiskError),
      horizonRule: rootRule(horizon),
      doubts: fresh?.status === 'stopped' ? ['not-settled'] : [],
      parameters: { location, scale, degreesOfFreedom }
    };
  }
};
