import { DonchianChannels } from 'trading-signals';
import { described, days, multiple } from '../indicator';
import { averageTrueRange, combined, exponentialAverage, streamedCandles } from '../smoothing';

const keltnerWarm = ({ length, range }: { readonly length: number; readonly range: number }) =>
  Math.max(length - 1, range);
const donchianWarm = ({ length }: { readonly length: number }) => length - 1;

/** Exponential average of the close, and bands some average true ranges above and below it. */
export const keltner = described({
  id: 'keltner',
  name: 'Keltner channels',
  group: 'band',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(20), range: days(10), width: multiple(2, 0.1, 10) },
  lines: [
    { id: 'upper', name: 'Upper channel', unit: 'price', place: 'over-price', warmUp: keltnerWarm },
    { id: 'middle', name: 'Middle', unit: 'price', place: 'over-price', warmUp: keltnerWarm },
    { id: 'lower', name: 'Lower channel', unit: 'price', place: 'over-price', warmUp: keltnerWarm }
  ],
  source: 'Keltner (1960), How to Make Money in Commodities; the average true range is Raschke’s',
  convention: 'exponential average and average true range, not the means of Keltner’s first form',
  compute: (bars, { length, range, width }) => {
    const middle = exponentialAverage(bars.close, length);
    const reach = averageTrueRange(bars, range);
    return [
      combined((centre, one) => centre + width * one, middle, reach),
      middle,
      combined((centre, one) => centre - width * one, middle, reach)
    ];
  }
});

/** Highest high and lowest low of the last days, and the middle between them. */
export const donchian = described({
  id: 'donchian',
  name: 'Donchian channels',
  group: 'band',
  inputs: ['high', 'low'],
  parameters: { length: days(20) },
  lines: [
    { id: 'upper', name: 'Upper channel', unit: 'price', place: 'over-price', warmUp: donchianWarm },
    { id: 'middle', name: 'Middle', unit: 'price', place: 'over-price', warmUp: donchianWarm },
    { id: 'lower', name: 'Lower channel', unit: 'price', place: 'over-price', warmUp: donchianWarm }
  ],
  source: 'Donchian’s four-week rule, in Kaufman (1978), Commodity Trading Systems and Methods',
  convention: 'the window ends with the day itself',
  compute: (bars, { length }) =>
    streamedCandles(
      new DonchianChannels(length),
      bars,
      ({ upper }) => upper,
      ({ middle }) => middle,
      ({ lower }) => lower
    )
});
