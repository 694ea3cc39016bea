import { EMV } from 'trading-signals';
import { described, days } from '../indicator';
import { change, combined, exponentialAverage, streamedCandles } from '../smoothing';

/** Force index: change of the close times volume, smoothed. */
export const forceIndex = described({
  id: 'force-index',
  name: 'Force index',
  group: 'volume',
  inputs: ['close', 'volume'],
  parameters: { length: days(13, 1) },
  lines: [{ id: 'value', name: 'Force', unit: 'turnover', place: 'below', warmUp: ({ length }) => length }],
  source: 'Elder (1993), Trading for a Living',
  convention: 'the average begins with the plain mean of its first values',
  levels: [0],
  compute: ({ close, volume }, { length }) => [
    exponentialAverage(
      combined((move, units) => move * units, change(close), volume),
      length
    )
  ]
});

/** Ease of movement: how far the middle of the day moves for its volume and range, smoothed. */
export const easeOfMovement = described({
  id: 'ease-of-movement',
  name: 'Ease of movement',
  group: 'volume',
  inputs: ['high', 'low', 'close', 'volume'],
  parameters: { length: days(14, 1) },
  lines: [{ id: 'value', name: 'Ease', unit: 'scale', place: 'below', warmUp: ({ length }) => length }],
  source: 'Arms, in Achelis (1995), Technical Analysis from A to Z',
  convention: 'volume in hundreds of millions (StockCharts); 0 on a day without range or volume',
  levels: [0],
  compute: (bars, { length }) => streamedCandles(new EMV(length), bars, (value) => value)
});
