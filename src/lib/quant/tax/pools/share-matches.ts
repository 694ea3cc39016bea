import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { add, least, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { Matching } from '../gain';
import { withinDays } from './by-day';
import type { ObservedPool, ObservedPurchase, ObservedSale } from './observed-trades';
import { WINDOW } from './pool-setting';
import type { UnitsOn } from './split-factor';

/** All purchases of a day as one (Taxation of Chargeable Gains Act 1992, section 105(1)). */
export interface PurchaseDay {
  readonly day: Day;
  readonly purchases: ObservedPurchase[];
  units: Decimal;
  /** Units that no sale has been matched with. */
  left: Decimal;
}

/** Units of a sale's day matched with purchases of a day. */
export interface DayMatch {
  readonly matching: Extract<Matching, 'same-day' | 'thirty-days'>;
  readonly purchased: PurchaseDay;
  /** In units of the day of the sale. */
  readonly units: Decimal;
  /** The same in units of the day of the purchase. */
  readonly purchasedUnits: Decimal;
}

/** All sales of a day as one. */
export interface SaleDay {
  readonly day: Day;
  units: Decimal;
  left: Decimal;
  readonly matches: DayMatch[];
}

/** What the rules of identification pair before the pool comes in. */
export interface ShareMatches {
  readonly purchases: ReadonlyMap<Day, PurchaseDay>;
  readonly sales: ReadonlyMap<Day, SaleDay>;
}

/**
 * Sales matched first with purchases of the same day, then with those of the thirty days after, earliest sale and
 * earliest purchase first. Taxation of Chargeable Gains Act 1992, sections 105(1) and 106A(5); HMRC helpsheet HS284.
 */
export function shareMatches(observed: ObservedPool, instrument: InstrumentId, unitsOn: UnitsOn): ShareMatches {
  const purchases = purchaseDays(observed.purchases);
  const sales = saleDays(observed.sales);
  for (const sale of sales.values()) {
    const purchased = purchases.get(sale.day);
    if (!purchased) continue;
    const units = least(sale.left, purchased.left);
    match(sale, purchased, 'same-day', units, units);
  }
  const inOrder = [...purchases.values()];
  for (const sale of sales.values())
    for (const purchased of withinDays(inOrder, sale.day + 1, sale.day + WINDOW)) {
      if (sale.left === 0n) break;
      if (purchased.left === 0n) continue;
      const wanted = unitsOn(instrument, sale.left, sale.day, purchased.day);
      if (wanted <= purchased.left) match(sale, purchased, 'thirty-days', sale.left, wanted);
      else {
        const units = unitsOn(instrument, purchased.left, purchased.day, sale.day);
        match(sale, purchased, 'thirty-days', least(units, sale.left), purchased.left);
      }
    }
  return { purchases, sales };
}

function match(
  sale: SaleDay,
  purchased: PurchaseDay,
  matching: DayMatch['matching'],
  units: Decimal,
  purchasedUnits: Decimal
): void {
  if (units === 0n) return;
  sale.matches.push({ matching, purchased, units, purchasedUnits });
  sale.left = subtract(sale.left, units);
  purchased.left = subtract(purchased.left, purchasedUnits);
}

function purchaseDays(purchases: readonly ObservedPurchase[]): Map<Day, PurchaseDay> {
  const days = new Map<Day, PurchaseDay>();
  for (const purchase of purchases) {
    const { day, quantity, bought } = purchase.event;
    if (!bought) continue;
    let known = days.get(day);
    if (!known) days.set(day, (known = { day, purchases: [], units: ZERO, left: ZERO }));
    known.purchases.push(purchase);
    known.units = add(known.units, quantity);
    known.left = known.units;
  }
  return days;
}

function saleDays(sales: readonly ObservedSale[]): Map<Day, SaleDay> {
  const days = new Map<Day, SaleDay>();
  for (const { event } of sales) {
    if (!event.sold) continue;
    let known = days.get(event.day);
    if (!known) days.set(event.day, (known = { day: event.day, units: ZERO, left: ZERO, matches: [] }));
    known.units = add(known.units, event.quantity);
    known.left = known.units;
  }
  return days;
}
