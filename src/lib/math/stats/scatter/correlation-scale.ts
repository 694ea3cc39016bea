/** A covariance as correlations and standard deviations: c_ij = correlation_ij s_i s_j. */
export interface ScaledCorrelation {
  readonly correlation: Float64Array;
  readonly deviations: Float64Array;
}

/** Correlations and standard deviations of a covariance; a variable of no variance has correlation 0 with all others. */
export function scaledCorrelation(covariance: Float64Array, n: number): ScaledCorrelation {
  const deviations = Float64Array.from({ length: n }, (_, i) => Math.sqrt(covariance[i * n + i]));
  const correlation = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const scale = deviations[i] * deviations[j];
      correlation[i * n + j] = i === j ? 1 : scale > 0 ? covariance[i * n + j] / scale : 0;
    }
  }
  return { correlation, deviations };
}

/** Covariance of correlations (n x n) and standard deviations. */
export function covarianceFromCorrelation(correlation: Float64Array, deviations: ArrayLike<number>): Float64Array {
  const n = deviations.length;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = correlation[i * n + j] * (deviations[i] * deviations[j]);
  }
  return out;
}

/** The matrix with its rows and columns divided by the roots of its diagonal, the diagonal set to exactly 1. */
export function unitDiagonal(matrix: Float64Array, n: number): Float64Array {
  return scaledCorrelation(matrix, n).correlation;
}
