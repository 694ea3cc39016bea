import { absolute, add, least, scaledBy, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { GainAdjustment, GainDraft, TaxGain } from '../gain';
import { NO_AMOUNT, restOfMoney, shareOf, shareOfMoney } from '../record/tax-amount';
import type { Acquisition, Disposal, TaxEvent } from '../record/tax-event';
import type { CostPool } from './cost-pool';
import { addToPool, observedPools, takeFromPool, type ObservedPool, type ObservedSale } from './observed-trades';
import { poolKey, tellProgress, WINDOW, type PoolSetting } from './pool-setting';
import { PoolWalk, type PoolRule } from './pool-walk';
import { splitUnits, type UnitsOn } from './split-factor';
import { leastOfThree, superficialUnits, type SuperficialUnits } from './superficial-loss';

/** Part of a denied loss and where it goes: to a purchase still to come, or to the pool as it stands. */
interface Placed {
  readonly to: Acquisition;
  readonly units: Decimal;
  readonly now: boolean;
}

/**
 * Adjusted cost base of Canada: identical properties of an owner in all accounts at one average cost, money at the rate of
 * the trade day. A superficial loss is denied in part or whole and added to the cost of what was bought. Accounts of
 * affiliated persons and registered accounts are not told apart: ask about the right accounts. Income Tax Act (Canada),
 * sections 47, 53(1)(f), 54; CRA guide T4037.
 */
export function acbGains(events: readonly TaxEvent[], setting: PoolSetting): TaxGain[] {
  const rule = new AcbRule(observedPools(events, setting), splitUnits(events), setting);
  const walk = new PoolWalk(setting, rule);
  events.forEach((event, at) => {
    tellProgress(setting, at, events.length, 0.4);
    walk.apply(event);
  });
  return walk.gains;
}

class AcbRule implements PoolRule {
  readonly shortsCount = 'cover';
  readonly #booked = new Set<Acquisition | Disposal>();
  readonly #carried = new Map<Acquisition, Decimal>();

  constructor(
    private readonly observed: ReadonlyMap<string, ObservedPool>,
    private readonly unitsOn: UnitsOn,
    private readonly setting: PoolSetting
  ) {}

  acquired(...[walk, pool, event, cost]: Parameters<PoolRule['acquired']>): void {
    addToPool(walk, pool, event, cost);
    this.#booked.add(event);
    const carried = this.#carried.get(event);
    if (carried !== undefined) pool.add(event, 'denied-loss', ZERO, { amount: carried, missing: [] });
  }

  disposed(...[walk, pool, event, proceeds]: Parameters<PoolRule['disposed']>): void {
    if (this.#booked.has(event)) return;
    const observed = this.observed.get(poolKey(this.setting.owners, event.account, event.instrument));
    const run = observed?.runs.get(event);
    if (!observed || !run || pool.units === 0n) return takeFromPool(walk, pool, event, proceeds);
    for (const sale of run) this.#booked.add(sale.event);
    this.#sell(walk, pool, run, observed);
  }

  /** Sells a run of a day; losses that are superficial go back into the pool once all of it is sold. */
  #sell(walk: PoolWalk, pool: CostPool, run: readonly ObservedSale[], observed: ObservedPool): void {
    const drafts = run.flatMap((sale) => this.#drawn(walk, pool, sale));
    const losing = drafts.filter((draft) => lossOf(draft) > 0n);
    const day = run[0]?.event.day;
    if (day === undefined) return;
    const sold = losing.reduce((units, { quantity }) => add(units, quantity), ZERO);
    const looked = superficialUnits(observed, pool.instrument, day, this.unitsOn, (one) => this.#booked.has(one));
    const denied = leastOfThree(sold, looked.bought, looked.heldAtEnd);
    const placed = this.#places(looked, denied, pool);
    for (const draft of drafts) {
      const adjustments = lossOf(draft) > 0n ? this.#denied(pool, draft, placed, sold) : [];
      const provisional = lossOf(draft) > 0n && day + WINDOW > this.setting.asOf;
      walk.realise({ ...draft, adjustments, provisional });
    }
  }

  /** Takes a sale out of the pool without recording it yet; what is not there becomes short. */
  #drawn(walk: PoolWalk, pool: CostPool, { event, proceeds }: ObservedSale): GainDraft[] {
    const { quantity, charges } = event;
    const before = walk.standing(pool);
    const taken = pool.take(event, 'disposed', event.sold ? quantity : ZERO);
    const part = shareOfMoney(proceeds, taken.units, quantity);
    const beyond = subtract(quantity, taken.units);
    if (beyond > 0n) pool.shorts.push({ stamp: event, units: beyond, proceeds: restOfMoney(proceeds, part) });
    if (taken.units === 0n) return [];
    const own = charges === undefined ? {} : { charges: scaledBy(charges, taken.units, quantity) };
    const draft = { stamp: event, matching: 'pool', quantity: taken.units, proceeds: part, cost: taken.cost } as const;
    return [{ ...draft, ...own, pool: before }];
  }

  /** Where denied units go: purchases before the sale as far as units remain, then those after it, in order. */
  #places(looked: SuperficialUnits, denied: Decimal, pool: CostPool): Placed[] {
    const placed: Placed[] = [];
    let left = denied;
    let room = pool.units;
    for (const now of [true, false])
      for (const to of now ? looked.before : looked.after) {
        const day = looked.day;
        const most = this.unitsOn(pool.instrument, to.quantity, to.day, day);
        const units = least(left, now ? least(most, room) : most);
        if (units <= 0n) continue;
        if (now) room = subtract(room, units);
        left = subtract(left, units);
        placed.push({ to, units, now });
      }
    return placed;
  }

  /** The part of a loss that is denied, told to the pool or kept for the purchase to come. */
  #denied(pool: CostPool, draft: GainDraft, placed: readonly Placed[], sold: Decimal): GainAdjustment[] {
    if (draft.proceeds.missing.length + draft.cost.missing.length > 0) return [];
    return placed.map(({ to, units, now }) => {
      const share = shareOf({ ...NO_AMOUNT, amount: lossOf(draft) }, units, sold).amount;
      if (now) pool.add(draft.stamp, 'denied-loss', ZERO, { amount: share, missing: [] });
      else this.#carried.set(to, add(this.#carried.get(to) ?? ZERO, share));
      const own = scaledBy(units, draft.quantity, sold);
      return { kind: 'denied-loss', amount: share, units: own, about: to.event, day: to.day };
    });
  }
}

/** Size of the loss of a draft; zero for a gain. */
function lossOf({ proceeds, cost }: GainDraft): Decimal {
  const gain = subtract(proceeds.amount, cost.amount);
  return gain < 0n ? absolute(gain) : ZERO;
}
