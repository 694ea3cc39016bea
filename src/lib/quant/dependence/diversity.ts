import { symmetricEigen, symmetricEigenvalues } from '$lib/math/linalg';

/**
 * Effective number of bets: exp of the entropy of the shares of variance that a portfolio has in the principal
 * portfolios of its covariance (n x n). From 1, all risk in one of them, to n. NaN for a portfolio without risk.
 * Source: Meucci, Managing diversification (2009). @throws RangeError on a wrong shape.
 */
export function effectiveBets(covariance: Float64Array, weights: Float64Array): number {
  const n = weights.length;
  const { values, vectors } = symmetricEigen(covariance, n);
  const parts = Float64Array.from({ length: n }, (_, k) => {
    let exposure = 0;
    for (let i = 0; i < n; i++) exposure += vectors[i * n + k] * weights[i];
    return Math.max(0, values[k]) * exposure * exposure;
  });
  return entropyCount(parts);
}

/**
 * Effective rank of a correlation matrix (n x n): exp of the entropy of its eigenvalues' shares. 1 when all series are
 * one, n when none has to do with another. Source: Roy and Vetterli, The effective rank (2007). @throws RangeError on a wrong shape.
 */
export function effectiveRank(correlation: Float64Array, n: number): number {
  return entropyCount(symmetricEigenvalues(correlation, n).map((value) => Math.max(0, value)));
}

/**
 * Absorption ratio: share of all variance that the first `count` principal components take, the whole part of n / 5 but
 * at least one when left out. High when the market moves as one. Source: Kritzman, Li, Page and Rigobon, Principal
 * components as a measure of systemic risk (2011). @throws RangeError on a wrong shape or a count outside 1 to n.
 */
export function absorptionRatio(covariance: Float64Array, n: number, count = Math.max(1, Math.floor(n / 5))): number {
  if (!(Number.isInteger(count) && count >= 1 && count <= n)) throw new RangeError(`${count} components of ${n}`);
  const values = symmetricEigenvalues(covariance, n).map((value) => Math.max(0, value));
  const whole = values.reduce((sum, value) => sum + value, 0);
  return values.subarray(n - count).reduce((sum, value) => sum + value, 0) / whole;
}

/** exp of the entropy of parts of a whole; NaN without a whole. */
function entropyCount(parts: Float64Array): number {
  const whole = parts.reduce((sum, value) => sum + value, 0);
  const entropy = parts.reduce((sum, part) => (part > 0 ? sum - (part / whole) * Math.log(part / whole) : sum), 0);
  return whole > 0 ? Math.exp(entropy) : NaN;
}
