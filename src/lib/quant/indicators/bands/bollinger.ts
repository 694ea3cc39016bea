import { BollingerBands } from 'trading-signals';
import type { WholeBars } from '../bars';
import { described, days, multiple } from '../indicator';

interface BandParameters {
  readonly length: number;
  readonly width: number;
}
const parameters = { length: days(20), width: multiple(2, 0.1, 10) };
const warmUp = ({ length }: BandParameters) => length - 1;
const source = 'Bollinger (1992), Using Bollinger Bands';
const convention = 'standard deviation of the population, divided by n';

function bands({ close }: WholeBars, { length, width }: BandParameters) {
  const stream = new BollingerBands(length, width);
  return Array.from(close, (value) => stream.update(value, false));
}

/** Moving average, and bands some standard deviations above and below it. */
export const bollinger = described({
  id: 'bollinger',
  name: 'Bollinger bands',
  group: 'band',
  inputs: ['close'],
  parameters,
  lines: [
    { id: 'upper', name: 'Upper band', unit: 'price', place: 'over-price', warmUp },
    { id: 'middle', name: 'Middle', unit: 'price', place: 'over-price', warmUp },
    { id: 'lower', name: 'Lower band', unit: 'price', place: 'over-price', warmUp }
  ],
  source,
  convention,
  compute: (bars, given) => {
    const found = bands(bars, given);
    return [
      Float64Array.from(found, (one) => one?.upper ?? NaN),
      Float64Array.from(found, (one) => one?.middle ?? NaN),
      Float64Array.from(found, (one) => one?.lower ?? NaN)
    ];
  }
});

/** Place of the close between the Bollinger bands: 0 at the lower, 1 at the upper; 0.5 where they meet. */
export const percentB = described({
  id: 'percent-b',
  name: 'Bollinger %B',
  group: 'band',
  inputs: ['close'],
  parameters,
  lines: [{ id: 'value', name: '%B', unit: 'scale', place: 'below', warmUp }],
  source,
  convention,
  levels: [0, 1],
  compute: (bars, given) => [
    Float64Array.from(bands(bars, given), (one, index) => {
      if (one === null) return NaN;
      const range = one.upper - one.lower;
      return range === 0 ? 0.5 : ((bars.close[index] ?? NaN) - one.lower) / range;
    })
  ]
});

/** Distance between the Bollinger bands as a fraction of their middle. */
export const bandwidth = described({
  id: 'bandwidth',
  name: 'Bollinger bandwidth',
  group: 'band',
  inputs: ['close'],
  parameters,
  lines: [{ id: 'value', name: 'Bandwidth', unit: 'fraction', place: 'below', warmUp }],
  source,
  convention,
  compute: (bars, given) => [
    Float64Array.from(bands(bars, given), (one) => (one === null ? NaN : (one.upper - one.lower) / one.middle))
  ]
});
