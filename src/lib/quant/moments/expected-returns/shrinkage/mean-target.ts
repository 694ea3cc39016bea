import { choleskyFactor, choleskySolve, dot } from '$lib/math/linalg';

/** The common value that means are pulled towards: their plain mean, or the minimum variance portfolio's. */
export type MeanTarget = 'grand-mean' | 'minimum-variance';

/** Inverse of a covariance applied to vectors. @throws RangeError when it is not positive definite. */
export function covarianceSolver(covariance: Float64Array, n: number): (b: ArrayLike<number>) => Float64Array {
  const found = choleskyFactor(covariance, n);
  if (found.status !== 'ok') throw new RangeError(`covariance is not positive definite at ${found.pivot}`);
  return (b) => choleskySolve(found.factor, n, b);
}

/** Value of a target for given means. @throws RangeError when the covariance that it needs is not positive definite. */
export function targetMean(kind: MeanTarget, means: Float64Array, covariance: Float64Array): number {
  const n = means.length;
  const ones = new Float64Array(n).fill(1);
  const weights = kind === 'grand-mean' ? ones : covarianceSolver(covariance, n)(ones);
  return dot(weights, means) / dot(weights, ones);
}
