import { described, days, multiple } from '../indicator';
import { averageTrueRange } from '../smoothing';

/** A stop some average true ranges from the middle of the day, which moves only with the trend. */
export const supertrend = described({
  id: 'supertrend',
  name: 'Supertrend',
  group: 'trend',
  inputs: ['high', 'low', 'close'],
  parameters: { length: days(10), width: multiple(3, 0.1, 20) },
  lines: [{ id: 'stop', name: 'Supertrend', unit: 'price', place: 'over-price', warmUp: ({ length }) => length }],
  source: 'Seban (about 2009)',
  convention: 'average true range by Wilder; begins with a rising trend',
  compute: (bars, { length, width }) => {
    const reach = averageTrueRange(bars, length);
    let upper = Infinity;
    let lower = -Infinity;
    let before = NaN;
    let rising = true;
    return [
      reach.map((one, index) => {
        if (Number.isNaN(one)) return NaN;
        const middle = ((bars.high[index] ?? NaN) + (bars.low[index] ?? NaN)) / 2;
        const close = bars.close[index] ?? NaN;
        const top = middle + width * one;
        const bottom = middle - width * one;
        if (close > upper) rising = true;
        else if (close < lower) rising = false;
        upper = top < upper || before > upper ? top : upper;
        lower = bottom > lower || before < lower ? bottom : lower;
        before = close;
        return rising ? lower : upper;
      })
    ];
  }
});
