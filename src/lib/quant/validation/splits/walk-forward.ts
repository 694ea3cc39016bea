import { requireCount } from './split';
import type { PathPiece, Split, SplitPlan } from './split';

/**
 * Walk-forward in rows: `window` rows to learn from, `test` rows after them to be judged on, moved on by `step` (as long
 * as the test when absent). `purge` rows between the two are left out. An `expanding` window keeps its first row. With
 * `shortLast` a last test of fewer rows counts too. An embargo has no place here: nothing is learned after a test.
 */
export interface WalkForwardSpec {
  readonly window: number;
  readonly test: number;
  readonly step?: number;
  readonly purge?: number;
  readonly expanding?: boolean;
  readonly shortLast?: boolean;
  /** Rows by which the first test is put off; 0 when absent. */
  readonly skip?: number;
}

/**
 * Walk-forward splits of a series. The first test begins at window + purge + skip. Steps shorter than a test make several paths, each
 * without overlap; longer ones leave rows untested.
 * @throws RangeError on counts that are not whole, and when the rows do not hold one split.
 */
export function walkForwardSplits(rows: number, spec: WalkForwardSpec): SplitPlan {
  const { window, test, purge = 0, step = test, expanding = false, shortLast = false, skip = 0 } = spec;
  requireCount(rows, 1, 'rows');
  requireCount(window, 1, 'window');
  requireCount(test, 1, 'test length');
  requireCount(step, 1, 'step');
  requireCount(purge, 0, 'purge');
  requireCount(skip, 0, 'rows skipped');
  const splits: Split[] = [];
  for (let start = window + purge + skip; start < rows; start += step) {
    const end = Math.min(rows, start + test);
    if (end - start < test && !shortLast) break;
    const last = start - purge;
    splits.push({ train: [{ start: expanding ? 0 : last - window, end: last }], test: [{ start, end }] });
  }
  if (splits.length === 0) throw new RangeError(`${rows} rows do not hold a window of ${window} and a test of ${test}`);
  const paths: PathPiece[][] = [];
  const apart = Math.ceil(test / step);
  splits.forEach((_, split) => {
    const path = (paths[split % apart] ??= []);
    path.push({ split, test: 0 });
  });
  return { rows, splits, paths };
}
