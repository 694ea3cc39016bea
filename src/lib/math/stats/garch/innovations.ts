import { digamma, logGamma } from '$lib/math/distributions';
import { exp, log, log1p } from '$lib/math/elementary';
import { SLOPES } from './variance-model';

export type Innovations = 'normal' | 'student';

const LOG_TWO_PI = 1.8378770664093456;
/** Degrees of freedom of a coordinate: above 2, so that the variance is finite. */
export const degreesFrom = (x: number): number => 2.01 + exp(x);

/**
 * Log-likelihood of residuals under conditional variances; `degrees` of freedom of Student's t scaled to unit variance,
 * Infinity for the normal law. Where `scores` are given they take the derivatives of each row by mean, omega, alpha,
 * gamma, beta and degrees (SLOPES + 1 a row), from the derivatives of the log variances in `slopes`.
 */
export function logLikelihood(
  residuals: Float64Array,
  variances: Float64Array,
  degrees: number,
  slopes: Float64Array | null,
  scores: Float64Array | null
): number {
  const student = degrees < Infinity;
  const excess = degrees - 2;
  const constant = student
    ? logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * log(Math.PI * excess)
    : -0.5 * LOG_TWO_PI;
  const byDegrees = student ? 0.5 * (digamma((degrees + 1) / 2) - digamma(degrees / 2) - 1 / excess) : 0;
  let total = 0;
  for (let t = 0; t < residuals.length; t++) {
    const variance = variances[t];
    const residual = residuals[t];
    const square = (residual * residual) / variance;
    const size = square / excess;
    const spread = student ? log1p(size) : 0;
    total += constant - 0.5 * log(variance) - 0.5 * (student ? (degrees + 1) * spread : square);
    if (scores && slopes) {
      const weight = student ? (degrees + 1) / (excess + square) : 1;
      const byLevel = 0.5 * (weight * square - 1);
      const at = t * (SLOPES + 1);
      for (let j = 0; j < SLOPES; j++) scores[at + j] = byLevel * slopes[t * SLOPES + j];
      scores[at] += (weight * residual) / variance;
      scores[at + SLOPES] = student ? byDegrees - 0.5 * spread + (0.5 * weight * square) / excess : 0;
    }
  }
  return total;
}
