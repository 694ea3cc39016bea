import { normalDensity, normalQuantile } from '$lib/math/distributions';
import { mean, populationVariance, variance } from '$lib/math/stats';
import { intervalAround, rootRule } from './scaled';
import type { TailEstimator } from './tail-risk';

/** Standard deviations below the mean at which value at risk and expected shortfall of a normal law lie. */
export function normalTailFactors(confidence: number): { readonly quantile: number; readonly shortfall: number } {
  const quantile = normalQuantile(confidence);
  return { quantile, shortfall: normalDensity(quantile) / (1 - confidence) };
}

/**
 * Normal (variance-covariance) method with mean and population deviation, as PerformanceAnalytics has it. The error of a
 * mean less k deviations is deviation sqrt((1 + k^2 / 2) / n).
 */
export const normalTail: TailEstimator<'normal'> = {
  method: 'normal',
  fewest: 20,
  keepsFit: false,
  of: ({ series }, { confidence, horizon }, { deviation: divisor = 'population' }) => {
    const centre = mean(series);
    const deviation = Math.sqrt(divisor === 'sample' ? variance(series) : populationVariance(series));
    const root = Math.sqrt(horizon);
    const { quantile, shortfall } = normalTailFactors(confidence);
    const at = (factor: number): number => root * factor * deviation - horizon * centre;
    const error = (factor: number): number =>
      deviation * Math.sqrt((horizon * horizon + (horizon * factor * factor) / 2) / series.length);
    return {
      valueAtRisk: at(quantile),
      expectedShortfall: at(shortfall),
      valueAtRiskError: error(quantile),
      expectedShortfallError: error(shortfall),
      interval: intervalAround(at(quantile), error(quantile)),
      horizonRule: rootRule(horizon),
      doubts: [],
      parameters: { mean: centre, volatility: deviation }
    };
  }
};
