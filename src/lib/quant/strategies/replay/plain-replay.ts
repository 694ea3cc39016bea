import { columnOf } from '../seen/weights';
import type { RunningStrategy, StrategyContext } from '../strategy';
import { changedTrades, type ReplayChange, type ReplayTrade } from './changed-trades';

/** Trades made again in their order; all due on a day in one instrument become one. */
export function plainReplay(
  trades: readonly ReplayTrade[],
  change: ReplayChange | undefined,
  { instruments }: StrategyContext
): RunningStrategy {
  const n = instruments.length;
  const queue = changedTrades(trades, change).map((trade) => {
    return { ...trade, column: columnOf(instruments, trade.instrument) };
  });
  const delay = change?.change === 'delay' ? change.days : 0;
  const free = change?.change === 'no-costs';
  let next = 0;
  return {
    decide({ days, tradingDay }) {
      const until = delay === 0 ? tradingDay : (days[days.length - delay] ?? -Infinity);
      const begun = next;
      while (next < queue.length && queue[next].day <= until) next += 1;
      if (begun === next) return undefined;
      const quantities = new Float64Array(n);
      const paid = new Float64Array(n);
      const costs = new Float64Array(n);
      for (const { column, quantity, price, cost } of queue.slice(begun, next)) {
        quantities[column] += quantity;
        paid[column] += delay === 0 && price !== undefined ? quantity * price : NaN;
        costs[column] += free ? 0 : delay === 0 && cost !== undefined ? cost : NaN;
      }
      return { kind: 'quantities', quantities, paid, costs, within: change !== undefined && !free };
    }
  };
}
