import { CMO, RSI } from 'trading-signals';
import { maximum, minimum } from '$lib/math/stats';
import { described, days } from '../indicator';
import { change, combined, exponentialAverage, simpleAverage, streamed, windowed } from '../smoothing';

/** Relative strength index: gains as a share of all moves, by Wilder's averages, 0 to 100. */
export const rsi = described({
  id: 'rsi',
  name: 'Relative strength index',
  group: 'momentum',
  inputs: ['close'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'RSI', unit: 'scale', place: 'below', warmUp: ({ length }) => length }],
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  convention: 'the first averages are plain means of the first changes; 100 where nothing was lost',
  levels: [30, 70],
  compute: ({ close }, { length }) => [streamed(new RSI(length), close)]
});

/** Place of the RSI between its own least and greatest of the window, 0 to 100, smoothed, and its average. */
export const stochasticRsi = described({
  id: 'stochastic-rsi',
  name: 'Stochastic RSI',
  group: 'momentum',
  inputs: ['close'],
  parameters: { length: days(14), window: days(14), smoothing: days(3, 1), signal: days(3, 1) },
  lines: [
    {
      id: 'k',
      name: '%K',
      unit: 'scale',
      place: 'below',
      warmUp: ({ length, window, smoothing }) => length + window + smoothing - 2
    },
    {
      id: 'd',
      name: '%D',
      unit: 'scale',
      place: 'below',
      warmUp: ({ length, window, smoothing, signal }) => length + window + smoothing + signal - 3
    }
  ],
  source: 'Chande and Kroll (1994), The New Technical Trader',
  convention: 'on a scale of 100, %K smoothed over three days; 0 where the RSI did not move',
  levels: [20, 80],
  compute: ({ close }, { length, window, smoothing, signal }) => {
    const strength = streamed(new RSI(length), close);
    const raw = windowed(strength, window, (values) => {
      const low = minimum(values);
      const range = maximum(values) - low;
      return range === 0 ? 0 : (100 * ((values.at(-1) ?? NaN) - low)) / range;
    });
    const k = simpleAverage(raw, smoothing);
    return [k, simpleAverage(k, signal)];
  }
});

/** Gains less losses as a share of both, -100 to 100, from plain sums. */
export const chandeMomentum = described({
  id: 'chande-momentum',
  name: 'Chande momentum oscillator',
  group: 'momentum',
  inputs: ['close'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'CMO', unit: 'scale', place: 'below', warmUp: ({ length }) => length }],
  source: 'Chande and Kroll (1994), The New Technical Trader',
  convention: 'plain sums, as Chande; TA-Lib smooths them by Wilder',
  levels: [-50, 50],
  compute: ({ close }, { length }) => [streamed(new CMO(length), close)]
});

/** Double-smoothed change as a share of the double-smoothed size of changes, -100 to 100, and its signal. */
export const trueStrength = described({
  id: 'true-strength',
  name: 'True strength index',
  group: 'momentum',
  inputs: ['close'],
  parameters: { long: days(25), short: days(13), signal: days(7) },
  lines: [
    { id: 'value', name: 'TSI', unit: 'scale', place: 'below', warmUp: ({ long, short }) => long + short - 1 },
    {
      id: 'signal',
      name: 'Signal',
      unit: 'scale',
      place: 'below',
      warmUp: ({ long, short, signal }) => long + short + signal - 2
    }
  ],
  source: 'Blau (1991), True strength index',
  convention: 'each average begins with the plain mean of its first values',
  levels: [0],
  compute: ({ close }, { long, short, signal }) => {
    const twice = (values: Float64Array) => exponentialAverage(exponentialAverage(values, long), short);
    const moves = change(close);
    const value = combined(
      (net, size) => (size === 0 ? 0 : (100 * net) / size),
      twice(moves),
      twice(moves.map(Math.abs))
    );
    return [value, exponentialAverage(value, signal)];
  }
});
