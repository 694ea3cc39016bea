import { recentCloses, returnsOf } from '../seen/recent';
import { deviationOf, meanOf } from '../seen/rolling';
import type { Window } from '../window';

/**
 * A figure of an instrument at the last close, as data.
 * return: over `days`, the last `skip` left out. volatility: standard deviation of daily returns. average-gap: mean of the
 * last `short` closes over that of the last `long`, less one. z-score: standard deviations from the mean of the last
 * closes. drawdown: from the greatest of the last closes, <= 0. figure: of a name that the market brings. sum: of signals
 * times factors.
 */
export type Signal =
  | { readonly signal: 'close' }
  | { readonly signal: 'return'; readonly days: number; readonly skip?: number }
  | { readonly signal: 'volatility' | 'z-score' | 'drawdown'; readonly days: number }
  | { readonly signal: 'average-gap'; readonly short: number; readonly long: number }
  | { readonly signal: 'figure'; readonly name: string }
  | { readonly signal: 'constant'; readonly value: number }
  | { readonly signal: 'sum'; readonly of: readonly { readonly factor: number; readonly signal: Signal }[] };

/** Closes that a signal needs. */
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
    case 'sum':
      return Math.max(0, ...signal.of.map((part) => signalHistory(part.signal)));
  }
}

/** The value of a signal for a column; NaN where its history is too short. @throws RangeError on figures the market does not bring. */
export function signalValue(window: Window, column: number, signal: Signal): number {
  if (signal.signal === 'constant') return signal.value;
  if (signal.signal === 'sum') {
    return signal.of.reduce((sum, part) => sum + part.factor * signalValue(window, column, part.signal), 0);
  }
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
