import { BollingerBands } from 'trading-signals';
import { closeByClose, days, multiple, type CloseByClose } from '../indicator';

interface BandParameters {
  readonly length: number;
  readonly width: number;
}
const parameters = { length: days(20), width: multiple(2, 0.1, 10) };
const warmUp = ({ length }: BandParameters) => length - 1;
const source = 'Bollinger (1992), Using Bollinger Bands';
const convention = 'standard deviation of the population, divided by n';

interface Bands {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}
const missing: Bands = { upper: NaN, middle: NaN, lower: NaN };

function steps({ length, width }: BandParameters, lines: (bands: Bands, close: number) => number[]): CloseByClose {
  const stream = new BollingerBands(length, width);
  return (close) => lines(stream.update(close, false) ?? missing, close);
}

/** Moving average, and bands some standard deviations above and below it. */
export const bollinger = closeByClose({
  id: 'bollinger',
  name: 'Bollinger bands',
  group: 'band',
  parameters,
  lines: [
    { id: 'upper', name: 'Upper band', unit: 'price', place: 'over-price', warmUp },
    { id: 'middle', name: 'Middle', unit: 'price', place: 'over-price', warmUp },
    { id: 'lower', name: 'Lower band', unit: 'price', place: 'over-price', warmUp }
  ],
  source,
  convention,
  begin: (given) => steps(given, ({ upper, middle, lower }) => [upper, middle, lower])
});

/** Place of the close between the Bollinger bands: 0 at the lower, 1 at the upper; 0.5 where they meet. */
export const percentB = closeByClose({
  id: 'percent-b',
  name: 'Bollinger %B',
  group: 'band',
  parameters,
  lines: [{ id: 'value', name: '%B', unit: 'scale', place: 'below', warmUp }],
  source,
  convention,
  levels: [0, 1],
  begin: (given) =>
    steps(given, ({ upper, lower }, close) => {
      const range = upper - lower;
      return [range === 0 ? 0.5 : (close - lower) / range];
    })
});

/** Distance between the Bollinger bands as a fraction of their middle. */
export const bandwidth = closeByClose({
  id: 'bandwidth',
  name: 'Bollinger bandwidth',
  group: 'band',
  parameters,
  lines: [{ id: 'value', name: 'Bandwidth', unit: 'fraction', place: 'below', warmUp }],
  source,
  convention,
  begin: (given) => steps(given, ({ upper, middle, lower }) => [(upper - lower) / middle])
});
