import type { Day } from '../../../calendar';
import { negate, subtract, ZERO, type CurrencyCode, type Decimal } from '../../../money';
import type { GainKind, RealisedGain } from '../../book';
import type { EventId } from '../../journal';
import type { LotEvent } from '../../verbs';
import type { Taken } from './holding-lots';

/** What closes units of a lot. */
export interface Closing {
  readonly kind: GainKind;
  readonly event: EventId;
  readonly day: Day;
  /** Proceeds of a long lot, cost of covering a short one. */
  readonly amount: Decimal;
  /** Currency of the amount. */
  readonly currency: CurrencyCode;
  readonly isLong: boolean;
}

/** Gain of a closing. A long lot is closed by proceeds, a short one by a cost. */
export function realisedGain({ lot, units, cost: lotCost }: Taken, closing: Closing): RealisedGain {
  const { kind, event, day, amount, currency, isLong } = closing;
  const cost = isLong ? lotCost : amount;
  const proceeds = isLong ? amount : negate(lotCost);
  return {
    kind,
    event,
    purchase: lot.event,
    lot: lot.id,
    account: lot.account,
    instrument: lot.instrument,
    opened: lot.opened,
    closed: day,
    quantity: isLong ? units : negate(units),
    cost,
    costCurrency: isLong ? lot.currency : currency,
    proceeds,
    currency: isLong ? currency : lot.currency,
    gain: lot.currency === currency ? subtract(proceeds, cost) : undefined
  };
}

/** Gain of cash that closes no lot: nothing was held, or no fraction of a unit was left. */
export function gainWithoutLot(
  { event, account, instrument, day }: LotEvent,
  kind: GainKind,
  proceeds: Decimal,
  currency: CurrencyCode
): RealisedGain {
  const dates = { opened: day, closed: day };
  const sums = { quantity: ZERO, cost: ZERO, costCurrency: currency, proceeds, currency, gain: proceeds };
  return { kind, event, purchase: event, lot: event, account, instrument, ...dates, ...sums };
}
