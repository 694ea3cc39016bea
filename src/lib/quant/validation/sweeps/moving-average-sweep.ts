import type { Progress } from '../progress';
import { requireCount } from '../splits/split';
import { crossingHistory } from './crossing-history';
import { CrossingRun } from './crossing-run';

/** Windows of a fast and a slow moving average, in days. */
export interface WindowPair {
  readonly fast: number;
  readonly slow: number;
}

/**
 * Prices of several series on the same days, a row of `days` for each; NaN only before the first price. A trade moves all
 * of the value, costs `cost` of its amount, and is done at the close that gave the signal (`delay` 0, as vectorbt does) or at
 * the next one (1).
 */
export interface CrossingSpec {
  readonly prices: Float64Array;
  readonly days: number;
  readonly pairs: readonly WindowPair[];
  readonly cost: number;
  readonly delay: 0 | 1;
  readonly periodsPerYear: number;
}

/** Every pair on every series: the figure of pair p on series a stands at a * pairs + p; NaN where the sweep did not come. */
export interface CrossingSweep {
  /** Value at the end / value at the start - 1, costs paid; a position still open is counted at the last price. */
  readonly totalReturn: Float64Array;
  /** Annual Sharpe ratio of the daily returns, without a risk-free rate, days out of the market counted; NaN without a trade. */
  readonly sharpe: Float64Array;
  /** A fraction <= 0, at closes and after costs. */
  readonly maximumDrawdown: Float64Array;
  /** Purchases; one that is still open counts. */
  readonly trades: Float64Array;
  /** Pairs tried: what deflating the best of them has to know. */
  readonly trials: number;
  readonly complete: boolean;
}

/** Days times pairs between two words of progress: a few milliseconds. */
const CHUNK = 2_000_000;

/**
 * Crosses of two moving averages, long or out, for every pair and series. The means are exact sums, rounded once, so that no
 * cross depends on rounding gathered over the years; Sharpe ratios come from running sums of returns, equal to a day-by-day
 * account within 1e-9. A series first below waits for its first cross; one first above too, until it has been below.
 * Progress is told between chunks of a few milliseconds.
 * @throws RangeError on windows that are not whole or not fast < slow, on missing prices after the first, and on cost outside [0, 1).
 */
export function movingAverageSweep(spec: CrossingSpec, progress?: Progress): CrossingSweep {
  const { prices, days, pairs, cost, delay, periodsPerYear } = spec;
  const series = requireCrossings(spec);
  const total = series * pairs.length;
  const sweep = {
    totalReturn: new Float64Array(total).fill(NaN),
    sharpe: new Float64Array(total).fill(NaN),
    maximumDrawdown: new Float64Array(total).fill(NaN),
    trades: new Float64Array(total).fill(NaN),
    trials: pairs.length
  };
  const run = new CrossingRun({ cost, delay });
  const chunk = Math.max(1, Math.floor(CHUNK / days));
  for (let a = 0, at = 0; a < series; a++) {
    const history = crossingHistory(prices.subarray(a * days, (a + 1) * days));
    const periods = history.prices.length - 1;
    for (const { fast, slow } of pairs) {
      run.run(history, history.means(fast), history.means(slow), slow - 1);
      sweep.totalReturn[at] = run.value - 1;
      sweep.maximumDrawdown[at] = run.lowest - 1;
      sweep.trades[at] = run.trades;
      const mean = run.returnSum / periods;
      const variance = (run.squareSum - periods * mean * mean) / (periods - 1);
      if (variance > 0) sweep.sharpe[at] = (mean / Math.sqrt(variance)) * Math.sqrt(periodsPerYear);
      at++;
      if (progress && (at % chunk === 0 || at === total) && !progress(at, total) && at < total) {
        return { ...sweep, complete: false };
      }
    }
  }
  return { ...sweep, complete: true };
}

/** Checks a sweep and says how many series it has. @throws RangeError as movingAverageSweep does. */
export function requireCrossings({ prices, days, pairs, cost }: CrossingSpec): number {
  requireCount(days, 2, 'days');
  if (prices.length % days !== 0) throw new RangeError(`${prices.length} prices are no rows of ${days} days`);
  if (!(cost >= 0 && cost < 1)) throw new RangeError(`cost ${cost} is outside [0, 1)`);
  for (const { fast, slow } of pairs) {
    requireCount(fast, 1, 'fast window');
    requireCount(slow, fast + 1, 'slow window');
  }
  return prices.length / days;
}
