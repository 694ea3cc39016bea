import { DPO, LinearRegression, SMA, WMA } from 'trading-signals';
import { closeByClose, days } from '../indicator';
import { exponentialSteps, oneLine, stepsOf, type Step } from '../smoothing';

const seed = 'each average begins with the plain mean of its first values';

/** Daily change of a triple exponential average, as a fraction of the day before, and its signal. */
export const trix = closeByClose({
  id: 'trix',
  name: 'TRIX',
  group: 'trend',
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
  begin({ length, signal }) {
    const [first, second, third, average] = [length, length, length, signal].map(exponentialSteps);
    let before = NaN;
    return (close) => {
      const smooth = third(second(first(close)));
      const rate = smooth / before - 1;
      before = smooth;
      return [rate, average(rate)];
    };
  }
});

/** Close of half a window ago less the simple average of the window: the cycle without the trend. */
export const detrended = closeByClose({
  id: 'detrended-price',
  name: 'Detrended price oscillator',
  group: 'trend',
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
  begin: ({ length }) => oneLine(stepsOf(new DPO(length)))
});

/** Slope of the least squares line through the last closes, a day. */
export const regressionSlope = closeByClose({
  id: 'regression-slope',
  name: 'Linear regression slope',
  group: 'trend',
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'Slope a day', unit: 'price', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Chande and Kroll (1994), The New Technical Trader',
  levels: [0],
  begin({ length }) {
    const stream = new LinearRegression(length);
    return (close) => [stream.update(close, false)?.slope ?? NaN];
  }
});

function rateSteps(length: number): Step {
  const kept: number[] = [];
  return (close) => {
    kept.push(close);
    const then = kept.length > length ? (kept.shift() ?? NaN) : NaN;
    return (close - then) / then;
  };
}

/** Weighted average of the sum of two rates of change. */
export const coppock = closeByClose({
  id: 'coppock',
  name: 'Coppock curve',
  group: 'trend',
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
  begin({ long, short, smoothing }) {
    const [one, two] = [long, short].map(rateSteps);
    const average = stepsOf(new WMA(smoothing));
    return (close) => [average(one(close) + two(close))];
  }
});

const terms = [
  { rate: 10, average: 10 },
  { rate: 15, average: 10 },
  { rate: 20, average: 10 },
  { rate: 30, average: 15 }
] as const;

/** Know sure thing: four smoothed rates of change with the weights 1 to 4, and its signal. */
export const knowSureThing = closeByClose({
  id: 'know-sure-thing',
  name: 'Know sure thing',
  group: 'trend',
  parameters: { signal: days(9) },
  lines: [
    { id: 'value', name: 'KST', unit: 'fraction', place: 'below', warmUp: () => 44 },
    { id: 'signal', name: 'Signal', unit: 'fraction', place: 'below', warmUp: ({ signal }) => 43 + signal }
  ],
  source: 'Pring (1992), Summed rate of change (KST)',
  convention: 'the daily windows 10, 15, 20, 30 smoothed over 10, 10, 10, 15',
  levels: [0],
  begin({ signal }) {
    const parts = terms.map((term) => {
      const [rate, average] = [rateSteps(term.rate), stepsOf(new SMA(term.average))];
      return (close: number) => average(rate(close));
    });
    const average = stepsOf(new SMA(signal));
    return (close) => {
      const sum = parts.reduce((total, part, order) => total + (order + 1) * part(close), 0);
      return [sum, average(sum)];
    };
  }
});
