import type { TradeCost } from '../costs/cost-model';
import { tradeReasons, type StrategyResult, type StrategyTrades, type TradeReason } from '../strategy-result';

/** Columns of money, in the order of the doc. */
const money = ['quantity', 'price', 'amount', 'commission', 'spread', 'slippage', 'impact', 'cost'] as const;

/** Trades being recorded in columns that double when they are full. */
export class StrategyTradeLog {
  private size = 0;
  private days = new Int32Array(256);
  private instruments = new Int32Array(256);
  private reasons = new Int8Array(256);
  private values = new Float64Array(256 * money.length);
  readonly paid = { commission: 0, spread: 0, slippage: 0, impact: 0, total: 0 };
  /** Absolute amounts of all trades. */
  traded = 0;

  record(
    day: number,
    instrument: number,
    quantity: number,
    price: number,
    amount: number,
    cost: TradeCost,
    reason: TradeReason
  ): void {
    if (this.size === this.days.length) this.grow();
    const at = this.size++;
    this.days[at] = day;
    this.instruments[at] = instrument;
    this.reasons[at] = tradeReasons.indexOf(reason);
    const base = at * money.length;
    const { values, paid } = this;
    values[base] = quantity;
    values[base + 1] = price;
    values[base + 2] = amount;
    values[base + 3] = cost.commission;
    values[base + 4] = cost.spread;
    values[base + 5] = cost.slippage;
    values[base + 6] = cost.impact;
    values[base + 7] = cost.total;
    paid.commission += cost.commission;
    paid.spread += cost.spread;
    paid.slippage += cost.slippage;
    paid.impact += cost.impact;
    paid.total += cost.total;
    this.traded += Math.abs(amount);
  }

  private grow(): void {
    const length = 2 * this.days.length;
    const { days, instruments, reasons, values } = this;
    this.days = new Int32Array(length);
    this.instruments = new Int32Array(length);
    this.reasons = new Int8Array(length);
    this.values = new Float64Array(length * money.length);
    this.days.set(days);
    this.instruments.set(instruments);
    this.reasons.set(reasons);
    this.values.set(values);
  }

  finished(): StrategyTrades {
    const { size, values } = this;
    const [quantity, price, amount, commission, spread, slippage, impact, cost] = money.map((_, k) => {
      const column = new Float64Array(size);
      for (let at = 0; at < size; at++) column[at] = values[at * money.length + k];
      return column;
    });
    return {
      day: this.days.slice(0, size),
      instrument: this.instruments.slice(0, size),
      quantity,
      price,
      amount,
      commission,
      spread,
      slippage,
      impact,
      cost,
      reason: this.reasons.slice(0, size)
    };
  }

  /** Sums by kind. */
  costs(): StrategyResult['costs'] {
    return { ...this.paid };
  }
}
