import { EMA, WSMA } from 'trading-signals';
import type { WholeBars } from './bars';

/** An indicator of the library: takes one value, answers one or null. */
interface Stream<Input, Result> {
  update(input: Input, replace: boolean): Result | null;
}

const finite = Number.isFinite;

/** Takes the next value and answers one; NaN for NaN, which changes nothing, and while there is no answer yet. */
export type Step = (value: number) => number;

/** Steps of a stream of the library. */
export const stepsOf =
  (stream: Stream<number, number>): Step =>
  (value) =>
    finite(value) ? (stream.update(value, false) ?? NaN) : NaN;

/** The steps of an indicator with one line. */
export const oneLine =
  (step: Step) =>
  (close: number): readonly number[] => [step(close)];

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

/** Wilder's average: begins with the plain mean of `length` values, then moves 1 / length of the way. */
export const wilderAverage = (values: Float64Array, length: number) => values.map(stepsOf(new WSMA(length)));

/**
 * Exponential moving average, weight 2 / (length + 1). It begins with the plain mean of the first `length` values, as
 * TA-Lib and StockCharts do; pandas, TradingView and the library by itself begin with the first value.
 */
export function exponentialSteps(length: number): Step {
  const stream = new EMA(length);
  let count = 0;
  let sum = 0;
  return (value) => {
    if (!finite(value)) return NaN;
    count += 1;
    if (count > length) return stream.update(value, false);
    sum += value;
    return count === length ? stream.update(sum / length, false) : NaN;
  };
}

/** Exponential moving average of a whole series. */
export const exponentialAverage = (values: Float64Array, length: number) => values.map(exponentialSteps(length));

/** Steps of a figure of the last `length` finite values, oldest first. */
export function windowedSteps(length: number, figure: (window: Float64Array) => number): Step {
  const kept: number[] = [];
  return (value) => {
    if (!finite(value)) return NaN;
    kept.push(value);
    if (kept.length > length) kept.shift();
    return kept.length < length ? NaN : figure(Float64Array.from(kept));
  };
}

/** A value for each finite value from the last `length` of them, oldest first. */
export const windowed = (values: Float64Array, length: number, figure: (window: Float64Array) => number) =>
  values.map(windowedSteps(length, figure));

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
