import { VWAP, VWMA } from 'trading-signals';
import { described, days } from '../indicator';
import { streamedCandles } from '../smoothing';

/** Mean close of the last days, weighted with their volume. */
export const vwma = described({
  id: 'vwma',
  name: 'Volume-weighted moving average',
  group: 'average',
  inputs: ['close', 'volume'],
  parameters: { length: days(20) },
  lines: [{ id: 'average', name: 'VWMA', unit: 'price', place: 'over-price', warmUp: ({ length }) => length - 1 }],
  source: 'Dormeier (2001), Buff up your moving averages',
  convention: 'no value where no unit was traded in the window',
  compute: (bars, { length }) => streamedCandles(new VWMA(length), bars, (value) => value)
});

/** Volume-weighted average of the typical price since the first day of the series. */
export const vwap = described({
  id: 'vwap',
  name: 'Volume-weighted average price',
  group: 'average',
  inputs: ['high', 'low', 'close', 'volume'],
  parameters: {},
  lines: [{ id: 'average', name: 'VWAP', unit: 'price', place: 'over-price', warmUp: () => 0 }],
  source: 'Berkowitz, Logue and Noser (1988), The total cost of transactions on the NYSE',
  convention:
    'anchored at the first day of the series; typical price (high + low + close) / 3; no value on a day without volume',
  compute: (bars) => streamedCandles(new VWAP(), bars, (value) => value)
});
