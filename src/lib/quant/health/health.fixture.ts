import { dayFromText, type Day } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import {
  accountId,
  eventId,
  inLedgerOrder,
  type Account,
  type LiveTransaction,
  type Trade,
  type Transaction
} from '$lib/domain/ledger';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import { currencyCode, decimal, money, multiply, ZERO } from '$lib/domain/money';
import type { HealthInput } from './health';

export const usd = currencyCode('USD');
export const eur = currencyCode('EUR');
export const main = accountId('main');
export const second = accountId('second');
export const acme = instrumentId('acme');
export const today = dayFromText('2024-06-28');

/** Days of a working week and its neighbours, Monday to Friday, ending with today. */
export const workdays: readonly Day[] = Array.from({ length: 400 }, (_, back) => (today - 399 + back) as Day).filter(
  (day) => [1, 2, 3, 4, 5].includes(((((day + 3) % 7) + 7) % 7) + 1)
);

export const cash = (amount: string, currency = usd) => money(decimal(amount), currency);

export const on = (day: string, account = main) => ({
  account,
  tradeDay: dayFromText(day),
  settlementDay: dayFromText(day)
});

export function trade(
  verb: 'buy' | 'sell' | 'buy-to-cover',
  day: string,
  quantity: string,
  price: string,
  more: Partial<Trade> = {}
): Transaction {
  return {
    ...on(day),
    instrument: acme,
    quantity: decimal(quantity),
    price: decimal(price),
    gross: money(multiply(decimal(quantity), decimal(price)), usd),
    fees: ZERO,
    taxes: ZERO,
    ...more,
    verb
  };
}

export function series(values: (at: number) => number, more: Partial<PriceSeries> = {}): PriceSeries {
  return {
    instrument: acme,
    currency: usd,
    adjustment: 'none',
    quoteUnit: 'currency',
    source: 'file',
    revision: 1,
    days: Int32Array.from(workdays),
    values: Float64Array.from(workdays, (_, at) => values(at)),
    ...more
  };
}

export const share: Instrument = {
  id: acme,
  kind: 'equity',
  name: 'Acme',
  currency: usd,
  identifiers: [
    { scheme: 'symbol', value: 'ACME' },
    { scheme: 'isin', value: 'US0000000001' }
  ]
};

const accounts: readonly Account[] = [
  { id: main, name: 'Main', currency: usd },
  { id: second, name: 'Second', currency: usd }
];

const rates: readonly RateSeries[] = [
  {
    base: eur,
    quote: usd,
    source: 'test',
    days: Int32Array.from(workdays),
    values: Float64Array.from(workdays, () => 1.25)
  }
];

export function ordered(transactions: readonly Transaction[]): LiveTransaction[] {
  return inLedgerOrder(
    transactions.map((transaction, at) => ({ event: eventId(`e${at + 1}`), sequence: at + 1, transaction }))
  );
}

const sound: readonly Transaction[] = [
  { verb: 'deposit', ...on('2023-08-01'), cash: cash('100000') },
  trade('buy', '2023-08-02', '100', '50', { fees: decimal('5') }),
  { verb: 'dividend', ...on('2023-11-15'), instrument: acme, gross: cash('40'), fees: ZERO, taxes: decimal('6') },
  trade('sell', '2024-02-01', '30', '50'),
  { verb: 'exchange', ...on('2024-02-05'), sold: cash('125'), bought: cash('100', eur), fees: ZERO, taxes: ZERO },
  { verb: 'transfer-cash', ...on('2024-02-06'), to: second, cash: cash('500') },
  { verb: 'assert-position', ...on('2024-03-29'), instrument: acme, quantity: decimal('70') },
  { verb: 'assert-cash', ...on('2024-03-29', second), cash: cash('500') }
];

/** A ledger in which nothing is wrong, with changes. */
export function healthy(more: readonly Transaction[] = [], change: Partial<HealthInput> = {}): HealthInput {
  return {
    accounts,
    instruments: [share],
    live: ordered([...sound, ...more]),
    prices: [series(() => 50)],
    rates,
    today,
    ...change
  };
}
