import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId } from '$lib/domain/ledger';
import { add, greatest, least, negate, scaledBy, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { Stamp } from '../record/tax-event';
import {
  joined,
  NO_AMOUNT,
  restOfMoney,
  shareOf,
  shareOfMoney,
  type ConvertedMoney,
  type TaxAmount
} from '../record/tax-amount';

/** What moved a pool. */
export type PoolAct =
  | 'acquired'
  | 'disposed'
  | 'removed'
  | 'moved-in'
  | 'moved-out'
  | 'scaled'
  | 'cost-changed'
  | 'reshaped'
  | 'denied-loss';

/** One movement of a pool: signed changes, and the pool after it. */
export interface PoolMovement {
  readonly act: PoolAct;
  readonly event: EventId;
  readonly account: AccountId;
  readonly day: Day;
  readonly units: Decimal;
  readonly cost: TaxAmount;
  /** The purchase as it was paid. */
  readonly paid?: ConvertedMoney;
  readonly unitsAfter: Decimal;
  readonly costAfter: TaxAmount;
}

/** Units sold without being held, until a purchase closes them. */
export interface OpenShort {
  readonly stamp: Stamp;
  units: Decimal;
  proceeds: ConvertedMoney;
}

/** All units of one instrument that an owner holds in any account, at one average cost. */
export class CostPool {
  units: Decimal = ZERO;
  cost: TaxAmount = NO_AMOUNT;
  history: PoolMovement[] = [];
  /** Units after each movement, through every emptying. */
  readonly timeline: { readonly day: Day; readonly units: Decimal }[] = [];
  readonly shorts: OpenShort[] = [];
  readonly #held = new Map<AccountId, Decimal>();
  #splitWhileEmpty = '';

  constructor(
    readonly owner: string,
    readonly instrument: InstrumentId
  ) {}

  /** What an account holds by its own record, negative when short. */
  held(account: AccountId): Decimal {
    return this.#held.get(account) ?? ZERO;
  }

  /** Notes what an account gains or gives; the pool itself is not touched. */
  count(account: AccountId, units: Decimal): void {
    this.#held.set(account, add(this.held(account), units));
  }

  /** Units of all accounts by their own record. */
  get allHeld(): Decimal {
    let all = ZERO;
    for (const units of this.#held.values()) all = add(all, units);
    return all;
  }

  add(stamp: Stamp, act: PoolAct, units: Decimal, cost: TaxAmount, paid?: ConvertedMoney): void {
    if (units === 0n && cost.amount === 0n && cost.missing.length === 0) return;
    this.units = add(this.units, units);
    this.cost = joined(this.cost, cost);
    this.#moved(stamp, act, units, cost, paid);
  }

  /** Takes units, at most those there, and their share of the cost. */
  take(stamp: Stamp, act: PoolAct, units: Decimal): { readonly units: Decimal; readonly cost: TaxAmount } {
    const taken = least(units, greatest(this.units, ZERO));
    const cost = taken === 0n ? NO_AMOUNT : shareOf(this.cost, taken, this.units);
    if (taken === 0n) return { units: ZERO, cost };
    this.units = subtract(this.units, taken);
    // The last unit takes what is left, with what was not known of it.
    this.cost = this.units === 0n ? NO_AMOUNT : { ...this.cost, amount: subtract(this.cost.amount, cost.amount) };
    this.#moved(stamp, act, negate(taken), { ...cost, amount: negate(cost.amount) });
    if (this.units === 0n) this.history = [];
    return { units: taken, cost };
  }

  /** Takes units off an open short, which is done with when none is left, and answers their proceeds. */
  takeShort(short: OpenShort, units: Decimal): ConvertedMoney {
    const proceeds = shareOfMoney(short.proceeds, units, short.units);
    const left = subtract(short.units, units);
    if (left === 0n) this.shorts.splice(this.shorts.indexOf(short), 1);
    else short.proceeds = restOfMoney(short.proceeds, proceeds);
    short.units = left;
    return proceeds;
  }

  /** Takes units off the open shorts, oldest first; answers their proceeds as a cost below zero. */
  takeShorts(units: Decimal): TaxAmount {
    let cost = NO_AMOUNT;
    let left = units;
    for (let short = this.shorts[0]; short && left > 0n; short = this.shorts[0]) {
      const met = least(left, short.units);
      const { amount, missing } = this.takeShort(short, met);
      cost = joined(cost, { amount: negate(amount), missing });
      left = subtract(left, met);
    }
    return cost;
  }

  /** Multiplies the units of one account, and the open shorts with them; the cost stays. */
  scale(stamp: Stamp, numerator: bigint, denominator: bigint): void {
    const own = this.held(stamp.account);
    const all = this.allHeld;
    const grown = scaledBy(own, numerator, denominator);
    const after =
      all === 0n
        ? this.#scaledWhileEmpty(stamp.day, numerator, denominator)
        : add(this.units, scaledBy(subtract(grown, own), this.units, all));
    for (const short of this.shorts)
      if (short.stamp.account === stamp.account) short.units = scaledBy(short.units, numerator, denominator);
    this.#held.set(stamp.account, grown);
    const change = subtract(after, this.units);
    if (change === 0n) return;
    this.units = after;
    this.#moved(stamp, 'scaled', change, NO_AMOUNT);
  }

  /** Where nothing is held but a repurchase is awaited, the pool follows a split once, whoever books it. */
  #scaledWhileEmpty(day: Day, numerator: bigint, denominator: bigint): Decimal {
    const split = `${day} ${numerator} ${denominator}`;
    if (split === this.#splitWhileEmpty) return this.units;
    this.#splitWhileEmpty = split;
    return scaledBy(this.units, numerator, denominator);
  }

  #moved(stamp: Stamp, act: PoolAct, units: Decimal, cost: TaxAmount, paid?: ConvertedMoney): void {
    const { event, account, day } = stamp;
    const after = { unitsAfter: this.units, costAfter: this.cost };
    this.history.push({ act, event, account, day, units, cost, ...(paid ? { paid } : {}), ...after });
    this.timeline.push({ day, units: this.units });
  }
}
