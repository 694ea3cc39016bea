import { StochasticOscillator, WilliamsR } from 'trading-signals';
import { described, days, type IndicatorLine } from '../indicator';
import { streamedCandles } from '../smoothing';

const lines = <Parameter extends string>(
  warmUp: (parameters: Readonly<Record<Parameter, number>>) => number
): IndicatorLine<Parameter>[] => [
  { id: 'k', name: '%K', unit: 'scale', place: 'below', warmUp },
  { id: 'd', name: '%D', unit: 'scale', place: 'below', warmUp }
];

const source = 'Lane (1984), Lane’s stochastics';
const convention = 'both lines begin together; 0 where high and low of the window are equal';

/** Place of the close in the range of the last days, 0 to 100, and its average. */
export const fastStochastic = described({
  id: 'stochastic-fast',
  name: 'Fast stochastic',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14), signal: days(3, 1) },
  lines: lines<'length' | 'signal'>(({ length, signal }) => length + signal - 2),
  source,
  convention,
  levels: [20, 80],
  compute: (bars, { length, signal }) =>
    streamedCandles(
      new StochasticOscillator({ kPeriod: length, kSlowingPeriod: 1, dPeriod: signal }),
      bars,
      ({ stochK }) => stochK,
      ({ stochD }) => stochD
    )
});

/** The fast stochastic with %K smoothed, and the average of that. */
export const slowStochastic = described({
  id: 'stochastic-slow',
  name: 'Slow stochastic',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14), smoothing: days(3, 1), signal: days(3, 1) },
  lines: lines<'length' | 'smoothing' | 'signal'>(({ length, smoothing, signal }) => length + smoothing + signal - 3),
  source,
  convention,
  levels: [20, 80],
  compute: (bars, { length, smoothing, signal }) =>
    streamedCandles(
      new StochasticOscillator({ kPeriod: length, kSlowingPeriod: smoothing, dPeriod: signal }),
      bars,
      ({ stochK }) => stochK,
      ({ stochD }) => stochD
    )
});

/** Distance of the close from the highest high of the last days, -100 to 0. */
export const williamsR = described({
  id: 'williams-r',
  name: 'Williams %R',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: '%R', unit: 'scale', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Williams (1973), How I Made One Million Dollars',
  convention: '-100 where high and low of the window are equal',
  levels: [-80, -20],
  compute: (bars, { length }) => streamedCandles(new WilliamsR(length), bars, (value) => value)
});
