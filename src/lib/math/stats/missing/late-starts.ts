import { blockRegression, commonRows, gapBlocks, type BlockRegression } from './gap-blocks';
import { selectedColumns, selectedRows, type Observations } from '../scatter/observations';

/**
 * Maximum likelihood moments of variables of unequal length, or the variable whose own rows are too few for a
 * regression on the longer ones. Covariance divisor T.
 */
export type LateStartMoments =
  | {
      readonly status: 'ok';
      readonly means: Float64Array;
      readonly covariance: Float64Array;
      /** Rows that each variable's regression on the longer ones rests on. */
      readonly rowsUsed: Int32Array;
    }
  | { readonly status: 'too-short'; readonly column: number; readonly rows: number; readonly needed: number };

/**
 * Means and covariance of variables that start at different rows (NaN before): maximum likelihood for normal
 * variables, the shorter regressed on all longer ones and carried over to the whole length. A gap inside a series takes
 * its row from the regressions of that series and of shorter ones, after which the answer is consistent but no
 * longer the exact maximum. Positive semidefinite. 'too-short' when a variable has no more common rows than longer
 * variables and 1. Source: Stambaugh, Analyzing investments whose histories differ in length (1997), equations 5 to
 * 10; Anderson (1957).
 */
export function lateStartMoments(observations: Observations): LateStartMoments {
  const { columns: n } = observations;
  const means = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const rowsUsed = new Int32Array(n);
  const before: number[] = [];
  for (const block of gapBlocks(observations)) {
    const q = before.length;
    const rows = commonRows(observations, [...before, ...block]);
    const tooShort = { status: 'too-short', column: block[0], rows: rows.length, needed: q + 2 } as const;
    if (rows.length < q + 2) return tooShort;
    const part = selectedRows(selectedColumns(observations, [...before, ...block]), rows);
    const fit = blockRegression(part, q);
    if (!fit) return tooShort;
    for (const j of block) rowsUsed[j] = rows.length;
    carry({ means, covariance, n }, before, block, fit);
    before.push(...block);
  }
  return { status: 'ok', means, covariance, rowsUsed };
}

/** Moments of a block from its regression and the moments of the longer variables over all their rows. */
function carry(
  { means, covariance, n }: { means: Float64Array; covariance: Float64Array; n: number },
  before: readonly number[],
  block: readonly number[],
  { slopes, residual, means: common }: BlockRegression
): void {
  const q = before.length;
  const m = block.length;
  block.forEach((j, b) => {
    let shift = 0;
    before.forEach((i, k) => (shift += slopes[b][k] * (means[i] - common[k])));
    means[j] = common[q + b] + shift;
    for (const i of before) {
      let value = 0;
      before.forEach((l, k) => (value += slopes[b][k] * covariance[l * n + i]));
      covariance[j * n + i] = covariance[i * n + j] = value;
    }
  });
  block.forEach((j, a) => {
    block.slice(0, a + 1).forEach((i, b) => {
      let value = residual[a * m + b];
      before.forEach((l, k) => (value += slopes[a][k] * covariance[l * n + i]));
      covariance[j * n + i] = covariance[i * n + j] = value;
    });
  });
}
