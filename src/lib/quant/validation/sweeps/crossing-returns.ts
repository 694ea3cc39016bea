import type { TrialReturns } from '../overfitting/trial-returns';
import { crossingHistory } from './crossing-history';
import { forEachHolding } from './crossings';
import { requireCrossings } from './moving-average-sweep';
import type { CrossingSpec } from './moving-average-sweep';

/**
 * Daily returns of every pair of a sweep on one of its series, from the day after its first price on, costs paid: what the
 * probability of overfitting, the deflated Sharpe ratio and the tests of superior ability take. Pairs x days values.
 * @throws RangeError as movingAverageSweep does, and when there is no such series.
 */
export function crossingReturns(spec: CrossingSpec, series = 0): TrialReturns {
  const { prices: all, days, pairs, cost, delay } = spec;
  if (!(series >= 0 && series < requireCrossings(spec))) throw new RangeError(`no series ${series}`);
  const history = crossingHistory(all.subarray(series * days, (series + 1) * days));
  const { prices } = history;
  const periods = prices.length - 1;
  const values = new Float64Array(pairs.length * periods);
  pairs.forEach(({ fast, slow }, pair) => {
    // The return of day t stands at t - 1; day 0 has none, and no cross can be there.
    const base = pair * periods - 1;
    forEachHolding(history.means(fast), history.means(slow), slow - 1, delay, (entry, exit) => {
      values[base + entry] = 1 / (1 + cost) - 1;
      for (let t = entry + 1; t <= Math.min(exit, periods); t++) values[base + t] = prices[t] / prices[t - 1] - 1;
      if (exit <= periods) values[base + exit] = (prices[exit] / prices[exit - 1]) * (1 - cost) - 1;
    });
  });
  return { values, trials: pairs.length, periods };
}
