import { indexFrom, type MarketSpan } from '../market/market-span';
import type { ExternalFlow, StrategyBacktest } from '../strategy-result';

/** Flows by day of the run; those of days without trading on the next, those before or after left out. @throws RangeError on one that is no number. */
export function flowsByDay(
  flows: readonly ExternalFlow[] = [],
  { start }: StrategyBacktest,
  { days, from, to }: MarketSpan
): Float64Array {
  const found = new Float64Array(to - from);
  for (const { day, amount } of flows) {
    if (!Number.isFinite(amount)) throw new RangeError(`flow of ${amount}`);
    const at = indexFrom(days, day);
    if (day >= start && at < to) found[at - from] += amount;
  }
  return found;
}
