import { requireCount } from './split';
import type { PathPiece, Span, Split, SplitPlan } from './split';

/**
 * Folds in order of time, `testFolds` of which are tested at once, in every combination. `purge` rows are not learned
 * from on either side of a test, and `embargo` further ones after it.
 */
export interface PurgedFoldsSpec {
  readonly folds: number;
  /** One (k-fold cross-validation) when absent. */
  readonly testFolds?: number;
  readonly purge?: number;
  readonly embargo?: number;
}

/** More splits than this are a mistake in the counts, since each is a whole fit. */
const MOST_SPLITS = 100_000;

/** Binomial coefficient: how many ways there are to choose k of n. Exact while below 2^53. */
export function combinationCount(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) count = Math.round((count * (n - i + 1)) / i);
  return count;
}

/** The subsets of `size` of 0 ... n - 1, in lexicographic order. */
export function* combinations(n: number, size: number): Generator<readonly number[]> {
  const chosen = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    yield chosen.slice();
    let at = size - 1;
    while (at >= 0 && chosen[at] === n - size + at) at--;
    if (at < 0) return;
    chosen[at]++;
    for (let i = at + 1; i < size; i++) chosen[i] = chosen[i - 1] + 1;
  }
}

/**
 * Purged k-fold and combinatorial purged cross-validation (M. Lopez de Prado 2018, ch. 7 and 12). All folds have
 * floor(rows / folds) rows, the last what is left. Splits in lexicographic order of their test folds; of C(folds, testFolds)
 * splits come C(folds - 1, testFolds - 1) paths, each of which tests every row once: the j-th path takes each fold from
 * the j-th split that tests it.
 * @throws RangeError on counts that are not whole, folds that are no longer than purge and embargo, or too many splits.
 */
export function purgedFoldSplits(rows: number, spec: PurgedFoldsSpec): SplitPlan {
  const { folds, testFolds = 1, purge = 0, embargo = 0 } = spec;
  requireCount(rows, 1, 'rows');
  requireCount(folds, 2, 'folds');
  requireCount(testFolds, 1, 'test folds');
  requireCount(purge, 0, 'purge');
  requireCount(embargo, 0, 'embargo');
  if (testFolds >= folds) throw new RangeError(`${testFolds} of ${folds} folds tested: none to learn from`);
  const length = Math.floor(rows / folds);
  if (purge + embargo >= length)
    throw new RangeError(`purge and embargo of ${purge + embargo} rows swallow folds of ${length}`);
  const count = combinationCount(folds, testFolds);
  if (count > MOST_SPLITS) throw new RangeError(`${count} splits, at most ${MOST_SPLITS}`);
  const spanOf = (fold: number): Span => ({
    start: fold * length,
    end: fold === folds - 1 ? rows : (fold + 1) * length
  });
  const splits: Split[] = [];
  const paths: PathPiece[][] = Array.from({ length: combinationCount(folds - 1, testFolds - 1) }, () => []);
  const tested = new Int32Array(folds);
  const pieces: { readonly path: number; readonly fold: number; readonly piece: PathPiece }[] = [];
  for (const chosen of combinations(folds, testFolds)) {
    const split = splits.length;
    splits.push({ train: trainSpans(chosen.map(spanOf), rows, purge, purge + embargo), test: chosen.map(spanOf) });
    chosen.forEach((fold, test) => pieces.push({ path: tested[fold]++, fold, piece: { split, test } }));
  }
  pieces.sort((a, b) => a.path - b.path || a.fold - b.fold);
  for (const { path, piece } of pieces) paths[path].push(piece);
  return { rows, splits, paths };
}

/** The rows outside of the tests and of what is left out before and after them, as spans. */
function trainSpans(tests: readonly Span[], rows: number, before: number, after: number): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const test of [...tests, { start: rows, end: rows }]) {
    const end = test.start === rows ? rows : test.start - before;
    if (end > start) spans.push({ start, end });
    start = test.end + (test.end === rows ? 0 : after);
  }
  return spans;
}
