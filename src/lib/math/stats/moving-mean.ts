/** Sums of a series from its start: high[t] + low[t] is the sum of the first t values, to about 2^-100 of the largest sum. */
export interface RunningSums {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Running sums in double-double arithmetic (Knuth's two-sum). NaN and infinity spread to all sums after them. */
export function runningSums(values: ArrayLike<number>): RunningSums {
  const high = new Float64Array(values.length + 1);
  const low = new Float64Array(values.length + 1);
  for (let t = 0; t < values.length; t++) {
    const value = values[t];
    const before = high[t];
    const next = before + value;
    const taken = next - before;
    high[t + 1] = next;
    low[t + 1] = low[t] + (before - (next - taken) + (value - taken));
  }
  return { high, low };
}

/**
 * Moving means: out[t] is the mean of the `window` values that end with t, NaN before there are so many. Each is the exact
 * sum rounded to within one unit in the last place: it does not drift with the length of the series.
 * @throws RangeError unless the window is a positive whole number.
 */
export function movingMeans(
  { high, low }: RunningSums,
  window: number,
  out = new Float64Array(high.length - 1)
): Float64Array {
  if (!Number.isSafeInteger(window) || window < 1)
    throw new RangeError(`window ${window} is not a positive whole number`);
  out.fill(NaN, 0, Math.min(window - 1, out.length));
  for (let t = window; t < high.length; t++) {
    out[t - 1] = (high[t] - high[t - window] + (low[t] - low[t - window])) / window;
  }
  return out;
}
