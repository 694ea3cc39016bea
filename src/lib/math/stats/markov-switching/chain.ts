import { linearSolution } from '$lib/math/linalg';

/**
 * Stationary distribution of a Markov chain: pi = pi P, sum 1. `transition` is k x k, row-major, from row to column.
 * The first state alone where the chain has several.
 */
export function stationaryDistribution(transition: Float64Array, k: number): Float64Array {
  const system = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      system[j * k + i] = j === k - 1 ? 1 : transition[i * k + j] - (i === j ? 1 : 0);
    }
  }
  const right = new Float64Array(k);
  right[k - 1] = 1;
  const found = linearSolution(system, k, right, 1);
  if (!found || found.some((value) => !(value >= -1e-9)))
    return Float64Array.from({ length: k }, (_, i) => (i === 0 ? 1 : 0));
  return found.map((value) => Math.max(0, value));
}

/** Expected number of periods that a stay in each state lasts: 1 / (1 - p_ii); Infinity where it is never left. */
export function expectedDurations(transition: Float64Array, k: number): Float64Array {
  return Float64Array.from({ length: k }, (_, i) => 1 / (1 - transition[i * k + i]));
}

/** The k x k matrix with rows and columns in another order: entry (i, j) is the old (order[i], order[j]). */
export function reordered(matrix: Float64Array, order: readonly number[]): Float64Array {
  const k = order.length;
  return Float64Array.from({ length: k * k }, (_, at) => matrix[order[Math.floor(at / k)] * k + order[at % k]]);
}

/** Rows of k values with their columns in another order. */
export function reorderedColumns(rows: Float64Array, order: readonly number[]): Float64Array {
  const k = order.length;
  return rows.map((_, at) => rows[at - (at % k) + order[at % k]]);
}
