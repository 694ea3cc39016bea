import { definiteInverse } from '$lib/math/linalg';
import { VARIANCE_MODELS } from './catalog';
import { varianceParameters, type GarchFit } from './garch-fit';
import { logLikelihood } from './innovations';
import { SLOPES, type VarianceParameters } from './variance-model';

/** Standard errors of a fit, for each parameter that was estimated. */
export interface GarchErrors {
  readonly names: readonly ('mean' | 'omega' | 'alpha' | 'gamma' | 'beta' | 'degreesOfFreedom')[];
  /** From the inverse Hessian of the log-likelihood; NaN where it is not negative definite (at a bound, say). */
  readonly hessian: Float64Array;
  /** Robust to innovations of another law (Bollerslev and Wooldridge 1992): inverse Hessian about the scores. */
  readonly robust: Float64Array;
}

const NAMES = ['mean', 'omega', 'alpha', 'gamma', 'beta', 'degreesOfFreedom'] as const;

/** Standard errors of a {@link GarchFit} of the same series; `mean` as it was fitted. */
export function garchStandardErrors(
  series: ArrayLike<number>,
  fit: GarchFit,
  mean: 'constant' | 'zero' = 'constant'
): GarchErrors {
  const places = [
    ...(mean === 'constant' ? [0] : []),
    1,
    2,
    ...(fit.model === 'garch' ? [] : [3]),
    4,
    ...(fit.innovations === 'student' ? [5] : [])
  ];
  const k = places.length;
  const point = [fit.mean, ...varianceParameters(fit), fit.degreesOfFreedom];
  const scores = scoresAt(series, fit, point);
  const information = negativeHessian(series, fit, point, places);
  const outer = new Float64Array(k * k);
  for (let at = 0; at < scores.length; at += SLOPES + 1) {
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) outer[i * k + j] += scores[at + places[i]] * scores[at + places[j]];
    }
  }
  const found = definiteInverse(information, k);
  const inverse = found.status === 'ok' ? found.inverse : new Float64Array(k * k).fill(NaN);
  const robust = Float64Array.from({ length: k }, (_, i) => {
    const row = inverse.subarray(i * k, (i + 1) * k);
    return Math.sqrt(
      row.reduce((sum, a, p) => sum + row.reduce((part, b, q) => part + a * b * outer[p * k + q], 0), 0)
    );
  });
  return {
    names: places.map((place) => NAMES[place]),
    hessian: Float64Array.from({ length: k }, (_, i) => Math.sqrt(inverse[i * k + i])),
    robust
  };
}

/** Scores of each row at mean, omega, alpha, gamma, beta, degrees. */
function scoresAt(series: ArrayLike<number>, { model }: GarchFit, point: readonly number[]): Float64Array {
  const [mean, omega, alpha, gamma, beta, degrees] = point;
  const residuals = Float64Array.from(series, (value) => value - mean);
  const variances = new Float64Array(residuals.length + 1);
  const slopes = new Float64Array(residuals.length * SLOPES);
  const scores = new Float64Array(residuals.length * (SLOPES + 1));
  const parameters: VarianceParameters = [omega, alpha, gamma, beta];
  VARIANCE_MODELS[model].filter(residuals, parameters, variances, slopes);
  logLikelihood(residuals, variances, degrees, slopes, scores);
  return scores;
}

/** Minus the Hessian by central differences of the exact gradient. */
function negativeHessian(
  series: ArrayLike<number>,
  fit: GarchFit,
  point: readonly number[],
  places: readonly number[]
): Float64Array {
  const k = places.length;
  const spread = Math.sqrt(fit.variances.reduce((total, value) => total + value / fit.variances.length, 0));
  const gradient = (moved: readonly number[]): number[] => {
    const scores = scoresAt(series, fit, moved);
    return places.map((place) => {
      let total = 0;
      for (let at = place; at < scores.length; at += SLOPES + 1) total += scores[at];
      return total;
    });
  };
  const raw = new Float64Array(k * k);
  for (const [i, place] of places.entries()) {
    const size = place === 0 ? spread : Math.max(Math.abs(point[place]), 1e-3 * (place === 1 ? spread ** 2 : 1));
    const step = 1e-4 * size;
    const at = (sign: number): number[] =>
      gradient(point.map((value, p) => (p === place ? value + sign * step : value)));
    const [above, below] = [at(1), at(-1)];
    for (let j = 0; j < k; j++) raw[i * k + j] = (below[j] - above[j]) / (2 * step);
  }
  return raw.map((value, at) => 0.5 * (value + raw[(at % k) * k + Math.floor(at / k)]));
}
