import { described, days } from '../indicator';
import { averageTrueRange, combined, trueRange } from '../smoothing';

const source = 'Wilder (1978), New Concepts in Technical Trading Systems';
const convention = 'true ranges from the second day on, the first value their plain mean (TA-Lib)';
const warmUp = ({ length }: { readonly length: number }) => length;

/** Range of the day, stretched to the close before. */
export const trueRangeLine = described({
  id: 'true-range',
  name: 'True range',
  group: 'volatility',
  inputs: ['high', 'low', 'close'],
  parameters: {},
  lines: [{ id: 'value', name: 'True range', unit: 'price', place: 'below', warmUp: () => 1 }],
  source,
  compute: (bars) => [trueRange(bars)]
});

/** Average true range. */
export const atr = described({
  id: 'atr',
  name: 'Average true range',
  group: 'volatility',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'ATR', unit: 'price', place: 'below', warmUp }],
  source,
  convention,
  compute: (bars, { length }) => [averageTrueRange(bars, length)]
});

/** Average true range as a fraction of the close. */
export const natr = described({
  id: 'natr',
  name: 'Average true range of the close',
  group: 'volatility',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'ATR / close', unit: 'fraction', place: 'below', warmUp }],
  source: 'Forman (2006), Cross-market evaluations with normalized average true range',
  convention,
  compute: (bars, { length }) => [combined((range, close) => range / close, averageTrueRange(bars, length), bars.close)]
});
