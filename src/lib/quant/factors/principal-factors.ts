import { centeredGram, matrixProduct, symmetricEigen } from '$lib/math/linalg';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { FactorReturns } from './factor-returns';

/** Principal components of returns. */
export interface PrincipalFactors {
  /** Returns of the portfolios of {@link weights}, named PC1, PC2, ... */
  readonly factors: FactorReturns;
  /** Columns x components, row-major: unit eigenvectors. */
  readonly loadings: Float64Array;
  /** Columns x components: the portfolio of each component, absolute weights adding up to 1. */
  readonly weights: Float64Array;
  /** Variances of all components a period (divisor T - 1), largest first, and their shares of all variance. */
  readonly variances: Float64Array;
  readonly shares: Float64Array;
}

/** 'covariance' lets wild series count more; 'correlation' gives each series the same weight. */
export type PrincipalScale = 'covariance' | 'correlation';

/**
 * The first `count` principal components of returns, as factors: each is the return of the portfolio in proportion to its
 * loadings, its mean kept in, so that an exposure to it is read as to a fund. By 'correlation' the loadings are those of
 * returns over their standard deviations. A component points the way in which its loadings add up to more than nothing.
 * Missing: none allowed. Series that do not move take no part.
 * Source: Connor and Korajczyk (1986); Jolliffe, Principal component analysis (2002).
 * @throws RangeError below 2 rows, for a missing return, or a count outside 1 to the number of series.
 */
export function principalFactors(returns: ReturnMatrix, count: number, scale: PrincipalScale): PrincipalFactors {
  const { values, rows, columns: n } = returns;
  if (rows < 2) throw new RangeError(`${rows} rows of returns`);
  if (!(Number.isInteger(count) && count >= 1 && count <= n))
    throw new RangeError(`${count} components of ${n} series`);
  const { gram } = centeredGram(values, rows, n);
  const covariance = gram.map((value) => value / (rows - 1));
  const inverse = Float64Array.from({ length: n }, (_, i) => {
    const variance = covariance[i * n + i];
    return scale === 'covariance' ? 1 : variance > 0 ? 1 / Math.sqrt(variance) : 0;
  });
  const scaled = covariance.map((value, at) => value * inverse[Math.floor(at / n)] * inverse[at % n]);
  const eigen = symmetricEigen(scaled, n);
  const variances = Float64Array.from({ length: n }, (_, c) => Math.max(0, eigen.values[n - 1 - c]));
  const whole = variances.reduce((sum, value) => sum + value, 0);
  const loadings = new Float64Array(n * count);
  for (let c = 0; c < count; c++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += eigen.vectors[i * n + n - 1 - c];
    const sign = total < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) loadings[i * count + c] = sign * eigen.vectors[i * n + n - 1 - c];
  }
  const weights = loadings.map((loading, at) => loading * inverse[Math.floor(at / count)]);
  for (let c = 0; c < count; c++) {
    let gross = 0;
    for (let i = 0; i < n; i++) gross += Math.abs(weights[i * count + c]);
    for (let i = 0; i < n; i++) weights[i * count + c] /= gross;
  }
  const factorValues = matrixProduct(values, rows, n, weights, count);
  const names = Array.from({ length: count }, (_, c) => `PC${c + 1}`);
  return {
    factors: { names, values: factorValues, rows },
    loadings,
    weights,
    variances,
    shares: variances.map((value) => value / whole)
  };
}
