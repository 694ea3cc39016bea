import type { CostModel } from '../costs/cost-model';
import type { TaxAccount } from '../lots/tax-account';
import type { StrategyTradeLog } from '../records/strategy-trade-log';
import type { TradeReason } from '../strategy-result';

/** Shares and cash of a running strategy. Every change of shares is a trade that is logged and, with taxes, booked by lot. */
export class Account {
  readonly units: Float64Array;

  constructor(
    n: number,
    public cash: number,
    readonly costs: CostModel,
    readonly log: StrategyTradeLog,
    readonly taxes: TaxAccount | undefined
  ) {
    this.units = new Float64Array(n);
  }

  /** Value of cash and shares at these prices. */
  value(prices: Float64Array): number {
    let value = this.cash;
    for (let i = 0; i < this.units.length; i++) value += this.units[i] * prices[i];
    return value;
  }

  /** Buys, or below zero sells. `paid` and `cost` are those of a trade that was made, NaN where the market's count. */
  trade(
    day: number,
    column: number,
    quantity: number,
    price: number,
    reason: TradeReason,
    paid: number = NaN,
    cost: number = NaN
  ): void {
    const amount = Number.isNaN(paid) ? quantity * price : paid;
    const charged = Number.isNaN(cost) ? this.costs.of(column, quantity, amount) : this.costs.given(cost);
    this.book(day, column, quantity, quantity === 0 ? price : amount / quantity, amount, charged, reason);
  }

  /** Sells all of an instrument without costs: the end of it. */
  leave(day: number, column: number, price: number, reason: TradeReason): void {
    const quantity = -this.units[column];
    if (quantity !== 0) this.book(day, column, quantity, price, quantity * price, this.costs.given(0), reason);
    this.units[column] = 0;
  }

  split(column: number, ratio: number): void {
    this.units[column] *= ratio;
    this.taxes?.lots.split(column, ratio);
  }

  private book(
    day: number,
    column: number,
    quantity: number,
    price: number,
    amount: number,
    charged: Float64Array,
    reason: TradeReason
  ): void {
    this.units[column] += quantity;
    const money = amount + charged[4];
    this.cash -= money;
    this.log.record(day, column, quantity, price, amount, charged, reason);
    this.taxes?.lots.trade(column, day, quantity, money);
  }
}
