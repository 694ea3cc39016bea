import { described, days } from '../indicator';
import { combined, lagged, trueRange, wilderAverage } from '../smoothing';

const diWarm = ({ length }: { readonly length: number }) => length;

/**
 * Directional movement: how much of the true range was new ground above (+DI) and below (-DI), and the average of how
 * far they stand apart (ADX).
 */
export const adx = described({
  id: 'adx',
  name: 'Average directional index',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14) },
  lines: [
    { id: 'adx', name: 'ADX', unit: 'scale', place: 'below', warmUp: ({ length }) => 2 * length - 1 },
    { id: 'plus', name: '+DI', unit: 'scale', place: 'below', warmUp: diWarm },
    { id: 'minus', name: '−DI', unit: 'scale', place: 'below', warmUp: diWarm }
  ],
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  convention:
    'the first averages are means of as many days as the length; TA-Lib takes one day less, which fades within some hundred days',
  levels: [25],
  compute: (bars, { length }) => {
    const before = { high: lagged(bars.high, 1), low: lagged(bars.low, 1) };
    const up = combined((now, then) => now - then, bars.high, before.high);
    const down = combined((now, then) => then - now, bars.low, before.low);
    const range = wilderAverage(trueRange(bars), length);
    const moved = (ahead: number, behind: number) =>
      Number.isNaN(ahead) ? NaN : ahead > behind && ahead > 0 ? ahead : 0;
    const index = (movement: Float64Array) =>
      combined((part, whole) => (whole === 0 ? 0 : (100 * part) / whole), wilderAverage(movement, length), range);
    const plus = index(combined(moved, up, down));
    const minus = index(combined(moved, down, up));
    const apart = combined((p, m) => (p + m === 0 ? 0 : (100 * Math.abs(p - m)) / (p + m)), plus, minus);
    return [wilderAverage(apart, length), plus, minus];
  }
});
