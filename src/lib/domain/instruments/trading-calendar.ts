import { calendarById, calendarOfExchange, type ExchangeCalendar } from '../calendar';
import type { CurrencyCode } from '../money';
import type { Instrument } from './instrument';

/** Markets at home: the country of an ISIN, the currency it is quoted in there, and the calendar it then keeps. */
const homes: Readonly<Record<string, { readonly currency: string; readonly calendar: string }>> = {
  US: { currency: 'USD', calendar: 'XNYS' },
  GB: { currency: 'GBP', calendar: 'XLON' },
  CH: { currency: 'CHF', calendar: 'XSWX' },
  JP: { currency: 'JPY', calendar: 'XTKS' },
  CA: { currency: 'CAD', calendar: 'XTSE' },
  AU: { currency: 'AUD', calendar: 'XASX' },
  NO: { currency: 'NOK', calendar: 'XOSL' }
};

/**
 * Calendar of the days on which an instrument is quoted: that of its exchange; every day for a cryptocurrency. A share or fund
 * without an exchange is taken to keep the calendar of its country where its ISIN and its currency name the same one, and that
 * country has one main exchange, or several that keep the same days. Undefined where nothing says it, or it would be a guess.
 */
export function tradingCalendarOf({ kind, exchange, currency, identifiers }: Instrument): ExchangeCalendar | undefined {
  if (kind === 'crypto') return calendarById('CONTINUOUS');
  if (exchange !== undefined) return calendarOfExchange(exchange);
  if (kind !== 'equity' && kind !== 'fund') return undefined;
  const country = identifiers
    .findLast(({ scheme }) => scheme === 'isin')
    ?.value.slice(0, 2)
    .toUpperCase();
  const home = country === undefined ? undefined : homes[country];
  return home && home.currency === currency ? calendarById(home.calendar) : undefined;
}

/** Currencies whose reference rates the European Central Bank sets on each TARGET day, and the euro: https://www.ecb.europa.eu, euro foreign exchange reference rates. */
const referenced: ReadonlySet<string> = new Set(
  'EUR USD JPY BGN CZK DKK GBP HUF PLN RON SEK CHF ISK NOK TRY AUD BRL CAD CNY HKD IDR ILS INR KRW MXN MYR NZD PHP SGD THB ZAR'.split(
    ' '
  )
);

/** Calendar of the days on which a rate between two currencies is set: TARGET's where both are quoted by the European Central Bank, else undefined. */
export function rateCalendarOf(
  base: CurrencyCode | string,
  quote: CurrencyCode | string
): ExchangeCalendar | undefined {
  return referenced.has(base) && referenced.has(quote) ? calendarById('TARGET') : undefined;
}
