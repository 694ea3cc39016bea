import { matrixProduct } from '$lib/math/linalg';
import { selectedRows } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { SubOptimizer, SubProblem } from './nested-clusters';

/**
 * How the members' returns out of sample are made, in consecutive parts of the rows, the first ones one longer where they
 * do not divide evenly. `k-fold`: each part by weights from all other rows. `walk-forward`: each part but the first by
 * weights from the rows before it. No weights ever see the rows that they are judged by.
 */
export interface StackingOptions {
  readonly folds: number;
  readonly scheme?: 'k-fold' | 'walk-forward';
  /** Covariance of some rows or funds, full, row-major, in the unit of the problem's. */
  readonly covarianceOf: (returns: ReturnMatrix) => Float64Array;
}

/** Weights, those of each member, what each member counts for, and the members' returns out of sample. */
export type StackedResult =
  | {
      readonly status: 'allocated';
      readonly weights: Float64Array;
      readonly inner: readonly Float64Array[];
      readonly outer: Float64Array;
      readonly outOfSample: ReturnMatrix;
    }
  | { readonly status: 'failed'; readonly part: 'member' | 'final'; readonly reason: string };

/**
 * Stacking of optimizations: members make weights from all rows; a final optimizer shares the money among them by their
 * returns out of sample, as if each were one fund. Missing data: none allowed in the returns.
 * @throws RangeError without members, when shapes disagree, or when the parts are fewer than 2 or shorter than 2 rows.
 * Source: Wolpert, Stacked generalization (1992).
 */
export function stackedWeights(
  problem: SubProblem,
  members: readonly SubOptimizer[],
  final: SubOptimizer,
  options: StackingOptions
): StackedResult {
  const { count, returns } = problem;
  if (members.length === 0) throw new RangeError('no members to stack');
  const parts = partsOf(returns.rows, options.folds);
  const inner: Float64Array[] = [];
  for (const member of members) {
    const solved = member(problem);
    if (solved.status === 'failed') return { ...solved, part: 'member' };
    inner.push(solved.weights);
  }
  const funds = members.length;
  const judged = options.scheme === 'walk-forward' ? parts.slice(1) : parts;
  const first = judged[0]?.start ?? 0;
  const series = new Float64Array((returns.rows - first) * funds);
  for (const { start, end } of judged) {
    const known = Int32Array.from({ length: returns.rows }, (_, t) => t).filter(
      (t) => t < start || (t >= end && options.scheme !== 'walk-forward')
    );
    const past = selectedRows(returns, known);
    const training = { count, covariance: options.covarianceOf(past), returns: past };
    const holdings = new Float64Array(count * funds);
    for (const [m, member] of members.entries()) {
      const solved = member(training);
      if (solved.status === 'failed') return { ...solved, part: 'member' };
      solved.weights.forEach((weight, j) => (holdings[j * funds + m] = weight));
    }
    const rows = returns.values.subarray(start * count, end * count);
    series.set(matrixProduct(rows, end - start, count, holdings, funds), (start - first) * funds);
  }
  const outOfSample = { values: series, rows: returns.rows - first, columns: funds };
  const covariance = options.covarianceOf(outOfSample);
  const solved = funds === 1 ? alone : final({ count: funds, covariance, returns: outOfSample });
  if (solved.status === 'failed') return { ...solved, part: 'final' };
  const weights = new Float64Array(count);
  inner.forEach((one, m) => one.forEach((weight, j) => (weights[j] += solved.weights[m] * weight)));
  return { status: 'allocated', weights, inner, outer: solved.weights, outOfSample };
}

const alone = { status: 'solved', weights: Float64Array.of(1) } as const;

interface Part {
  readonly start: number;
  readonly end: number;
}

function partsOf(rows: number, folds: number): Part[] {
  if (!(Number.isInteger(folds) && folds >= 2)) throw new RangeError(`${folds} parts, at least 2 are needed`);
  if (rows < 2 * folds) throw new RangeError(`${rows} rows in ${folds} parts: each needs at least 2`);
  const size = Math.floor(rows / folds);
  const longer = rows % folds;
  let start = 0;
  return Array.from({ length: folds }, (_, k) => {
    const end = start + size + (k < longer ? 1 : 0);
    const part = { start, end };
    start = end;
    return part;
  });
}
