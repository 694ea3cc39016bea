import { KAMA, LinearRegression, SMA, TRIMA, WMA, WSMA } from 'trading-signals';
import { closeByClose, days, type Indicator, type IndicatorLine } from '../indicator';
import { exponentialSteps, oneLine, stepsOf, type Step } from '../smoothing';

type Warm = (length: number) => number;
const full: Warm = (length) => length - 1;

const line = (name: string, warmUp: Warm): IndicatorLine<'length'> => ({
  id: 'average',
  name,
  unit: 'price',
  place: 'over-price',
  warmUp: ({ length }) => warmUp(length)
});

interface Average<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly short: string;
  readonly source: string;
  readonly convention?: string;
  readonly length: number;
  readonly minimum?: number;
  readonly warmUp?: Warm;
  readonly steps: (length: number) => Step;
}

const average = <const Id extends string>(one: Average<Id>): Indicator<Id, 'length'> =>
  closeByClose({
    id: one.id,
    name: one.name,
    group: 'average',
    parameters: { length: days(one.length, one.minimum) },
    lines: [line(one.short, one.warmUp ?? full)],
    source: one.source,
    ...(one.convention === undefined ? {} : { convention: one.convention }),
    begin: ({ length }) => oneLine(one.steps(length))
  });

const seed = 'begins with the plain mean of the first values (TA-Lib, StockCharts), not with the first value';

/** Simple moving average. */
export const sma = average({
  id: 'sma',
  name: 'Simple moving average',
  short: 'SMA',
  source: 'Gartley (1935), Profits in the Stock Market',
  length: 50,
  steps: (length) => stepsOf(new SMA(length))
});

/** Exponential moving average. */
export const ema = average({
  id: 'ema',
  name: 'Exponential moving average',
  short: 'EMA',
  source: 'Haurlan (1968), Measuring Trend Values',
  convention: seed,
  length: 20,
  steps: exponentialSteps
});

/** Linearly weighted moving average. */
export const wma = average({
  id: 'wma',
  name: 'Weighted moving average',
  short: 'WMA',
  source: 'Kaufman (1978), Commodity Trading Systems and Methods',
  length: 20,
  steps: (length) => stepsOf(new WMA(length))
});

/** Double exponential moving average: 2 EMA less the EMA of the EMA. */
export const dema = average({
  id: 'dema',
  name: 'Double exponential moving average',
  short: 'DEMA',
  source: 'Mulloy (1994), Smoothing data with faster moving averages',
  convention: `each average ${seed}`,
  length: 20,
  warmUp: (length) => 2 * (length - 1),
  steps: (length) => {
    const [first, second] = [exponentialSteps(length), exponentialSteps(length)];
    return (value) => {
      const once = first(value);
      return 2 * once - second(once);
    };
  }
});

/** Triple exponential moving average: 3 EMA less 3 EMA of EMA plus EMA of EMA of EMA. */
export const tema = average({
  id: 'tema',
  name: 'Triple exponential moving average',
  short: 'TEMA',
  source: 'Mulloy (1994), Smoothing data with less lag',
  convention: `each average ${seed}`,
  length: 20,
  warmUp: (length) => 3 * (length - 1),
  steps: (length) => {
    const [first, second, third] = [exponentialSteps(length), exponentialSteps(length), exponentialSteps(length)];
    return (value) => {
      const once = first(value);
      const twice = second(once);
      return 3 * once - 3 * twice + third(twice);
    };
  }
});

/** Triangular moving average: weights that rise to the middle of the window and fall. */
export const trima = average({
  id: 'trima',
  name: 'Triangular moving average',
  short: 'TRIMA',
  source: 'Kaufman (1978), Commodity Trading Systems and Methods',
  length: 20,
  steps: (length) => stepsOf(new TRIMA(length))
});

/** Hull moving average: a weighted average over the square root of the length of 2 WMA(length / 2) - WMA(length). */
export const hma = average({
  id: 'hma',
  name: 'Hull moving average',
  short: 'HMA',
  source: 'Hull (2005), How to reduce lag in a moving average',
  convention: 'half length and square root are rounded down',
  length: 16,
  minimum: 4,
  warmUp: (length) => length + Math.floor(Math.sqrt(length)) - 2,
  steps: (length) => {
    const weighted = (days: number) => stepsOf(new WMA(days));
    const [half, whole, last] = [Math.floor(length / 2), length, Math.floor(Math.sqrt(length))].map(weighted);
    return (value) => last(2 * half(value) - whole(value));
  }
});

/** Wilder's smoothed moving average. */
export const smma = average({
  id: 'wilder-average',
  name: 'Wilder moving average',
  short: 'Wilder',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  convention: 'begins with the plain mean of the first values',
  length: 14,
  steps: (length) => stepsOf(new WSMA(length))
});

/** Kaufman's adaptive moving average, between the EMA weights of 2 and 30 days by the efficiency ratio. */
export const kama = average({
  id: 'kama',
  name: 'Kaufman adaptive moving average',
  short: 'KAMA',
  source: 'Kaufman (1995), Smarter Trading',
  convention: 'begins from the close before the first value',
  length: 10,
  warmUp: (length) => length,
  steps: (length) => stepsOf(new KAMA(length))
});

/** End of the least squares line through the last closes. */
export const linearRegression = average({
  id: 'linear-regression',
  name: 'Linear regression value',
  short: 'Regression',
  source: 'Chande and Kroll (1994), The New Technical Trader',
  convention: 'the line at the last day, not the forecast of the next',
  length: 14,
  steps: (length) => {
    const stream = new LinearRegression(length);
    return (value) => {
      const fit = stream.update(value, false);
      return fit === null ? NaN : fit.intercept + fit.slope * (length - 1);
    };
  }
});
