import { nearestPositiveSemidefinite } from './eigen';
import { requireLength } from './vectors';

/** `tolerance` is the relative change of both iterates at which the projections end (1e-10 when left out). */
export interface NearestCorrelationOptions {
  readonly tolerance?: number;
  readonly maximumIterations?: number;
  /** Least eigenvalue allowed; 0 when left out. A little above 0 gives a matrix that Cholesky can factor. */
  readonly floor?: number;
}

/** The nearest correlation matrix; `distance` is the Frobenius norm of the change. */
export interface NearestCorrelation {
  readonly status: 'converged' | 'stopped';
  readonly matrix: Float64Array;
  readonly iterations: number;
  readonly distance: number;
}

const norm = (values: Float64Array): number => Math.sqrt(values.reduce((total, value) => total + value * value, 0));

/** Frobenius norm of a - b, over that of a. */
function relativeChange(a: Float64Array, b: Float64Array): number {
  return norm(a.map((value, at) => value - b[at])) / Math.max(norm(a), Number.MIN_VALUE);
}

/**
 * Nearest correlation matrix in the Frobenius norm: alternating projections onto matrices without negative
 * eigenvalues and onto matrices with a unit diagonal, with Dykstra's correction. Convergence is linear. The diagonal
 * of the answer is exactly 1; its least eigenvalue may lie below `floor` by the order of the tolerance.
 * Source: Higham, Computing the nearest correlation matrix (2002), algorithm 3.3.
 * Throws RangeError on a wrong shape or a value that is not finite.
 */
export function nearestCorrelation(
  matrix: Float64Array,
  n: number,
  { tolerance = 1e-10, maximumIterations = 2000, floor = 0 }: NearestCorrelationOptions = {}
): NearestCorrelation {
  requireLength(matrix.length, n * n, 'matrix');
  let x: Float64Array = Float64Array.from(matrix);
  let y: Float64Array = Float64Array.from(matrix);
  const correction = new Float64Array(n * n);
  let status: NearestCorrelation['status'] = 'stopped';
  let iterations = 0;
  while (status === 'stopped' && iterations < maximumIterations) {
    iterations++;
    const shifted = y.map((value, at) => value - correction[at]);
    const next = nearestPositiveSemidefinite(shifted, n, floor).matrix;
    for (let at = 0; at < n * n; at++) correction[at] = next[at] - shifted[at];
    const unit = Float64Array.from(next);
    for (let i = 0; i < n; i++) unit[i * n + i] = 1;
    const change = Math.max(relativeChange(next, x), relativeChange(unit, y), relativeChange(unit, next));
    x = next;
    y = unit;
    if (change <= tolerance) status = 'converged';
  }
  return { status, matrix: y, iterations, distance: norm(y.map((value, at) => value - matrix[at])) };
}
