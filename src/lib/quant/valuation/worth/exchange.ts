import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, Posting } from '$lib/domain/ledger';
import { add, ZERO, type Decimal } from '$lib/domain/money';
import { pointPrice, type MarketBook } from '../market';
import { WIDE_ZERO, wideAmount, wideMinus, widePlus, wideProduct, type Wide } from './wide';

/** What a transaction moves: its legs on its day. */
export interface Exchange {
  readonly day: Day;
  readonly legs: readonly Posting[];
}

/** Worth of some units at the close of a day; undefined where no price is known. */
export function unitsWorth(instrument: InstrumentId, units: Decimal, day: Day, market: MarketBook): Wide | undefined {
  if (units === 0n) return WIDE_ZERO;
  const point = market.pricesOf(instrument).point(day);
  return point && wideProduct(units, pointPrice(point), market.rates.rate(point.currency, day));
}

/** Money that an instrument brought to an account, costs and income apart; negative was paid for it. */
export function receivedBy(
  instrument: InstrumentId,
  account: AccountId,
  { day, legs }: Exchange,
  rates: MarketBook['rates']
): Wide {
  let received = WIDE_ZERO;
  for (const { side, commodity, about, account: place, quantity } of legs)
    if (side === 'conversion' && about === instrument && place === account && commodity.kind === 'currency')
      received = wideMinus(received, wideAmount(quantity, rates.rate(commodity.code, day)));
  return received;
}

/** Units of an instrument that came to an account; negative when they went. */
export function unitsMoved(instrument: InstrumentId, account: AccountId, { legs }: Exchange): Decimal {
  let units = ZERO;
  for (const { side, commodity, account: place, quantity } of legs)
    if (side === 'position' && place === account && commodity.kind === 'instrument' && commodity.id === instrument)
      units = add(units, quantity);
  return units;
}

/**
 * Worth that another instrument gave up for the units of this one: their worth at the close of the day less what was paid
 * for them. Undefined where no price is known.
 */
export function givenFor(
  instrument: InstrumentId,
  account: AccountId,
  exchange: Exchange,
  market: MarketBook
): Wide | undefined {
  const worth = unitsWorth(instrument, unitsMoved(instrument, account, exchange), exchange.day, market);
  return worth === undefined ? undefined : widePlus(worth, receivedBy(instrument, account, exchange, market.rates));
}
