import { CMO, RSI, SMA } from 'trading-signals';
import { maximum, minimum } from '$lib/math/stats';
import { closeByClose, days } from '../indicator';
import { exponentialSteps, oneLine, stepsOf, windowedSteps } from '../smoothing';

/** Relative strength index: gains as a share of all moves, by Wilder's averages, 0 to 100. */
export const rsi = closeByClose({
  id: 'rsi',
  name: 'Relative strength index',
  group: 'momentum',
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'RSI', unit: 'scale', place: 'below', warmUp: ({ length }) => length }],
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  convention: 'the first averages are plain means of the first changes; 100 where nothing was lost',
  levels: [30, 70],
  begin: ({ length }) => oneLine(stepsOf(new RSI(length)))
});

/** Place of the RSI between its own least and greatest of the window, 0 to 100, smoothed, and its average. */
export const stochasticRsi = closeByClose({
  id: 'stochastic-rsi',
  name: 'Stochastic RSI',
  group: 'momentum',
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
  begin({ length, window, smoothing, signal }) {
    const strength = stepsOf(new RSI(length));
    const raw = windowedSteps(window, (values) => {
      const low = minimum(values);
      const range = maximum(values) - low;
      return range === 0 ? 0 : (100 * ((values.at(-1) ?? NaN) - low)) / range;
    });
    const [smooth, average] = [stepsOf(new SMA(smoothing)), stepsOf(new SMA(signal))];
    return (close) => {
      const k = smooth(raw(strength(close)));
      return [k, average(k)];
    };
  }
});

/** Gains less losses as a share of both, -100 to 100, from plain sums. */
export const chandeMomentum = closeByClose({
  id: 'chande-momentum',
  name: 'Chande momentum oscillator',
  group: 'momentum',
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'CMO', unit: 'scale', place: 'below', warmUp: ({ length }) => length }],
  source: 'Chande and Kroll (1994), The New Technical Trader',
  convention: 'plain sums, as Chande; TA-Lib smooths them by Wilder',
  levels: [-50, 50],
  begin: ({ length }) => oneLine(stepsOf(new CMO(length)))
});

/** Double-smoothed change as a share of the double-smoothed size of changes, -100 to 100, and its signal. */
export const trueStrength = closeByClose({
  id: 'true-strength',
  name: 'True strength index',
  group: 'momentum',
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
  begin({ long, short, signal }) {
    const [net, size] = [0, 1].map(() => {
      const [first, second] = [exponentialSteps(long), exponentialSteps(short)];
      return (value: number) => second(first(value));
    });
    const average = exponentialSteps(signal);
    let before = NaN;
    return (close) => {
      const move = close - before;
      before = close;
      const [moved, whole] = [net(move), size(Math.abs(move))];
      const value = whole === 0 ? 0 : (100 * moved) / whole;
      return [value, average(value)];
    };
  }
});
