/** One fall of an index from a peak and the way back. */
export interface DrawdownPeriod {
  /** Last day at the high before the fall. */
  readonly peak: number;
  readonly trough: number;
  /** First day at or above the old high; undefined while under water. */
  readonly recovered: number | undefined;
  /** Loss from peak to trough, a fraction <= 0. */
  readonly depth: number;
  /** Calendar days from peak to recovery, to the last day while under water. */
  readonly length: number;
}

/**
 * Drawdown of an index: level / highest level so far - 1, a fraction <= 0, one for each level. A NaN level gives NaN and
 * is passed over. With `fromOne` the high starts at 1, for an index built from returns without its first level.
 */
export function drawdowns(index: ArrayLike<number>, fromOne = false): Float64Array {
  const result = new Float64Array(index.length);
  let high = fromOne ? 1 : -Infinity;
  for (let t = 0; t < index.length; t++) {
    const level = index[t] ?? NaN;
    if (level > high) high = level;
    result[t] = high > 0 ? Math.min(0, level / high - 1) : level - level;
  }
  return result;
}

/** Worst drawdown, a fraction <= 0; NaN when empty. */
export function maximumDrawdown(index: ArrayLike<number>, fromOne = false): number {
  let worst = index.length === 0 ? NaN : 0;
  for (const depth of drawdowns(index, fromOne)) if (depth < worst) worst = depth;
  return worst;
}

/**
 * Every fall below an earlier high, in order of time. `days` has the length of `index`.
 * @throws RangeError when the lengths differ.
 */
export function drawdownPeriods(days: ArrayLike<number>, index: ArrayLike<number>): DrawdownPeriod[] {
  if (days.length !== index.length) throw new RangeError(`lengths differ: ${days.length} days, ${index.length} levels`);
  const periods: DrawdownPeriod[] = [];
  let peak = 0;
  let trough = 0;
  const level = (t: number): number => index[t] ?? NaN;
  const day = (t: number): number => days[t] ?? NaN;
  const close = (last: number, recovered: boolean): void => {
    if (trough === peak || !(level(peak) > 0)) return;
    periods.push({
      peak: day(peak),
      trough: day(trough),
      recovered: recovered ? day(last) : undefined,
      depth: level(trough) / level(peak) - 1,
      length: day(last) - day(peak)
    });
  };
  for (let t = 1; t < index.length; t++) {
    if (level(t) >= level(peak)) {
      close(t, true);
      peak = t;
      trough = t;
    } else if (level(t) < level(trough)) trough = t;
  }
  close(index.length - 1, false);
  return periods;
}
