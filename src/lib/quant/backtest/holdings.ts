import type { PriceHistory } from './price-history';
import type { TradingCosts } from './spec';
import type { TradeLog } from './trade-log';

const NEGLIGIBLE = 1e-12;

/** Units and cash of a running strategy; trades change them and are logged. */
export class Holdings {
  readonly units: Float64Array;
  /** Prices at the close that is being traded. */
  closing: Float64Array;
  readonly listed: boolean[];
  readonly paid = { commission: 0, spread: 0, fixed: 0 };
  /** Target weights; zero where none were given. */
  readonly weights: Float64Array;
  /** Cost of a trade as a fraction of its amount. */
  private readonly factor: number;
  traded = 0;
  /**
   * Money put into a unit of target weight on the last rebalancing, when every position is its target to the last bit; 0 before
   * the first one, NaN where positions are anything else.
   */
  share = 0;
  /** Cash: what is added up from an element of an array of numbers is never put into an object on the way. */
  private readonly money = new Float64Array(1);
  private readonly held: Float64Array;
  private readonly active: Uint8Array;
  /** Whether any instrument lacks a price on some day; if not, all can be traded on every day. */
  private readonly torn: boolean;

  constructor(
    private readonly history: PriceHistory,
    private readonly costs: TradingCosts,
    private readonly log: TradeLog,
    cash: number
  ) {
    this.money[0] = cash;
    const n = history.rows.length;
    this.weights = new Float64Array(n);
    this.factor = costs.rate + costs.spread / 2 + (costs.slippage ?? 0);
    this.units = new Float64Array(n);
    this.held = new Float64Array(n);
    this.active = new Uint8Array(n).fill(1);
    this.torn = history.gaps.some((gaps) => gaps !== undefined);
    this.closing = Float64Array.from(history.rows, (row) => row[0]);
    this.listed = [...history.listedAtStart];
  }

  get cash(): number {
    return this.money[0];
  }

  set cash(amount: number) {
    this.money[0] = amount;
  }

  private tradable(column: number, at: number): boolean {
    return this.listed[column] && !this.history.gaps[column]?.[at];
  }

  private pay(size: number, trades: number): void {
    this.paid.commission += size * this.costs.rate;
    this.paid.spread += (size * this.costs.spread) / 2;
    this.paid.fixed += trades * this.costs.fixed;
    this.traded += size;
  }

  private trade(column: number, at: number, amount: number): void {
    const price = this.closing[column];
    const size = Math.abs(amount);
    const cost = size * this.factor + this.costs.fixed;
    this.pay(size, 1);
    this.units[column] += amount / price;
    this.share = NaN;
    this.cash -= amount + cost;
    this.log.record(this.history.days[at], column, amount / price, price, amount, cost);
  }

  /** Value of units and cash at the close being traded. */
  value(): number {
    const { units, closing } = this;
    let value = this.cash;
    for (let i = 0; i < units.length; i++) value += units[i] * closing[i];
    return value;
  }

  /** Takes weights as the targets, NaN to leave one as it is. */
  aim(weights: Float64Array): void {
    for (let i = 0; i < weights.length; i++) if (!Number.isNaN(weights[i])) this.weights[i] = weights[i];
  }

  /**
   * Trades at a close into the target weights of the value that is left after the costs of doing so. What cannot be
   * traded that day stays, as does what is NaN in `wanted`; where this leaves too little, the others shrink in proportion.
   */
  rebalance(at: number, wanted = this.weights): void {
    const { units, weights, closing, held, active } = this;
    const n = units.length;
    let value = this.cash;
    let frozen = 0;
    let activeWeight = 0;
    for (let i = 0; i < n; i++) {
      const worth = units[i] * closing[i];
      held[i] = worth;
      value += worth;
      active[i] = Number.isNaN(wanted[i]) || (this.torn && !this.tradable(i, at)) ? 0 : 1;
      if (active[i] === 1) activeWeight += weights[i];
      else frozen += worth;
    }
    this.share = NaN;
    if (activeWeight === 0 && frozen === value) return;
    const left = this.valueAfterCosts(value, frozen, activeWeight);
    if (!(left > 0)) return;
    const { slope, offset } = shareOf(left, frozen, activeWeight);
    this.tradeInto(slope * left + offset, NEGLIGIBLE * value, this.history.days[at]);
  }

  /** Trades active instruments into their weights of a value; columns are written without a call for each trade. */
  private tradeInto(share: number, least: number, today: number): void {
    const { units, weights, closing, held, active, factor, log } = this;
    const { fixed } = this.costs;
    const n = units.length;
    const { day, instrument, quantity, price, amount, cost } = log.room(n);
    const first = log.size;
    let k = first;
    let { cash } = this;
    let size = 0;
    let exact = true;
    for (let i = 0; i < n; i++) {
      const target = weights[i] * share;
      const moved = target - held[i];
      const absolute = Math.abs(moved);
      if (active[i] === 0 || absolute <= least) {
        if (weights[i] !== 0 || units[i] !== 0) exact = false;
        continue;
      }
      const close = closing[i];
      const after = target / close;
      const charge = absolute * factor + fixed;
      instrument[k] = i;
      quantity[k] = after - units[i];
      price[k] = close;
      amount[k] = moved;
      cost[k] = charge;
      k += 1;
      units[i] = after;
      cash -= moved + charge;
      size += absolute;
    }
    day.fill(today, first, k);
    log.size = k;
    this.cash = cash;
    if (exact) this.share = share;
    this.pay(size, k - first);
  }

  /**
   * The value L that is left: L = value - costs of trading into L's weights. Costs are linear in L between changes of
   * a trade's direction, so each round solves them exactly for the directions at hand.
   */
  private valueAfterCosts(value: number, frozen: number, activeWeight: number): number {
    const { weights, held, active, costs, factor } = this;
    const least = NEGLIGIBLE * value;
    let left = value;
    for (let round = 0; round < 50; round++) {
      const { slope, offset } = shareOf(left, frozen, activeWeight);
      const share = slope * left + offset;
      let signedHeld = 0;
      let signedWeight = 0;
      let trades = 0;
      for (let i = 0; i < held.length; i++) {
        if (active[i] === 0) continue;
        const amount = weights[i] * share - held[i];
        const absolute = Math.abs(amount);
        if (absolute <= least) continue;
        // 1 or -1, exactly, without a branch that is taken as often as not.
        const direction = amount / absolute;
        signedHeld += direction * held[i];
        signedWeight += direction * weights[i];
        trades += 1;
      }
      const fixed = value + factor * (signedHeld - signedWeight * offset) - trades * costs.fixed;
      const next = fixed / (1 + factor * signedWeight * slope);
      const settled = Math.abs(next - left) <= 1e-14 * value;
      left = next;
      if (settled) break;
    }
    return left;
  }

  /** Buys an instrument that has come to market with the cash that waited for it. */
  enter(column: number, at: number): void {
    this.listed[column] = true;
    const { factor } = this;
    const wanted = this.weights[column] * this.value();
    const amount = Math.min(wanted, (this.cash - this.costs.fixed) / (1 + factor));
    if (amount > NEGLIGIBLE * wanted) this.trade(column, at, amount);
  }

  /** Turns an instrument that left the market into cash at its last price, without costs. */
  leave(column: number, at: number): void {
    this.listed[column] = false;
    const quantity = this.units[column];
    if (quantity === 0) return;
    const price = this.closing[column];
    this.units[column] = 0;
    this.share = NaN;
    this.cash += quantity * price;
    this.log.record(this.history.days[at], column, -quantity, price, -quantity * price, 0);
  }
}

/** Value shared out per unit of weight, as slope x left + offset: all that is left, or what frozen holdings leave of it. */
function shareOf(left: number, frozen: number, activeWeight: number): { slope: number; offset: number } {
  return activeWeight > 0 && activeWeight * left > left - frozen
    ? { slope: 1 / activeWeight, offset: -Math.min(frozen, left) / activeWeight }
    : { slope: 1, offset: 0 };
}
