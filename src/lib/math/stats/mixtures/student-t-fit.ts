import { logGamma } from '$lib/math/distributions';
import { log } from '$lib/math/elementary';
import { mahalanobisSquares } from '$lib/math/linalg';
import { minimumByBrent } from '$lib/math/optimize';
import { usableFactor, weightedMoments } from './weighted-moments';

/** A fitted multivariate t law: its covariance is scale x df / (df - 2). */
export interface MultivariateStudentTFit {
  readonly location: Float64Array;
  readonly scale: Float64Array;
  readonly degreesOfFreedom: number;
  readonly logLikelihood: number;
}

const [LEAST, MOST] = [2.1, 200];

/** Log-likelihood of the squared distances under df degrees of freedom, the factor's diagonal giving the determinant. */
function logLikelihood(squares: Float64Array, n: number, factor: Float64Array, df: number): number {
  let logs = 0;
  for (const square of squares) logs += log(1 + square / df);
  let halfDeterminant = 0;
  for (let i = 0; i < n; i++) halfDeterminant += log(factor[i * n + i]);
  const constant = logGamma((df + n) / 2) - logGamma(df / 2) - (n / 2) * log(df * Math.PI) - halfDeterminant;
  return squares.length * constant - ((df + n) / 2) * logs;
}

/**
 * Maximum likelihood of a multivariate t law with unknown degrees of freedom (2.1 to 200) on day-major rows without gaps, by
 * ECME: location and scale by weights (df + n) / (df + distance), then the degrees of freedom by the likelihood itself.
 * @throws RangeError with fewer than two rows a column. Source: Liu and Rubin (1995).
 */
export function multivariateStudentTFit(data: Float64Array, rows: number, columns: number): MultivariateStudentTFit {
  if (rows < 2 * columns + 2) throw new RangeError(`${rows} rows for ${columns} columns`);
  let { mean: location, covariance: scale } = weightedMoments(data, rows, columns, new Float64Array(rows).fill(1));
  let degreesOfFreedom = 8;
  let best = -Infinity;
  const weights = new Float64Array(rows);
  for (let round = 0; round < 200; round++) {
    const { factor } = usableFactor(scale, columns);
    const squares = mahalanobisSquares(data, rows, columns, location, factor);
    const loss = (df: number): number => -logLikelihood(squares, columns, factor, df);
    degreesOfFreedom = minimumByBrent(loss, LEAST, MOST, 1e-6).x;
    const reached = -loss(degreesOfFreedom);
    if (reached - best < 1e-9 * Math.abs(reached)) return { location, scale, degreesOfFreedom, logLikelihood: reached };
    best = reached;
    for (let t = 0; t < rows; t++) weights[t] = (degreesOfFreedom + columns) / (degreesOfFreedom + squares[t]);
    ({ mean: location, covariance: scale } = weightedMoments(data, rows, columns, weights, rows));
  }
  return { location, scale, degreesOfFreedom, logLikelihood: best };
}
