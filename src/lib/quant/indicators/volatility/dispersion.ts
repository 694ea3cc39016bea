import { UlcerIndex } from 'trading-signals';
import { log } from '$lib/math/elementary';
import { maximum, mean, standardDeviation } from '$lib/math/stats';
import { closeByClose, days } from '../indicator';
import { oneLine, stepsOf, windowedSteps } from '../smoothing';

/** Annual standard deviation of the logarithmic returns of the last days. */
export const realisedVolatility = closeByClose({
  id: 'realised-volatility',
  name: 'Realised volatility',
  group: 'volatility',
  parameters: { length: days(21, 3), periodsPerYear: days(252, 1, 366) },
  lines: [{ id: 'value', name: 'Volatility', unit: 'fraction', place: 'below', warmUp: ({ length }) => length }],
  source: 'Hull (2018), Options, Futures, and Other Derivatives, section 15.4',
  convention: 'about the mean, divided by n - 1; no value where a close is not positive',
  begin({ length, periodsPerYear }) {
    const spread = windowedSteps(length, standardDeviation);
    let before = NaN;
    return (close) => {
      const value = close > 0 && before > 0 ? log(close / before) : NaN;
      before = close;
      return [spread(value) * Math.sqrt(periodsPerYear)];
    };
  }
});

/** Standard deviation of the last closes. */
export const deviation = closeByClose({
  id: 'standard-deviation',
  name: 'Standard deviation of the close',
  group: 'volatility',
  parameters: { length: days(20) },
  lines: [{ id: 'value', name: 'Deviation', unit: 'price', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Pearson (1894)',
  convention: 'divided by n - 1',
  begin: ({ length }) => oneLine(windowedSteps(length, standardDeviation))
});

/** Distance of the close from the mean of the last closes, in their standard deviations. */
export const zScore = closeByClose({
  id: 'z-score',
  name: 'Z-score',
  group: 'volatility',
  parameters: { length: days(20) },
  lines: [{ id: 'value', name: 'Z-score', unit: 'scale', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Kreyszig (1979), Advanced Engineering Mathematics, 4th edition',
  convention: 'deviation divided by n - 1; 0 where the closes are equal',
  levels: [-2, 0, 2],
  begin: ({ length }) =>
    oneLine(
      windowedSteps(length, (window) => {
        const spread = standardDeviation(window);
        return spread === 0 ? 0 : ((window.at(-1) ?? NaN) - mean(window)) / spread;
      })
    )
});

/** Fall of the close from its highest so far, or of the last days: 0 or below. */
export const drawdown = closeByClose({
  id: 'drawdown',
  name: 'Drawdown from high',
  group: 'volatility',
  parameters: { length: days(0, 0, 5000) },
  lines: [
    { id: 'value', name: 'Drawdown', unit: 'fraction', place: 'below', warmUp: ({ length }) => Math.max(0, length - 1) }
  ],
  source: 'Young (1991), Calmar ratio: a smoother tool',
  convention: 'by closes; a length of 0 looks back to the first day',
  levels: [0],
  begin({ length }) {
    if (length > 0) return oneLine(windowedSteps(length, (window) => (window.at(-1) ?? NaN) / maximum(window) - 1));
    let high = -Infinity;
    return (close) => [close / (high = Math.max(high, close)) - 1];
  }
});

/** Ulcer index: root mean square of the drawdowns from the running high of the window. */
export const ulcer = closeByClose({
  id: 'ulcer-index',
  name: 'Ulcer index',
  group: 'volatility',
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'Ulcer index', unit: 'fraction', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Martin and McCann (1989), The Investor’s Guide to Fidelity Funds',
  convention: 'the high is of the window up to the day; a fraction, where the book writes percent',
  begin({ length }) {
    const percent = stepsOf(new UlcerIndex(length));
    return (close) => [percent(close) / 100];
  }
});
