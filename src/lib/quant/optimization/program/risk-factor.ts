import { choleskyFactor, symmetricEigen } from '$lib/math/linalg';

/** Eigenvalues below this share of the greatest are rounding. */
const NEGLIGIBLE = 1e-13;

/**
 * Rows F with F'F the covariance, so that volatility is the length of Fw: the transposed Cholesky factor, or where the
 * matrix is only semidefinite its eigenvectors scaled, as many as its rank. Full n x n, row-major.
 */
export function riskFactor(covariance: Float64Array, n: number): Float64Array[] {
  const cholesky = choleskyFactor(covariance, n);
  if (cholesky.status === 'ok') {
    const { factor } = cholesky;
    return Array.from({ length: n }, (_, k) => Float64Array.from({ length: n }, (__, i) => factor[i * n + k] ?? 0));
  }
  const { values, vectors } = symmetricEigen(covariance, n);
  const least = NEGLIGIBLE * Math.max(...values.map(Math.abs));
  const rows: Float64Array[] = [];
  values.forEach((value, k) => {
    if (value > least)
      rows.push(Float64Array.from({ length: n }, (_, i) => Math.sqrt(value) * (vectors[i * n + k] ?? 0)));
  });
  return rows;
}
