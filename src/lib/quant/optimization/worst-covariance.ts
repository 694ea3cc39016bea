import { choleskyFactor } from '$lib/math/linalg';

/**
 * How far a covariance may lie from its estimate, full n x n. `ball`: by any symmetric matrix whose Frobenius norm is at most
 * the radius. `box`: each entry by its half-width.
 */
export type RiskUncertainty =
  { readonly kind: 'ball'; readonly radius: number } | { readonly kind: 'box'; readonly halfWidths: Float64Array };

/**
 * The covariance whose variance w'Cw is the greatest that weights can have in the set, so that a problem on it is the robust
 * one. Of a ball for weights of any sign: the radius more on the diagonal. Of a box for weights that are not below zero:
 * its upper corner. @throws RangeError on a negative width, a wrong shape, or a corner that is not positive definite, which
 * no covariance is. Source: El Ghaoui and Lebret (1997); Tutuncu and Koenig (2004).
 */
export function worstCovariance(covariance: Float64Array, uncertainty: RiskUncertainty): Float64Array {
  const n = Math.round(Math.sqrt(covariance.length));
  if (covariance.length !== n * n) throw new RangeError(`covariance of ${covariance.length} entries`);
  if (uncertainty.kind === 'ball') {
    const { radius } = uncertainty;
    if (!(radius >= 0 && radius < Infinity)) throw new RangeError(`radius: ${radius}`);
    return covariance.map((value, at) => (at % (n + 1) === 0 ? value + radius : value));
  }
  const { halfWidths } = uncertainty;
  if (halfWidths.length !== n * n || !halfWidths.every((width) => width >= 0 && width < Infinity))
    throw new RangeError(`half-widths of ${halfWidths.length} entries for n = ${n}`);
  const corner = covariance.map((value, at) => value + (halfWidths[at] ?? 0));
  if (choleskyFactor(corner, n).status !== 'ok') throw new RangeError('the upper corner of the box is no covariance');
  return corner;
}

/**
 * Root mean square of the Frobenius norm by which a sample covariance of normal returns misses the true one:
 * sqrt((tr(C)^2 + tr(C C)) / periods), in the unit of the covariance. Source: Wishart (1928).
 */
export function covarianceError(covariance: Float64Array, periods: number): number {
  const n = Math.round(Math.sqrt(covariance.length));
  if (!(periods > 0)) throw new RangeError(`periods: ${periods}`);
  let trace = 0;
  let squares = 0;
  for (let at = 0; at < covariance.length; at++) {
    const value = covariance[at] ?? 0;
    squares += value * value;
    if (at % (n + 1) === 0) trace += value;
  }
  return Math.sqrt((trace * trace + squares) / periods);
}

/**
 * Standard errors of the entries of a sample covariance of normal returns, full n x n: sqrt((c_ii c_jj + c_ij^2) / periods).
 * @throws RangeError when periods are not above zero. Source: Wishart (1928).
 */
export function covarianceErrors(covariance: Float64Array, periods: number): Float64Array {
  const n = Math.round(Math.sqrt(covariance.length));
  if (!(periods > 0)) throw new RangeError(`periods: ${periods}`);
  return covariance.map((value, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    const own = (covariance[row * (n + 1)] ?? NaN) * (covariance[column * (n + 1)] ?? NaN);
    return Math.sqrt((own + value * value) / periods);
  });
}
