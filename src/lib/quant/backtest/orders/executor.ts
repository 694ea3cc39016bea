import type { Decision } from '$lib/quant/strategies';
import type { Account } from '../by-event/account';
import type { Tape } from '../by-event/tape';
import type { ExecutionSettings } from '../settings';
import type { TradeReason } from '../strategy-result';
import { cutTrades } from './cut-trades';
import { NEGLIGIBLE, sizedTrades } from './sized-trades';

/** A decision on its way to the market. */
interface Order {
  readonly at: number;
  readonly decision: Decision;
  readonly reason: TradeReason;
}

/** Prices of the moment of trading, and which columns can be traded at them. */
export interface Moment {
  readonly at: number;
  readonly day: number;
  readonly prices: Float64Array;
  readonly tradable: Uint8Array;
}

/** Orders from decision to trade: queued for their day, and waiting for a price where there is none. */
export class Executor {
  /** Weights last decided, NaN where none ever were. */
  readonly targets: Float64Array;
  /** 1 for columns whose weight waits for a price. */
  readonly waits: Uint8Array;
  /** Shares and money that wait for a price. */
  private readonly shares: Float64Array;
  private readonly money: Float64Array;
  private queue: Order[] = [];
  /** Whether anything may wait for a price. */
  private waiting = false;
  private limited = true;

  constructor(
    private readonly account: Account,
    private readonly tape: Tape,
    private readonly settings: ExecutionSettings,
    private readonly halted: (column: number, day: number) => void
  ) {
    const n = account.units.length;
    this.targets = new Float64Array(n).fill(NaN);
    this.waits = new Uint8Array(n);
    this.shares = new Float64Array(n);
    this.money = new Float64Array(n);
  }

  get pending(): boolean {
    return this.queue.length > 0;
  }

  /** Queues a decision for the day of an index; weights decided are the target from then on. */
  send(at: number, decision: Decision, reason: TradeReason): void {
    this.queue.push({ at, decision, reason });
  }

  /** Whether weights were ever decided. */
  get aimed(): boolean {
    return this.targets.some((target) => !Number.isNaN(target));
  }

  /** Takes weights as the target without trading into them. */
  aim(weights: Float64Array): void {
    weights.forEach((weight, i) => {
      if (!Number.isNaN(weight)) this.targets[i] = weight;
    });
  }

  /** New shares for old, for orders that wait. */
  split(column: number, ratio: number): void {
    this.shares[column] *= ratio;
  }

  /** Trades what is due and what had waited; true when weights were set or quantities traded. */
  execute(today: number, momentOf: () => Moment): boolean {
    if (!this.waiting && !this.queue.some(({ at }) => at <= today)) return false;
    const moment = momentOf();
    const due = this.queue.filter(({ at }) => at <= moment.at);
    this.queue = this.queue.filter(({ at }) => at > moment.at);
    for (const { decision, reason } of due) {
      if (decision.kind === 'weights') this.tradeWeights(decision.weights, moment, reason);
      else this.tradeQuantities(decision, moment, reason);
    }
    this.tradeWaiting(moment);
    this.waiting = [this.waits, this.shares, this.money].some(isAnySet);
    return due.length > 0;
  }

  private tradeWeights(wanted: Float64Array, moment: Moment, reason: TradeReason): void {
    const { account, targets, waits, tape } = this;
    if (reason === 'decision') this.aim(wanted);
    const active = new Uint8Array(wanted.length);
    const value = account.value(moment.prices);
    for (let i = 0; i < wanted.length; i++) {
      if (Number.isNaN(wanted[i])) continue;
      active[i] = moment.tradable[i];
      const gap = Math.abs(wanted[i] * value - account.units[i] * moment.prices[i]);
      waits[i] = moment.tradable[i] === 0 && gap > NEGLIGIBLE * value && !tape.isGone(i) ? 1 : 0;
      if (waits[i] === 1 && tape.listed[i] === 1) this.halted(i, moment.day);
    }
    this.limited = isLimited(targets);
    this.tradeInto(wanted, active, moment, reason);
  }

  private tradeInto(weights: Float64Array, active: Uint8Array, moment: Moment, reason: TradeReason): void {
    const { account, settings } = this;
    const quantities = sizedTrades({
      weights,
      active,
      units: account.units,
      prices: moment.prices,
      value: account.value(moment.prices),
      limited: this.limited,
      whole: settings.shares === 'whole',
      minimumTrade: settings.minimumTrade,
      cost: (i, quantity, amount) => account.costs.total(i, quantity, amount)
    });
    for (let i = 0; i < quantities.length; i++) {
      if (quantities[i] !== 0) account.trade(moment.day, i, quantities[i], moment.prices[i], reason);
    }
  }

  private tradeQuantities(decision: Exclude<Decision, { kind: 'weights' }>, moment: Moment, reason: TradeReason): void {
    const { shares, tape } = this;
    if (decision.kind === 'amounts') {
      const quantities = decision.amounts.map((amount, i) => (moment.tradable[i] ? amount / moment.prices[i] : 0));
      decision.amounts.forEach((amount, i) => {
        if (!moment.tradable[i] && !tape.isGone(i)) this.money[i] += amount;
      });
      this.tradeNow(quantities, moment, reason, true);
      return;
    }
    const { quantities, paid, costs, within } = decision;
    const now = quantities.map((quantity, i) => {
      if (paid && !Number.isNaN(paid[i])) return quantity;
      if (moment.tradable[i]) return quantity;
      if (quantity !== 0 && !tape.isGone(i)) shares[i] += quantity;
      return 0;
    });
    this.tradeNow(now, moment, reason, within, paid, costs);
  }

  private tradeNow(
    quantities: Float64Array,
    moment: Moment,
    reason: TradeReason,
    within: boolean,
    paid?: Float64Array,
    costs?: Float64Array
  ): void {
    const { account, settings, tape } = this;
    const whole = settings.shares === 'whole';
    const prices = moment.prices.map((price, i) => ownPrice(price, quantities[i], paid?.[i]));
    const cost = (i: number, quantity: number, amount: number): number => {
      const own = costs?.[i] ?? NaN;
      return Number.isNaN(own) ? account.costs.total(i, quantity, amount) : own;
    };
    const units = account.units;
    const allowed = within ? cutTrades({ quantities, units, prices, cash: account.cash, whole, cost }) : quantities;
    for (let i = 0; i < allowed.length; i++) {
      const netted = allowed[i] === 0 && quantities[i] === 0 && (paid?.[i] ?? 0) !== 0;
      if (allowed[i] === 0 && !netted) continue;
      const money = netted ? paid?.[i] : allowed[i] * prices[i];
      account.trade(moment.day, i, allowed[i], prices[i], reason, money, costs?.[i]);
      if (tape.last[i] === 0) tape.last[i] = prices[i];
    }
  }

  private tradeWaiting(moment: Moment): void {
    const { waits, shares, money, targets } = this;
    const active = new Uint8Array(waits.length);
    let any = false;
    for (let i = 0; i < waits.length; i++) {
      if (moment.tradable[i] === 0) continue;
      if (waits[i] === 1) {
        active[i] = 1;
        waits[i] = 0;
        any = true;
      }
      if (shares[i] === 0 && money[i] === 0) continue;
      const quantities = new Float64Array(waits.length);
      quantities[i] = shares[i] + money[i] / moment.prices[i];
      shares[i] = 0;
      money[i] = 0;
      this.tradeNow(quantities, moment, 'waited', true);
    }
    if (any) this.tradeInto(targets, active, moment, 'waited');
  }

  /** Forgets what waits for an instrument that is gone. */
  forget(column: number): void {
    this.waits[column] = 0;
    this.shares[column] = 0;
    this.money[column] = 0;
  }

  /** Lets the weight of an instrument that came to market wait for its price. */
  expect(column: number): void {
    if (!(this.targets[column] > 0 || this.targets[column] < 0)) return;
    this.waits[column] = 1;
    this.waiting = true;
  }
}

function isAnySet(figures: ArrayLike<number>): boolean {
  for (let i = 0; i < figures.length; i++) if (figures[i] !== 0) return true;
  return false;
}

const ownPrice = (price: number, quantity: number, paid: number = NaN): number =>
  Number.isNaN(paid) || quantity === 0 ? price : paid / quantity;

/** True for targets of which none is below zero and which are no more than one together. */
function isLimited(targets: Float64Array): boolean {
  let sum = 0;
  for (const target of targets) {
    if (target < 0) return false;
    if (target > 0) sum += target;
  }
  return sum <= 1 + 1e-9;
}
