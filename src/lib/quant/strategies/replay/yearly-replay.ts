import { periodOf } from '../periods';
import { columnOf, weightsDecision } from '../seen/weights';
import type { RunningStrategy, StrategyContext } from '../strategy';
import type { Window } from '../window';
import { changedTrades, type ReplayTrade } from './changed-trades';

/**
 * Trades made again, and once a year what is held brought back to the shares in which money was put into it, on the first
 * trading day without a trade. A sale is the same part of the position as it was.
 */
export function yearlyReplay(trades: readonly ReplayTrade[], { instruments }: StrategyContext): RunningStrategy {
  const n = instruments.length;
  const queue = changedTrades(trades, undefined).map((trade) => {
    return { ...trade, column: columnOf(instruments, trade.instrument) };
  });
  const owned = new Float64Array(n);
  const invested = new Float64Array(n);
  let next = 0;
  let year: number | undefined;
  let due = false;
  return {
    decide(window) {
      const current = periodOf('year', window.tradingDay);
      if (year !== undefined && current !== year) due = true;
      year = current;
      const quantities = new Float64Array(n);
      const begun = next;
      for (; next < queue.length && queue[next].day <= window.tradingDay; next++) {
        const { column, quantity, price } = queue[next];
        const close = lastClose(window, column);
        if (quantity > 0) {
          quantities[column] += quantity;
          invested[column] += quantity * (price ?? (close > 0 ? close : 0));
        } else if (owned[column] > 0) {
          const part = Math.min(1, -quantity / owned[column]);
          const units = close > 0 ? (window.held.weights[column] * window.held.value) / close : 0;
          quantities[column] -= part * (units + Math.max(0, quantities[column]));
          invested[column] *= 1 - part;
        }
        owned[column] = Math.max(0, owned[column] + quantity);
      }
      if (next > begun) return { kind: 'quantities', quantities, within: true };
      if (!due) return undefined;
      due = false;
      const total = invested.reduce((sum, amount) => sum + amount, 0);
      const part = window.held.weights.reduce((sum, weight) => sum + weight, 0);
      return total > 0 ? weightsDecision(invested.map((amount) => (part * amount) / total)) : undefined;
    }
  };
}

const lastClose = (window: Window, column: number): number =>
  window.closes(column).findLast((close) => close > 0 && close < Infinity) ?? NaN;
