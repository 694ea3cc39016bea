import { AD, ADOSC, CMF, MFI, OBV, PVT } from 'trading-signals';
import { described, days } from '../indicator';
import { streamedCandles } from '../smoothing';

/** On-balance volume: volume of days that rose less that of days that fell, added up. */
export const onBalanceVolume = described({
  id: 'obv',
  name: 'On-balance volume',
  group: 'volume',
  inputs: ['close', 'volume'],
  parameters: {},
  lines: [{ id: 'value', name: 'OBV', unit: 'quantity', place: 'below', warmUp: () => 1 }],
  source: 'Granville (1963), New Key to Stock Market Profits',
  convention: 'from zero on the first day; TA-Lib begins with the volume of the first day',
  compute: (bars) => streamedCandles(new OBV(2), bars, (value) => value)
});

/** Accumulation and distribution: volume by the place of the close in the day's range, added up. */
export const accumulation = described({
  id: 'accumulation',
  name: 'Accumulation/distribution line',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  parameters: {},
  lines: [{ id: 'value', name: 'A/D', unit: 'quantity', place: 'below', warmUp: () => 0 }],
  source: 'Chaikin, in Achelis (1995), Technical Analysis from A to Z',
  convention: 'nothing is added on a day without range',
  compute: (bars) => streamedCandles(new AD(), bars, (value) => value)
});

/** Chaikin oscillator: fast less slow exponential average of the accumulation line. */
export const chaikinOscillator = described({
  id: 'chaikin-oscillator',
  name: 'Chaikin oscillator',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  parameters: { fast: days(3), slow: days(10) },
  lines: [{ id: 'value', name: 'Oscillator', unit: 'quantity', place: 'below', warmUp: ({ slow }) => slow - 1 }],
  source: 'Chaikin, in Achelis (1995), Technical Analysis from A to Z',
  convention: 'both averages begin with the first value of the line (TA-Lib)',
  levels: [0],
  refusal: ({ fast, slow }) =>
    fast >= slow ? `the fast window of ${fast} days is not below the slow one of ${slow}` : undefined,
  compute: (bars, { fast, slow }) =>
    streamedCandles(new ADOSC({ fastPeriod: fast, slowPeriod: slow }), bars, (value) => value)
});

/** Chaikin money flow: volume by the place of the close, as a share of all volume of the last days, -1 to 1. */
export const chaikinMoneyFlow = described({
  id: 'chaikin-money-flow',
  name: 'Chaikin money flow',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  parameters: { length: days(20) },
  lines: [{ id: 'value', name: 'CMF', unit: 'scale', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Chaikin, in Achelis (1995), Technical Analysis from A to Z',
  convention: '0 where nothing was traded in the window',
  levels: [0],
  compute: (bars, { length }) => streamedCandles(new CMF(length), bars, (value) => value)
});

/** Money flow index: turnover of rising days as a share of all turnover, 0 to 100. */
export const moneyFlow = described({
  id: 'mfi',
  name: 'Money flow index',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  parameters: { length: days(14) },
  lines: [{ id: 'value', name: 'MFI', unit: 'scale', place: 'below', warmUp: ({ length }) => length }],
  source: 'Quong and Soudack (1989), Volume-weighted RSI: money flow',
  convention: '50 where the typical price did not move',
  levels: [20, 80],
  compute: (bars, { length }) => streamedCandles(new MFI(length), bars, (value) => value)
});

/** Volume times the return of the day, added up. */
export const priceVolumeTrend = described({
  id: 'price-volume-trend',
  name: 'Price volume trend',
  group: 'volume',
  inputs: ['close', 'volume'],
  parameters: {},
  lines: [{ id: 'value', name: 'PVT', unit: 'quantity', place: 'below', warmUp: () => 1 }],
  source: 'Markstein (1966), How to Chart Your Way to Stock Market Profits',
  convention: 'from zero on the first day',
  compute: (bars) => streamedCandles(new PVT(), bars, (value) => value)
});
