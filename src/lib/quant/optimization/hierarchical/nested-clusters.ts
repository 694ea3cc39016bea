import { matrixProduct, symmetricProduct, dot } from '$lib/math/linalg';
import type { ReturnMatrix } from '$lib/quant/moments';

/** A small problem of its own: some instruments, or clusters held as funds. Moments and returns are of the same columns. */
export interface SubProblem {
  readonly count: number;
  /** Full, row-major, count x count. */
  readonly covariance: Float64Array;
  readonly returns: ReturnMatrix;
}

/** Weights of the columns of a problem, adding up to one, or why there are none. */
export type SubSolution =
  | { readonly status: 'solved'; readonly weights: Float64Array }
  | { readonly status: 'failed'; readonly reason: string };

/** Solves the problem within a cluster, or that between clusters. Any objective of the optimizer can stand here. */
export type SubOptimizer = (problem: SubProblem) => SubSolution;

/** Weights, with those within each cluster and between clusters; or which part could not be solved. */
export type NestedResult =
  | {
      readonly status: 'allocated';
      readonly weights: Float64Array;
      readonly inner: readonly Float64Array[];
      readonly outer: Float64Array;
    }
  | { readonly status: 'failed'; readonly part: 'within' | 'between'; readonly reason: string };

/**
 * Nested clustered optimization: an optimum within each cluster, then an optimum of the clusters held in those weights
 * as if each were one fund. Errors of one block of the covariance do not spread to others. `clusters` lists the
 * instruments of each. Source: Lopez de Prado, A robust estimator of the efficient frontier (2019).
 * @throws RangeError when the clusters do not hold every instrument once or shapes disagree.
 */
export function nestedClusters(
  problem: SubProblem,
  clusters: readonly Int32Array[],
  within: SubOptimizer,
  between: SubOptimizer = within
): NestedResult {
  requirePartition(problem, clusters);
  const inner: Float64Array[] = [];
  for (const members of clusters) {
    const solved = members.length === 1 ? alone : within(partOf(problem, members));
    if (solved.status === 'failed') return { ...solved, part: 'within' };
    inner.push(solved.weights);
  }
  const outer = clusters.length === 1 ? alone : between(fundsOf(problem, clusters, inner));
  if (outer.status === 'failed') return { ...outer, part: 'between' };
  const weights = new Float64Array(problem.count);
  clusters.forEach((members, g) => members.forEach((i, a) => (weights[i] = outer.weights[g] * inner[g][a])));
  return { status: 'allocated', weights, inner, outer: outer.weights };
}

const alone = { status: 'solved', weights: Float64Array.of(1) } as const;

function requirePartition({ count, covariance, returns }: SubProblem, clusters: readonly Int32Array[]): void {
  if (covariance.length !== count * count || returns.columns !== count) {
    throw new RangeError(`${covariance.length} moments and ${returns.columns} columns for ${count} instruments`);
  }
  const all = clusters.flatMap((members) => Array.from(members)).sort((a, b) => a - b);
  if (all.length !== count || all.some((member, i) => member !== i)) {
    throw new RangeError(`the clusters do not hold each of ${count} instruments once`);
  }
}

function partOf({ count, covariance, returns }: SubProblem, members: Int32Array): SubProblem {
  const columns = members.length;
  const values = new Float64Array(returns.rows * columns);
  for (let t = 0; t < returns.rows; t++) {
    for (let a = 0; a < columns; a++) values[t * columns + a] = returns.values[t * count + members[a]];
  }
  const moments = new Float64Array(columns * columns);
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) moments[a * columns + b] = covariance[members[a] * count + members[b]];
  }
  return { count: columns, covariance: moments, returns: { values, rows: returns.rows, columns } };
}

function fundsOf(
  { count, covariance, returns }: SubProblem,
  clusters: readonly Int32Array[],
  inner: readonly Float64Array[]
): SubProblem {
  const funds = clusters.length;
  const columns = clusters.map((members, g) => {
    const column = new Float64Array(count);
    members.forEach((i, a) => (column[i] = inner[g][a]));
    return column;
  });
  const moments = new Float64Array(funds * funds);
  const holdings = new Float64Array(count * funds);
  columns.forEach((column, g) => {
    const product = symmetricProduct(covariance, count, column);
    columns.forEach((other, h) => (moments[g * funds + h] = dot(other, product)));
    column.forEach((weight, i) => (holdings[i * funds + g] = weight));
  });
  const values = matrixProduct(returns.values, returns.rows, count, holdings, funds);
  return { count: funds, covariance: moments, returns: { values, rows: returns.rows, columns: funds } };
}
