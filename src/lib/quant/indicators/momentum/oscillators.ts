import { AO, CCI, MOM, ROC, UltimateOscillator } from 'trading-signals';
import { closeByClose, described, days } from '../indicator';
import { oneLine, stepsOf, streamedCandles } from '../smoothing';

const afterLength = ({ length }: { readonly length: number }) => length;

/** Rate of change: the return over the last days. */
export const rateOfChange = closeByClose({
  id: 'rate-of-change',
  name: 'Rate of change',
  group: 'momentum',
  parameters: { length: days(12, 1) },
  lines: [{ id: 'value', name: 'ROC', unit: 'fraction', place: 'below', warmUp: afterLength }],
  source: 'Kaufman (1978), Commodity Trading Systems and Methods',
  levels: [0],
  begin: ({ length }) => oneLine(stepsOf(new ROC(length)))
});

/** Momentum: the change of the close over the last days. */
export const momentum = closeByClose({
  id: 'momentum',
  name: 'Momentum',
  group: 'momentum',
  parameters: { length: days(10, 1) },
  lines: [{ id: 'value', name: 'Momentum', unit: 'price', place: 'below', warmUp: afterLength }],
  source: 'Kaufman (1978), Commodity Trading Systems and Methods',
  levels: [0],
  begin: ({ length }) => oneLine(stepsOf(new MOM(length)))
});

/** Commodity channel index: distance of the typical price from its mean in units of 0.015 mean deviations. */
export const commodityChannel = described({
  id: 'cci',
  name: 'Commodity channel index',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(20) },
  lines: [{ id: 'value', name: 'CCI', unit: 'scale', place: 'below', warmUp: ({ length }) => length - 1 }],
  source: 'Lambert (1980), Commodity channel index',
  convention: '0 where the typical price did not move',
  levels: [-100, 100],
  compute: (bars, { length }) => streamedCandles(new CCI(length), bars, (value) => (Number.isNaN(value) ? 0 : value))
});

/** Ultimate oscillator: buying pressure over three windows, weighted 4, 2, 1, 0 to 100. */
export const ultimate = described({
  id: 'ultimate',
  name: 'Ultimate oscillator',
  group: 'momentum',
  inputs: ['high', 'low', 'close'],
  parameters: { short: days(7), medium: days(14), long: days(28) },
  lines: [{ id: 'value', name: 'Ultimate', unit: 'scale', place: 'below', warmUp: ({ long }) => long }],
  source: 'Williams (1985), The ultimate oscillator',
  levels: [30, 70],
  refusal: ({ short, medium, long }) =>
    short < medium && medium < long ? undefined : `windows of ${short}, ${medium}, ${long} days do not rise`,
  compute: (bars, { short, medium, long }) =>
    streamedCandles(
      new UltimateOscillator({ shortPeriod: short, mediumPeriod: medium, longPeriod: long }),
      bars,
      (value) => value
    )
});

/** Awesome oscillator: short less long simple average of the middle of the day. */
export const awesome = described({
  id: 'awesome',
  name: 'Awesome oscillator',
  group: 'momentum',
  inputs: ['high', 'low'],
  parameters: { short: days(5), long: days(34) },
  lines: [{ id: 'value', name: 'AO', unit: 'price', place: 'below', form: 'columns', warmUp: ({ long }) => long - 1 }],
  source: 'Williams (1998), New Trading Dimensions',
  levels: [0],
  refusal: ({ short, long }) =>
    short >= long ? `the short window of ${short} days is not below the long one of ${long}` : undefined,
  compute: (bars, { short, long }) => streamedCandles(new AO(short, long), bars, (value) => value)
});
