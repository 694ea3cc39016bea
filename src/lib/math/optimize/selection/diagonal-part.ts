import { choleskyFactor } from '$lib/math/linalg';

/** How far the part is halved in search of the largest. */
const STEPS = 12;

/**
 * A diagonal d >= 0 that Q still outweighs, Q - diag(d) positive semidefinite: the largest multiple of 1 / (Q^-1)_jj, which
 * is near the specific part when Q is of factors. Zero where Q is singular. Q full, row-major n x n.
 */
export function diagonalPart(quadratic: Float64Array, n: number): Float64Array {
  const whole = choleskyFactor(quadratic, n);
  if (whole.status !== 'ok') return new Float64Array(n);
  const shape = inverseDiagonal(whole.factor, n).map((value) => 1 / value);
  const matrix = Float64Array.from(quadratic);
  const fits = (part: number): boolean => {
    for (let j = 0; j < n; j++) matrix[j * n + j] = quadratic[j * n + j] - part * shape[j];
    return choleskyFactor(matrix, n).status === 'ok';
  };
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const middle = 0.5 * (low + high);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return shape.map((value) => low * value);
}

/** Diagonal of (LL')^-1. */
function inverseDiagonal(factor: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    // Column j of L^-1, below the diagonal; its squares add to the entries of the inverse along rows.
    column.fill(0);
    column[j] = 1 / factor[j * n + j];
    for (let i = j + 1; i < n; i++) {
      let total = 0;
      for (let k = j; k < i; k++) total -= factor[i * n + k] * column[k];
      column[i] = total / factor[i * n + i];
    }
    for (let i = j; i < n; i++) out[j] += column[i] * column[i];
  }
  return out;
}
