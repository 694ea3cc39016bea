/** What a bar may say of its day. */
export type BarField = 'open' | 'high' | 'low' | 'close' | 'volume';

/** Bars of one series in order of time: arrays of one length, NaN where a value is missing. Only closes must be there. */
export interface Bars {
  readonly close: Float64Array;
  readonly open?: Float64Array;
  readonly high?: Float64Array;
  readonly low?: Float64Array;
  readonly volume?: Float64Array;
}

/** Bars without gaps. A field that the indicator does not ask for is empty. */
export interface WholeBars {
  readonly length: number;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

const none = new Float64Array(0);

/**
 * The bars that have a finite value in every needed field, and their places in the series. Bars that lack one are left
 * out, as if the day had not been. @throws RangeError when a needed field is absent or of another length.
 */
export function wholeBars(
  bars: Bars,
  needed: readonly BarField[]
): { readonly bars: WholeBars; readonly places: Int32Array } {
  const { length } = bars.close;
  const columns = needed.map((field) => {
    const column = bars[field];
    if (column === undefined) throw new RangeError(`the series has no ${field}`);
    if (column.length !== length) throw new RangeError(`${column.length} values of ${field} for ${length} closes`);
    return column;
  });
  const places = new Int32Array(length);
  let count = 0;
  for (let index = 0; index < length; index += 1) {
    if (columns.every((column) => Number.isFinite(column[index]))) places[count++] = index;
  }
  const kept = places.subarray(0, count);
  const whole = { length: count, open: none, high: none, low: none, close: none, volume: none };
  needed.forEach((field, order) => {
    const column = columns[order] ?? none;
    whole[field] = Float64Array.from(kept, (place) => column[place] ?? NaN);
  });
  return { bars: whole, places: kept };
}
