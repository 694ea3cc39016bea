import { DPO, LinearRegression } from 'trading-signals';
import { described, days } from '../indicator';
import { change, combined, exponentialAverage, lagged, simpleAverage, streamed, weightedAverage } from '../smoothing';

const seed = 'each average begins with the plain mean of its first values';

/** Daily change of a triple exponential average, as a fraction of the day before, and its signal. */
export const trix = described({
  id: 'trix',
  name: 'TRIX',
  group: 'trend',
  inputs: ['close'],
  parameters: { length: days(15), signal: days(9) },
  lines: [
    { id: 'trix', name: 'TRIX', unit: 'fraction', place: 'below', warmUp: ({ length }) => 3 * (length - 1) + 1 },
    {
      id: 'signal',
      name: 'Signal',
      unit: 'fraction',
      place: 'below',
      warmUp: ({ length, signal }) => 3 * (length - 1) + signal
    }
  ],
  source: 'Hutson (1983), Good TRIX',
  convention: seed,
  levels: [0],
  compute: ({ close }, { length, signal }) => {
    const smooth = exponentialAverage(exponentialAverage(exponentialAverage(close, length), length), length);
    const rate = combined((now, then) => now / then - 1, smooth, lagged(smooth, 1));
    return [rate, exponentialAverage(rate, signal)];
  }
});

/** Close of half a window ago less the simple average of the window: the cycle without the trend. */
export const detrended = described({
  id: 'detrended-price',
  name: 'Detrended price oscillator',
  group: 'trend',
  inputs: ['close'],
  parameters: { length: days(20) },
  lines: [
    {
      id: 'value',
      name: 'Detrended',
      unit: 'price',
      place: 'below',
      warmUp: ({ length }) => Math.max(length - 1, Math.floor(length / 2) + 1)
    }
  ],
  source: 'Achelis (1995), Technical Analysis from A to Z',
  convention: 'not centred: the value of a day uses no later day',
  levels: [0],
  compute: ({ close }, { length }) => [streamed(new DPO(length), close)]
});

/** Slope of the least squares line through the last closes, a day. */
export const regressionSlope = described({
  id: 'regression-slope',
  name: 'Linear regression slope',
  group: 'trend',
  inputs: ['close'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'Slope a day', unit: 'price', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Chande and Kroll (1994), The New Technical Trader',
  levels: [0],
  compute: ({ close }, { length }) => {
    const stream = new LinearRegression(length);
    return [close.map((value) => stream.update(value, false)?.slope ?? NaN)];
  }
});

const rate = (close: Float64Array, length: number) =>
  combined((moved, then) => moved / then, change(close, length), lagged(close, length));

/** Weighted average of the sum of two rates of change. */
export const coppock = described({
  id: 'coppock',
  name: 'Coppock curve',
  group: 'trend',
  inputs: ['close'],
  parameters: { long: days(14), short: days(11), smoothing: days(10) },
  lines: [
    {
      id: 'value',
      name: 'Coppock',
      unit: 'fraction',
      place: 'below',
      warmUp: ({ long, short, smoothing }) => Math.max(long, short) + smoothing - 1
    }
  ],
  source: 'Coppock (1962), Barron’s',
  convention: 'in days of the series; Coppock’s own windows were months',
  levels: [0],
  compute: ({ close }, { long, short, smoothing }) => {
    const sum = combined((one, two) => one + two, rate(close, long), rate(close, short));
    return [weightedAverage(sum, smoothing)];
  }
});

const terms = [
  { rate: 10, average: 10 },
  { rate: 15, average: 10 },
  { rate: 20, average: 10 },
  { rate: 30, average: 15 }
] as const;

/** Know sure thing: four smoothed rates of change with the weights 1 to 4, and its signal. */
export const knowSureThing = described({
  id: 'know-sure-thing',
  name: 'Know sure thing',
  group: 'trend',
  inputs: ['close'],
  parameters: { signal: days(9) },
  lines: [
    { id: 'value', name: 'KST', unit: 'fraction', place: 'below', warmUp: () => 44 },
    { id: 'signal', name: 'Signal', unit: 'fraction', place: 'below', warmUp: ({ signal }) => 43 + signal }
  ],
  source: 'Pring (1992), Summed rate of change (KST)',
  convention: 'the daily windows 10, 15, 20, 30 smoothed over 10, 10, 10, 15',
  levels: [0],
  compute: ({ close }, { signal }) => {
    const parts = terms.map((term) => simpleAverage(rate(close, term.rate), term.average));
    const sum = combined((a = 0, b = 0, c = 0, d = 0) => a + 2 * b + 3 * c + 4 * d, ...parts);
    return [sum, simpleAverage(sum, signal)];
  }
});
