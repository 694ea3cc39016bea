import { scaledBy, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { MatchedAcquisition, TaxGain } from '../gain';
import { joined, NO_AMOUNT, restOfMoney, shareOfMoney, type ConvertedMoney } from '../record/tax-amount';
import type { Acquisition, Disposal, TaxEvent } from '../record/tax-event';
import { observedPools, takeFromPool } from './observed-trades';
import { poolKey, tellProgress, WINDOW, type PoolSetting } from './pool-setting';
import { PoolWalk, type PoolRule } from './pool-walk';
import { shareMatches, type DayMatch, type SaleDay, type ShareMatches } from './share-matches';
import { splitUnits } from './split-factor';

/**
 * Share identification of the United Kingdom: purchases of the same day, then of the thirty days after, then the section
 * 104 holding at its average cost, over all accounts of an owner. What is sold short meets the next purchases. Units from
 * a corporate action, an opening or a delivery go to the holding. TCGA 1992, sections 104 to 106A; HMRC helpsheet HS284.
 */
export function sectionGains(events: readonly TaxEvent[], setting: PoolSetting): TaxGain[] {
  const unitsOn = splitUnits(events);
  const matches = new Map<string, ShareMatches>();
  for (const [key, observed] of observedPools(events, setting)) {
    const instrument = observed.purchases[0]?.event.instrument ?? observed.sales[0]?.event.instrument;
    if (instrument !== undefined) matches.set(key, shareMatches(observed, instrument, unitsOn));
  }
  const walk = new PoolWalk(setting, new SectionRule(matches, setting));
  events.forEach((event, at) => {
    tellProgress(setting, at, events.length, 0.4);
    walk.apply(event);
  });
  return walk.gains;
}

class SectionRule implements PoolRule {
  readonly shortsCount = 'sale';

  constructor(
    private readonly matches: ReadonlyMap<string, ShareMatches>,
    private readonly setting: PoolSetting
  ) {}

  acquired(...[walk, pool, event, cost]: Parameters<PoolRule['acquired']>): void {
    const known = event.bought ? this.#of(event)?.purchases.get(event.day) : undefined;
    const units = known ? scaledBy(event.quantity, known.left, known.units) : event.quantity;
    if (units === 0n) return;
    const part = shareOfMoney(cost, units, event.quantity);
    const left = walk.cover(pool, event, units, part);
    if (left === 0n) return;
    const rest = shareOfMoney(part, left, units);
    pool.add(event, 'acquired', left, rest, rest);
  }

  disposed(...[walk, pool, event, proceeds]: Parameters<PoolRule['disposed']>): void {
    const known = event.sold ? this.#of(event)?.sales.get(event.day) : undefined;
    if (!known) return takeFromPool(walk, pool, event, proceeds);
    const { rest, left } = this.#matched(walk, event, proceeds, known);
    if (left === 0n) return;
    const before = walk.gains.length;
    const charges = event.charges === undefined ? {} : { charges: scaledBy(event.charges, left, event.quantity) };
    takeFromPool(walk, pool, { ...event, quantity: left, ...charges }, rest);
    // A purchase still to come could take the place of the pool.
    if (event.day + WINDOW > this.setting.asOf) markProvisional(walk, before);
  }

  /** Records what a sale of the day is matched with, and says what is left for the pool. */
  #matched(
    walk: PoolWalk,
    event: Disposal,
    proceeds: ConvertedMoney,
    known: SaleDay
  ): { readonly rest: ConvertedMoney; readonly left: Decimal } {
    let rest = proceeds;
    let left = event.quantity;
    for (const match of known.matches) {
      const units = scaledBy(event.quantity, match.units, known.units);
      const part = shareOfMoney(proceeds, units, event.quantity);
      const acquisitions = purchasesOf(match, scaledBy(event.quantity, match.purchasedUnits, known.units), units);
      walk.realise({
        stamp: event,
        matching: match.matching,
        quantity: units,
        proceeds: part,
        cost: acquisitions.reduce((all, { cost }) => joined(all, cost), NO_AMOUNT),
        ...(event.charges === undefined ? {} : { charges: scaledBy(event.charges, units, event.quantity) }),
        acquisitions
      });
      rest = restOfMoney(rest, part);
      left = subtract(left, units);
    }
    return known.left === 0n ? { rest, left: ZERO } : { rest, left };
  }

  #of(event: Acquisition | Disposal): ShareMatches | undefined {
    return this.matches.get(poolKey(this.setting.owners, event.account, event.instrument));
  }
}

/** Each purchase of the matched day with its share: the day counts as one purchase. */
function purchasesOf(
  { purchased }: DayMatch,
  purchasedUnits: Decimal,
  saleUnits: Decimal
): readonly MatchedAcquisition[] {
  return purchased.purchases.map(({ event, cost }) => ({
    event: event.event,
    account: event.account,
    day: event.day,
    units: scaledBy(saleUnits, event.quantity, purchased.units),
    cost: shareOfMoney(cost, purchasedUnits, purchased.units)
  }));
}

function markProvisional(walk: PoolWalk, from: number): void {
  for (let at = from; at < walk.gains.length; at++) {
    const gain = walk.gains[at];
    if (gain) walk.gains[at] = { ...gain, provisional: true };
  }
}
