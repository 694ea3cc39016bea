import { dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, batchId, eventId, type Account, type JournalAct } from '$lib/domain/ledger';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import { currencyCode, decimal, money } from '$lib/domain/money';

const USD = currencyCode('USD');
const EUR = currencyCode('EUR');

export const broker: Account = { id: accountId('broker'), name: 'Broker', currency: USD };

export const apple: Instrument = {
  id: instrumentId('AAPL'),
  kind: 'equity',
  name: 'Apple',
  currency: USD,
  identifiers: [{ scheme: 'symbol', value: 'AAPL' }]
};

export const batch = batchId;

export function deposit(event: string, amount: string, day = '2020-01-02'): JournalAct {
  const on = dayFromText(day);
  return {
    act: 'post',
    event: eventId(event),
    transaction: {
      verb: 'deposit',
      account: broker.id,
      tradeDay: on,
      settlementDay: on,
      cash: money(decimal(amount), USD)
    }
  };
}

export function purchase(event: string, quantity: string, price: string, day = '2020-01-03'): JournalAct {
  const on = dayFromText(day);
  return {
    act: 'post',
    event: eventId(event),
    transaction: {
      verb: 'buy',
      account: broker.id,
      instrument: apple.id,
      tradeDay: on,
      settlementDay: on,
      quantity: decimal(quantity),
      price: decimal(price),
      gross: money(decimal('1000'), USD),
      fees: decimal('1'),
      taxes: decimal('0')
    }
  };
}

export function voided(event: string): JournalAct {
  return { act: 'void', event: eventId(event) };
}

/** A close for each day given, in order. */
export function closes(values: Readonly<Record<string, number>>, over: Partial<PriceSeries> = {}): PriceSeries {
  return {
    instrument: apple.id,
    currency: USD,
    adjustment: 'none',
    quoteUnit: 'currency',
    source: 'test',
    revision: 1,
    days: Int32Array.from(Object.keys(values), dayFromText),
    values: Float64Array.from(Object.values(values)),
    ...over
  };
}

export function euroRates(values: Readonly<Record<string, number>>): RateSeries {
  return {
    base: EUR,
    quote: USD,
    source: 'ECB',
    days: Int32Array.from(Object.keys(values), dayFromText),
    values: Float64Array.from(Object.values(values))
  };
}

/** Days and values as an object of ISO dates. */
export function told(series: { days: Int32Array; values: Float64Array } | undefined): Record<string, number> {
  const text = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
  return Object.fromEntries([...(series?.days ?? [])].map((day, i) => [text(day), series?.values[i] ?? NaN]));
}
