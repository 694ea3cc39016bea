import { lineOfCloses, type IndicatorId, type IndicatorParameters } from '$lib/quant/indicators';
import { recentCloses, returnsOf, windowsAtCloses } from '../seen/recent';
import { FollowedLine } from '../seen/followed-line';
import { deviationOf, meanOf } from '../seen/rolling';
import type { Window } from '../window';

/**
 * A figure of an instrument at the last close, as data.
 * return: over `days`, the last `skip` left out. volatility: standard deviation of daily returns. average-gap: mean of the
 * last `short` closes over that of the last `long`, less one. z-score: standard deviations from the mean of the last
 * closes. drawdown: from the greatest of the last closes, <= 0. figure: of a name that the market brings. indicator: a line
 * of an indicator of closes, the first when none is named, on all closes so far. sum: of signals times factors.
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

/**
 * Values of a signal at the last `count` closes of a column, oldest first; NaN where its history is too short. Windows
 * are shown in order of time: lines of indicators go on from the closes that they have seen. @throws RangeError on
 * figures the market does not bring.
 */
export type SignalReader = (window: Window, column: number, count: number) => Float64Array;

/** Begins to read a signal. @throws RangeError as `signalHistory` does. */
export function signalReader(signal: Signal): SignalReader {
  switch (signal.signal) {
    case 'constant':
      return (_window, _column, count) => new Float64Array(count).fill(signal.value);
    case 'sum': {
      const parts = signal.of.map((part) => ({ factor: part.factor, read: signalReader(part.signal) }));
      return (window, column, count) => {
        const values = new Float64Array(count);
        for (const { factor, read } of parts) {
          read(window, column, count).forEach((value, t) => (values[t] += factor * value));
        }
        return values;
      };
    }
    case 'indicator': {
      const line = lineOf(signal);
      const lines: FollowedLine[] = [];
      return (window, column, count) => (lines[column] ??= new FollowedLine(line)).last(window.closes(column), count);
    }
    default:
      return (window, column, count) =>
        Float64Array.from(windowsAtCloses(window, column, count), (seen) => simpleValue(seen, column, signal));
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
