import { lineOfCloses, type IndicatorId, type IndicatorParameters } from '$lib/quant/indicators';
import { recentCloses, returnsOf, windowsAtCloses } from '../seen/recent';
import { deviationOf, meanOf } from '../seen/rolling';
import type { Window } from '../window';

/**
 * A figure of an instrument at the last close, as data.
 * return: over `days`, the last `skip` left out. volatility: standard deviation of daily returns. average-gap: mean of the
 * last `short` closes over that of the last `long`, less one. z-score: standard deviations from the mean of the last
 * closes. drawdown: from the greatest of the last closes, <= 0. figure: of a name that the market brings. indicator: a line
 * of an indicator of closes, the first when none is named, on as many closes as it rests on. sum: of signals times factors.
 */
export type Signal =
  | { readonly signal: 'close' }
  | { readonly signal: 'return'; readonly days: number; readonly skip?: number }
  | { readonly signal: 'volatility' | 'z-score' | 'drawdown'; readonly days: number }
  | { readonly signal: 'average-gap'; readonly short: number; readonly long: number }
  | { readonly signal: 'figure'; readonly name: string }
  | {
      readonly signal: 'indicator';
      readonly indicator: IndicatorId;
      readonly parameters?: IndicatorParameters;
      readonly line?: string;
    }
  | { readonly signal: 'constant'; readonly value: number }
  | { readonly signal: 'sum'; readonly of: readonly { readonly factor: number; readonly signal: Signal }[] };

type IndicatorSignal = Extract<Signal, { signal: 'indicator' }>;
type SimpleSignal = Exclude<Signal, { signal: 'indicator' | 'constant' | 'sum' }>;

const lineOf = ({ indicator, parameters, line }: IndicatorSignal) => lineOfCloses(indicator, parameters, line);

/** Closes that a signal needs. @throws RangeError for what no indicator has, and for indicators that need more than closes. */
export function signalHistory(signal: Signal): number {
  switch (signal.signal) {
    case 'close':
    case 'figure':
      return 1;
    case 'constant':
      return 0;
    case 'return':
    case 'volatility':
      return signal.days + 1;
    case 'z-score':
    case 'drawdown':
      return signal.days;
    case 'average-gap':
      return Math.max(signal.short, signal.long);
    case 'indicator':
      return lineOf(signal).history;
    case 'sum':
      return Math.max(0, ...signal.of.map((part) => signalHistory(part.signal)));
  }
}

/** The value of a signal for a column; NaN where its history is too short. @throws RangeError on figures the market does not bring. */
export function signalValue(window: Window, column: number, signal: Signal): number {
  return signalValues(window, column, signal, 1)[0];
}

/** Values of a signal at the last `count` closes of a column, oldest first; NaN and errors as with `signalValue`. */
export function signalValues(window: Window, column: number, signal: Signal, count: number): Float64Array {
  const values = new Float64Array(count);
  switch (signal.signal) {
    case 'constant':
      return values.fill(signal.value);
    case 'sum':
      for (const part of signal.of) {
        signalValues(window, column, part.signal, count).forEach((value, t) => (values[t] += part.factor * value));
      }
      return values;
    case 'indicator': {
      const { history, reach, values: line } = lineOf(signal);
      const closes = recentCloses(window, column, reach + count - 1, history);
      const last = closes ? line(closes).subarray(-count) : new Float64Array(0);
      values.fill(NaN).set(last, count - last.length);
      return values;
    }
    default:
      windowsAtCloses(window, column, count).forEach((seen, t) => (values[t] = simpleValue(seen, column, signal)));
      return values;
  }
}

function simpleValue(window: Window, column: number, signal: SimpleSignal): number {
  const closes = recentCloses(window, column, signalHistory(signal));
  if (!closes) return NaN;
  const last = closes[closes.length - 1];
  switch (signal.signal) {
    case 'close':
      return last;
    case 'return':
      return closes[signal.days - (signal.skip ?? 0)] / closes[0] - 1;
    case 'volatility':
      return deviationOf(returnsOf(closes));
    case 'z-score':
      return (last - meanOf(closes)) / deviationOf(closes);
    case 'drawdown':
      return last / closes.reduce((most, close) => Math.max(most, close), 0) - 1;
    case 'average-gap':
      return meanOf(closes.slice(-signal.short)) / meanOf(closes.slice(-signal.long)) - 1;
    case 'figure': {
      const figures = window.figures(signal.name, column);
      if (!figures) throw new RangeError(`no figures of the name ${signal.name}`);
      return figures.findLast((value) => Number.isFinite(value)) ?? NaN;
    }
  }
}
