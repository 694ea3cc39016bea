import { centeredGram } from '$lib/math/linalg';
import { requireObservations, type Observations } from './observations';

/** (1 - shrinkage) x sample + shrinkage x target. */
export interface Shrinkage {
  /** n x n, symmetric. */
  readonly covariance: Float64Array;
  /** Weight of the target, 0 to 1. */
  readonly shrinkage: number;
  /** What the target is made of: a variance for a scaled identity, a correlation for a constant one. */
  readonly target: number;
}

/** Intensity of an estimated error over an estimated dispersion, held within 0 and 1. */
export function boundedIntensity(error: number, dispersion: number): number {
  if (!(dispersion > 0) || !(error > 0)) return 0;
  return Math.min(1, error / dispersion);
}

/** Moments that both scaled identities need: cross products over T, their mean diagonal, and sum of their squares. */
function spherical(observations: Observations) {
  requireObservations(observations, 2);
  const { values, rows, columns: n } = observations;
  const { means, gram } = centeredGram(values, rows, n);
  const sample = gram.map((value) => value / rows);
  let [trace, squares] = [0, 0];
  for (let i = 0; i < n; i++) trace += sample[i * n + i];
  for (const value of sample) squares += value * value;
  return { means, sample, target: trace / n, squares };
}

function towardsIdentity(sample: Float64Array, n: number, shrinkage: number, target: number): Shrinkage {
  const covariance = sample.map((value) => (1 - shrinkage) * value);
  for (let i = 0; i < n; i++) covariance[i * n + i] += shrinkage * target;
  return { covariance, shrinkage, target };
}

/**
 * Covariance (divisor T, centred) shrunk towards its mean variance times the identity with the intensity that
 * minimises the expected Frobenius loss. Positive definite when any variable varies. @throws RangeError below 2 rows.
 * Source: Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices (2004), section 3.
 */
export function identityShrinkage(observations: Observations): Shrinkage {
  const { means, sample, target, squares } = spherical(observations);
  const { values, rows, columns: n } = observations;
  let fourth = 0;
  for (let t = 0; t < rows; t++) {
    let length = 0;
    for (let i = 0; i < n; i++) length += (values[t * n + i] - means[i]) ** 2;
    fourth += length * length;
  }
  const dispersion = squares - n * target * target;
  const shrinkage = boundedIntensity((fourth / rows - squares) / rows, dispersion);
  return towardsIdentity(sample, n, shrinkage, target);
}

/**
 * Oracle approximating shrinkage towards the mean variance times the identity: the intensity that is optimal for
 * normal variables, found as the limit of an iteration. Divisor T, centred. @throws RangeError below 2 rows.
 * Source: Chen, Wiesel, Eldar and Hero, Shrinkage algorithms for MMSE covariance estimation (2010), equation 23,
 * without the terms 2/p of its numerator and denominator that scikit-learn leaves out too.
 */
export function oracleShrinkage(observations: Observations): Shrinkage {
  const { sample, target, squares } = spherical(observations);
  const { rows, columns: n } = observations;
  const mean = squares / (n * n);
  const error = mean + target * target;
  const shrinkage = boundedIntensity(error, (rows + 1) * (mean - (target * target) / n));
  return towardsIdentity(sample, n, shrinkage, target);
}
