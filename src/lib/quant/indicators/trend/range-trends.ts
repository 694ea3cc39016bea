import { VortexIndicator } from 'trading-signals';
import { log } from '$lib/math/elementary';
import { maximum, minimum, sum as total } from '$lib/math/stats';
import { described, days } from '../indicator';
import { combined, exponentialAverage, streamedCandles, trueRange, windowed } from '../smoothing';

const warmUp = ({ length }: { readonly length: number }) => length;

/** Upward and downward movement between neighbouring days as multiples of the true range. */
export const vortex = described({
  id: 'vortex',
  name: 'Vortex',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14) },
  lines: [
    { id: 'plus', name: 'VI+', unit: 'scale', place: 'below', warmUp },
    { id: 'minus', name: 'VI−', unit: 'scale', place: 'below', warmUp }
  ],
  source: 'Botes and Siepman (2010), The vortex indicator',
  levels: [1],
  compute: (bars, { length }) =>
    streamedCandles(
      new VortexIndicator(length),
      bars,
      ({ plus }) => plus,
      ({ minus }) => minus
    )
});

/** Sum of the true ranges against the range of the whole window, on a log scale: 100 without trend, 0 in one line. */
export const choppiness = described({
  id: 'choppiness',
  name: 'Choppiness index',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'Choppiness', unit: 'scale', place: 'below', warmUp }],
  source: 'Dreiss (1993)',
  convention: 'the window’s range is of its highs and lows, without the close before it; 100 where it has none',
  levels: [38.2, 61.8],
  compute: (bars, { length }) => {
    const moved = windowed(trueRange(bars), length, total);
    const top = windowed(bars.high, length, maximum);
    const bottom = windowed(bars.low, length, minimum);
    const value = (sum: number, high: number, low: number) =>
      high === low ? 100 : (100 * log(sum / (high - low))) / log(length);
    return [combined(value, moved, top, bottom)];
  }
});

/** Sum of the ratio of the range’s EMA to the EMA of that EMA: a bulge tells a widening range. */
export const massIndex = described({
  id: 'mass-index',
  name: 'Mass index',
  group: 'trend',
  inputs: ['high', 'low'],
  parameters: { smoothing: days(9), length: days(25) },
  lines: [
    {
      id: 'value',
      name: 'Mass index',
      unit: 'scale',
      place: 'below',
      warmUp: ({ smoothing, length }) => 2 * (smoothing - 1) + length - 1
    }
  ],
  source: 'Dorsey (1992), The mass index',
  levels: [26.5, 27],
  compute: ({ high, low }, { smoothing, length }) => {
    const once = exponentialAverage(
      combined((top, bottom) => top - bottom, high, low),
      smoothing
    );
    const ratio = combined((one, two) => (two === 0 ? 1 : one / two), once, exponentialAverage(once, smoothing));
    return [windowed(ratio, length, total)];
  }
});
