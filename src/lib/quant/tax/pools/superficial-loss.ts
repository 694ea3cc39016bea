import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { add, least, ZERO, type Decimal } from '$lib/domain/money';
import type { Acquisition } from '../record/tax-event';
import { lastUpTo, withinDays } from './by-day';
import type { ObservedPool } from './observed-trades';
import { WINDOW } from './pool-setting';
import type { UnitsOn } from './split-factor';

/** Units of purchases that may take a denied loss over; all in units of the day of the sale. */
export interface SuperficialUnits {
  /** Day of the sale. */
  readonly day: Day;
  /** Bought from 30 days before to 30 days after the sale. */
  readonly bought: Decimal;
  /** Still held at the end of the 30 days after it, or on the last day known. */
  readonly heldAtEnd: Decimal;
  /** Purchases of the period before the sale, in ledger order, and those after it. */
  readonly before: readonly Acquisition[];
  readonly after: readonly Acquisition[];
}

/**
 * What the superficial loss rule looks at for a sale of a day (Income Tax Act (Canada), section 54; formula of the CRA,
 * IT-456R paragraph 12 and interpretation 2005-0150811E5). `done` tells purchases already booked.
 */
export function superficialUnits(
  observed: ObservedPool,
  instrument: InstrumentId,
  day: Day,
  unitsOn: UnitsOn,
  done: (event: Acquisition) => boolean
): SuperficialUnits {
  let bought = ZERO;
  const before: Acquisition[] = [];
  const after: Acquisition[] = [];
  for (const { event } of withinDays(observed.purchases, day - WINDOW, day + WINDOW)) {
    if (!event.bought) continue;
    bought = add(bought, unitsOn(instrument, event.quantity, event.day, day));
    (done(event) ? before : after).push(event);
  }
  const end = lastUpTo(observed.timeline, day + WINDOW);
  const heldAtEnd = end ? unitsOn(instrument, end.units, end.day, day) : ZERO;
  return { day, bought, heldAtEnd, before, after };
}

/** Units whose loss is superficial: the least of the units sold, bought within the period and held at its end. */
export function leastOfThree(sold: Decimal, bought: Decimal, heldAtEnd: Decimal): Decimal {
  const units = least(sold, least(bought, heldAtEnd));
  return units > 0n ? units : ZERO;
}
