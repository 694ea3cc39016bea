import fc from 'fast-check';
import { dayFromNumber, dayFromText, type Day } from '$lib/domain/calendar';
import { instrumentId, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { arbitraryLedger, currencies, instruments as ids } from '$lib/domain/ledger/testing/arbitrary-ledger.fixture';
import type { Adjustment, PriceSeries, QuoteUnit, RateSeries } from '$lib/domain/market';
import { currencyCode, decimal, money, ZERO, type CurrencyCode } from '$lib/domain/money';
import type { ValuationInput } from './market';

export const USD = currencyCode('USD');
export const EUR = currencyCode('EUR');
export const GBP = currencyCode('GBP');
export const day = (text: string): Day => dayFromText(text);

export function seriesOf(
  name: string,
  closes: Record<string, number>,
  options: { currency?: CurrencyCode; adjustment?: Adjustment; quoteUnit?: QuoteUnit } = {}
): PriceSeries {
  return {
    instrument: instrumentId(name),
    currency: options.currency ?? USD,
    adjustment: options.adjustment ?? 'none',
    quoteUnit: options.quoteUnit ?? 'currency',
    source: 'test',
    revision: 1,
    days: Int32Array.from(Object.keys(closes), day),
    values: Float64Array.from(Object.values(closes))
  };
}

export function ratesOf(base: CurrencyCode, quote: CurrencyCode, rates: Record<string, number>): RateSeries {
  const days = Int32Array.from(Object.keys(rates), day);
  return { base, quote, source: 'test', days, values: Float64Array.from(Object.values(rates)) };
}

export function instrumentOf(name: string, currency: CurrencyCode = USD): Instrument {
  return { id: instrumentId(name), kind: 'equity', name, currency, identifiers: [] };
}

/** Short hand for transactions of one account on a day. */
export function on(text: string, account = 'broker') {
  const dated = { account: accountId(account), tradeDay: day(text), settlementDay: day(text) };
  const trade =
    (verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover') =>
    (name: string, units: string, price: string, gross: string, fees = '0', currency = USD): Transaction => ({
      verb,
      ...dated,
      instrument: instrumentId(name),
      quantity: decimal(units),
      price: decimal(price),
      gross: money(decimal(gross), currency),
      fees: decimal(fees),
      taxes: ZERO
    });
  return {
    dated,
    deposit: (amount: string, currency = USD): Transaction => ({
      verb: 'deposit',
      ...dated,
      cash: money(decimal(amount), currency)
    }),
    withdrawal: (amount: string, currency = USD): Transaction => ({
      verb: 'withdrawal',
      ...dated,
      cash: money(decimal(amount), currency)
    }),
    dividend: (name: string, gross: string, taxes = '0', currency = USD): Transaction => ({
      verb: 'dividend',
      ...dated,
      instrument: instrumentId(name),
      gross: money(decimal(gross), currency),
      fees: ZERO,
      taxes: decimal(taxes)
    }),
    buy: trade('buy'),
    sell: trade('sell'),
    short: trade('sell-short'),
    cover: trade('buy-to-cover')
  };
}

export function live(...transactions: Transaction[]): LiveTransaction[] {
  return inLedgerOrder(
    transactions.map((transaction, at) => ({ event: eventId(`e${at}`), sequence: at + 1, transaction }))
  );
}

export function inputOf(
  transactions: readonly LiveTransaction[],
  start: string,
  end: string,
  more: Partial<ValuationInput> = {}
): ValuationInput {
  const period = { start: day(start), end: day(end) };
  return { transactions, instruments: [], prices: [], rates: [], base: USD, filter: {}, period, ...more };
}

/** First and last day of the arbitrary ledgers, with room around. */
export const span = { start: dayFromNumber(9_995), end: dayFromNumber(10_035) };

const price = fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 10_000);
const dayOffsets = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 });

function arbitrarySeries(instrument: InstrumentId): fc.Arbitrary<PriceSeries> {
  return fc
    .record({
      offsets: dayOffsets,
      prices: fc.array(price, { minLength: 30, maxLength: 30 }),
      currency: fc.constantFrom(...currencies),
      adjustment: fc.constantFrom<Adjustment>('none', 'splits', 'total-return'),
      quoteUnit: fc.constantFrom<QuoteUnit>('currency', 'hundredth', 'percent-of-par')
    })
    .map(({ offsets, prices, ...kind }) => ({
      instrument,
      ...kind,
      source: 'test',
      revision: 1,
      days: Int32Array.from(offsets, (each) => span.start + each).sort(),
      values: Float64Array.from(prices.slice(0, offsets.length))
    }));
}

const rates = fc
  .array(fc.tuple(fc.double({ min: 0.8, max: 1.4, noNaN: true }), fc.double({ min: 90, max: 160, noNaN: true })), {
    minLength: 41,
    maxLength: 41
  })
  .map((rows): RateSeries[] => {
    const days = Int32Array.from(rows, (_, at) => span.start + at);
    const of = (quote: string, values: number[]): RateSeries => ({
      base: EUR,
      quote: currencyCode(quote),
      source: 'test',
      days,
      values: Float64Array.from(values)
    });
    return [
      of(
        'USD',
        rows.map(([usd]) => usd)
      ),
      of(
        'JPY',
        rows.map(([, jpy]) => jpy)
      )
    ];
  });

/** Any ledger, with closes for the first instruments of the list and none for the rest, valued in any currency. */
export const arbitraryInput: fc.Arbitrary<ValuationInput> = fc
  .record({
    transactions: arbitraryLedger(40),
    series: fc.tuple(...ids.map(arbitrarySeries)),
    priced: fc.integer({ min: 0, max: ids.length }),
    rates,
    base: fc.constantFrom(...currencies),
    filter: fc.constantFrom<ValuationInput['filter']>(
      {},
      {},
      { accounts: [accountId('broker'), accountId('bank')] },
      { accounts: [accountId('broker')] },
      { instruments: ids.slice(0, 2) },
      { accounts: [accountId('bank')], instruments: ids.slice(0, 1) }
    ),
    from: fc.integer({ min: 0, max: 30 }),
    length: fc.integer({ min: 0, max: 40 })
  })
  .map(({ transactions, series, priced, from, length, ...rest }) => ({
    ...rest,
    transactions,
    instruments: ids.map((id) => ({ ...instrumentOf(id), currency: USD })),
    prices: series.slice(0, priced),
    period: {
      start: dayFromNumber(span.start + from),
      end: dayFromNumber(Math.min(span.end, span.start + from + length))
    }
  }));
