import { EMA, SMA, WMA, WSMA } from 'trading-signals';
import type { WholeBars } from './bars';

/** An indicator of the library: takes one value, answers one or null. */
interface Stream<Input, Result> {
  update(input: Input, replace: boolean): Result | null;
}

const finite = Number.isFinite;

/** One value for each finite value given; NaN where the value is NaN or the stream has no answer yet. */
export function streamed(stream: Stream<number, number>, values: Float64Array): Float64Array {
  return values.map((value) => (finite(value) ? (stream.update(value, false) ?? NaN) : NaN));
}

/** A candle as the library takes it. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Bar `index` as a candle; 0 for what the bars do not hold. */
export function candle(bars: WholeBars, index: number): Candle {
  return {
    open: bars.open[index] ?? 0,
    high: bars.high[index] ?? 0,
    low: bars.low[index] ?? 0,
    close: bars.close[index] ?? 0,
    volume: bars.volume[index] ?? 0
  };
}

/** Values of a stream over candles, one array for each pick of its result. */
export function streamedCandles<Result>(
  stream: Stream<Candle, Result>,
  bars: WholeBars,
  ...picks: readonly ((result: NonNullable<Result>) => number)[]
): Float64Array[] {
  const lines = picks.map(() => new Float64Array(bars.length).fill(NaN));
  for (let index = 0; index < bars.length; index += 1) {
    const result = stream.update(candle(bars, index), false);
    if (result === null || result === undefined) continue;
    picks.forEach((pick, order) => {
      const line = lines[order];
      if (line) line[index] = pick(result);
    });
  }
  return lines;
}

/** Simple moving average of the last `length` finite values. */
export const simpleAverage = (values: Float64Array, length: number) => streamed(new SMA(length), values);

/** Linearly weighted moving average: weights 1 to `length`, the last value the heaviest. */
export const weightedAverage = (values: Float64Array, length: number) => streamed(new WMA(length), values);

/** Wilder's average: begins with the plain mean of `length` values, then moves 1 / length of the way. */
export const wilderAverage = (values: Float64Array, length: number) => streamed(new WSMA(length), values);

/**
 * Exponential moving average, weight 2 / (length + 1). It begins with the plain mean of the first `length` values, as
 * TA-Lib and StockCharts do; pandas, TradingView and the library by itself begin with the first value.
 */
export function exponentialAverage(values: Float64Array, length: number): Float64Array {
  const stream = new EMA(length);
  let count = 0;
  let sum = 0;
  return values.map((value) => {
    if (!finite(value)) return NaN;
    count += 1;
    if (count > length) return stream.update(value, false);
    sum += value;
    return count === length ? stream.update(sum / length, false) : NaN;
  });
}

/** A value for each finite value from the last `length` of them, oldest first. */
export function windowed(values: Float64Array, length: number, value: (window: Float64Array) => number): Float64Array {
  const kept = values.filter(finite);
  let count = 0;
  return values.map((one) => {
    if (!finite(one)) return NaN;
    count += 1;
    return count < length ? NaN : value(kept.subarray(count - length, count));
  });
}

/** Values `lag` places later; NaN before. */
export function lagged(values: Float64Array, lag: number): Float64Array {
  const moved = new Float64Array(values.length).fill(NaN);
  moved.set(values.subarray(0, Math.max(0, values.length - lag)), Math.min(lag, values.length));
  return moved;
}

/** A value for each index from several arrays of one length. */
export function combined(value: (...values: number[]) => number, ...arrays: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0)] = arrays;
  return first.map((_, index) => value(...arrays.map((array) => array[index] ?? NaN)));
}

/** Change from the value `lag` places before; NaN at the start. */
export const change = (values: Float64Array, lag = 1) =>
  combined((now, then) => now - then, values, lagged(values, lag));

/** True range: the day's range stretched to the close before it; NaN on the first bar, which has none. Wilder (1978). */
export function trueRange({ high, low, close }: WholeBars): Float64Array {
  return combined(
    (top, bottom, before) => Math.max(top, before) - Math.min(bottom, before),
    high,
    low,
    lagged(close, 1)
  );
}

/** Wilder's average of the true range over `length` bars; the first at bar `length`. */
export const averageTrueRange = (bars: WholeBars, length: number) => wilderAverage(trueRange(bars), length);
