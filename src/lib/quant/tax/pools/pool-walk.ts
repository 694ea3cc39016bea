import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { wholeUnits, type AccountId } from '$lib/domain/ledger';
import { absolute, add, least, money, negate, ONE, scaledBy, subtract, ZERO } from '$lib/domain/money';
import type { Decimal, Money } from '$lib/domain/money';
import type { GainDraft, PoolStanding, TaxGain } from '../gain';
import { convertedMoney, joinedMissing, NO_AMOUNT, shareOfMoney } from '../record/tax-amount';
import type { ConvertedMoney, TaxAmount } from '../record/tax-amount';
import type { Acquisition, CostChange, Disposal, Ending, Move, Settlement, Stamp, TaxEvent } from '../record/tax-event';
import { CostPool } from './cost-pool';
import { ownerOf, poolKey, type PoolSetting } from './pool-setting';
import { reshapePools } from './reshaped-pools';

/** What a rule does with purchases and sales; all else that moves a pool is the same for every rule. */
export interface PoolRule {
  acquired(walk: PoolWalk, pool: CostPool, event: Acquisition, cost: ConvertedMoney): void;
  disposed(walk: PoolWalk, pool: CostPool, event: Disposal, proceeds: ConvertedMoney): void;
  /** Whether the gain of a short sale is of the day of the sale or of its cover. */
  readonly shortsCount: 'sale' | 'cover';
}

/** Walks the pools of all owners through time. Events in ledger order, each applied once. */
export class PoolWalk {
  readonly gains: TaxGain[] = [];
  readonly #pools = new Map<string, CostPool>();

  constructor(
    readonly setting: PoolSetting,
    readonly rule: PoolRule
  ) {}

  /** Pool of an instrument for the owner of an account, made when first asked for. */
  pool(account: AccountId, instrument: InstrumentId): CostPool {
    const { owners } = this.setting;
    const key = poolKey(owners, account, instrument);
    let pool = this.#pools.get(key);
    if (!pool) this.#pools.set(key, (pool = new CostPool(ownerOf(owners, account), instrument)));
    return pool;
  }

  converted(amount: Money, day: Day): ConvertedMoney {
    return convertedMoney(amount, day, this.setting.taxCurrency, this.setting.rate);
  }

  /** Applies one event. */
  apply(event: TaxEvent): void {
    const pool = this.pool(event.account, event.instrument);
    switch (event.act) {
      case 'acquire':
        return this.#acquire(event, NO_AMOUNT);
      case 'dispose':
        return this.#dispose(event, NO_AMOUNT);
      case 'remove':
        pool.count(event.account, negate(event.quantity));
        pool.take(event, 'removed', event.quantity);
        return;
      case 'move':
        return this.#move(event);
      case 'scale':
        pool.scale(event, event.numerator, event.denominator);
        return event.lieu && this.sellFraction(event, pool.held(event.account), event.lieu);
      case 'change-cost':
        return this.#changeCost(event);
      case 'reshape':
        return reshapePools(this, event);
      case 'end':
        return this.#end(event);
      case 'settle':
        return this.#settle(event);
    }
  }

  /** Records a gain: proceeds - cost + denied losses. */
  realise({ stamp, ...draft }: GainDraft): void {
    const { proceeds, cost, adjustments = [], acquisitions = [], provisional = false } = draft;
    const missing = joinedMissing(proceeds.missing, cost.missing);
    let gain = subtract(proceeds.amount, cost.amount);
    for (const one of adjustments) if (one.kind === 'denied-loss') gain = add(gain, one.amount);
    const { event, account, instrument, day } = stamp;
    this.gains.push({
      ...draft,
      key: `${event} ${this.gains.length}`,
      event,
      account,
      owner: ownerOf(this.setting.owners, account),
      instrument,
      closed: day,
      acquisitions,
      adjustments,
      gain: missing.length > 0 ? undefined : gain,
      missing,
      provisional
    });
  }

  /** Sells units out of the pool at its average cost; answers the units that were not there. */
  sellFromPool(pool: CostPool, stamp: Stamp, units: Decimal, proceeds: ConvertedMoney, charges?: Decimal): Decimal {
    const before = this.standing(pool);
    const taken = pool.take(stamp, 'disposed', units);
    if (taken.units > 0n)
      this.realise({
        stamp,
        matching: 'pool',
        quantity: taken.units,
        proceeds: shareOfMoney(proceeds, taken.units, units),
        cost: taken.cost,
        ...(charges === undefined ? {} : { charges: scaledBy(charges, taken.units, units) }),
        pool: before
      });
    return subtract(units, taken.units);
  }

  /** Closes open shorts with units bought; answers the units left over. */
  cover(pool: CostPool, stamp: Stamp, units: Decimal, cost: ConvertedMoney): Decimal {
    let left = units;
    for (let short = pool.shorts[0]; short && left > 0n; short = pool.shorts[0]) {
      const met = least(left, short.units);
      const part = shareOfMoney(cost, met, units);
      const { event, account, day } = stamp;
      this.realise({
        stamp: this.rule.shortsCount === 'sale' ? short.stamp : stamp,
        matching: 'short',
        quantity: negate(met),
        proceeds: pool.takeShort(short, met),
        cost: part,
        acquisitions: [{ event, account, day, units: met, cost: part }]
      });
      left = subtract(left, met);
    }
    return left;
  }

  /** Sells the fraction of a whole unit of an account's units for cash. */
  sellFraction(stamp: Stamp, units: Decimal, cash: Money): void {
    const { fraction } = wholeUnits(units);
    const pool = this.pool(stamp.account, stamp.instrument);
    pool.count(stamp.account, negate(fraction));
    if (fraction > 0n) this.sellFromPool(pool, stamp, fraction, this.converted(cash, stamp.day));
    else if (fraction < 0n)
      this.cover(pool, stamp, absolute(fraction), this.converted(money(negate(cash.amount), cash.currency), stamp.day));
  }

  /** How the pool stands, for the trail of what is taken next. */
  standing({ units, cost, history }: CostPool): PoolStanding {
    return { units, cost, history, count: history.length };
  }

  #acquire(event: Acquisition, premium: TaxAmount): void {
    const pool = this.pool(event.account, event.instrument);
    pool.count(event.account, event.quantity);
    const cost = this.converted(event.cost, event.opened ?? event.day);
    this.rule.acquired(this, pool, event, withPremium(cost, premium.amount, premium));
  }

  #dispose(event: Disposal, premium: TaxAmount): void {
    const pool = this.pool(event.account, event.instrument);
    pool.count(event.account, negate(event.quantity));
    const proceeds = this.converted(event.proceeds, event.day);
    this.rule.disposed(this, pool, event, withPremium(proceeds, negate(premium.amount), premium));
  }

  #move(event: Move): void {
    const from = this.pool(event.account, event.instrument);
    const to = this.pool(event.to, event.instrument);
    from.count(event.account, negate(event.quantity));
    to.count(event.to, event.quantity);
    if (from === to) return;
    const { units, cost } = from.take(event, 'moved-out', event.quantity);
    to.add({ ...event, account: event.to }, 'moved-in', units, cost);
  }

  #changeCost(event: CostChange): void {
    const pool = this.pool(event.account, event.instrument);
    const change = this.converted(event.amount, event.day);
    if (change.amount > 0n && pool.held(event.account) === 0n) {
      pool.count(event.account, ONE);
      pool.add(event, 'acquired', ONE, change, change);
      return;
    }
    const back = negate(change.amount);
    if (back <= pool.cost.amount || pool.cost.missing.length > 0) {
      pool.add(event, 'cost-changed', ZERO, change, change);
      return;
    }
    // What is given back past the cost is a gain; the cost stays at nothing.
    const past = subtract(back, pool.cost.amount);
    const before = this.standing(pool);
    pool.add(event, 'cost-changed', ZERO, { amount: negate(pool.cost.amount), missing: [] }, change);
    const asPaid = money(scaledBy(absolute(change.money.amount), past, back), change.money.currency);
    const proceeds = { ...change, money: asPaid, amount: past };
    this.realise({ stamp: event, matching: 'past-cost', quantity: ZERO, proceeds, cost: NO_AMOUNT, pool: before });
  }

  #end(event: Ending): void {
    const pool = this.pool(event.account, event.instrument);
    const nothing = this.converted(money(ZERO, this.setting.taxCurrency), event.day);
    const long = pool.held(event.account) > 0n;
    pool.count(event.account, long ? negate(event.quantity) : event.quantity);
    if (long) this.sellFromPool(pool, event, event.quantity, nothing);
    else this.cover(pool, event, event.quantity, nothing);
  }

  #settle(event: Settlement): void {
    const pool = this.pool(event.account, event.instrument);
    const long = pool.held(event.account) > 0n;
    pool.count(event.account, long ? negate(event.quantity) : event.quantity);
    const premium = long ? pool.take(event, 'disposed', event.quantity).cost : pool.takeShorts(event.quantity);
    if (event.trade.act === 'acquire') this.#acquire(event.trade, premium);
    else this.#dispose(event.trade, premium);
  }
}

function withPremium(whole: ConvertedMoney, premium: Decimal, { amount, missing }: TaxAmount): ConvertedMoney {
  if (amount === 0n && missing.length === 0) return whole;
  const all = add(whole.amount, premium);
  return { ...whole, amount: all, premium, missing: joinedMissing(whole.missing, missing) };
}
