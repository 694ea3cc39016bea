import { dayFromCivil, plusDays, type Day } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, inLedgerOrder, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import type { ValuationInput } from '$lib/quant/valuation';
import { currencyCode, decimalFromInteger, decimalFromNumber, money, multiply, rounded, ZERO } from '$lib/domain/money';

/** A ledger of twelve years, with the closes and the rates to value it by. */
export interface Workload {
  readonly live: readonly LiveTransaction[];
  readonly first: Day;
  readonly days: number;
  readonly size: Size;
  /** Closes as floats that mean their shortest decimal text: that of instrument i on day t at t * instruments + i. */
  readonly closes: Float64Array;
  /** Dollars for a euro by day. */
  readonly rates: Float64Array;
}

/** How large a ledger is. */
export interface Size {
  readonly transactions: number;
  readonly instruments: number;
}

export const usual: Size = { transactions: 14_400, instruments: 40 };
export const large: Size = { transactions: 50_000, instruments: 500 };
const first = dayFromCivil(2011, 1, 1);
const days = dayFromCivil(2023, 1, 1) - first;

export const accounts = ['broker', 'pension', 'wallet'].map(accountId);
export const instruments = Array.from({ length: large.instruments }, (_, index) => instrumentId(`I${index + 10}`));
export const dollar = currencyCode('USD');
export const euro = currencyCode('EUR');
export const currencyOf = (instrument: number) => (instrument % 2 === 0 ? dollar : euro);

/** Linear congruential generator (Numerical Recipes, 1992): fractions in [0, 1), the same ones every time. */
function fractions(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

function walk(next: () => number, start: number, digits: number, step: number): Float64Array {
  const values = new Float64Array(days);
  let level = start;
  for (let day = 0; day < days; day++) {
    level *= 1 + (next() - 0.499) * step;
    values[day] = Number(level.toFixed(digits));
  }
  return values;
}

/** The workload: trades in whole and in fractional units, dividends, fees, deposits, transfers and a few splits. */
export function replayWorkload(size: Size = large): Workload {
  const next = fractions(20_110_101);
  const closes = instruments
    .slice(0, size.instruments)
    .map((_, index) => walk(next, 20 + 180 * next(), index % 3 === 0 ? 4 : 2, 0.03));
  const rates = walk(next, 1.2, 4, 0.006);
  const held = new Map<string, number>();
  const live: LiveTransaction[] = [];
  for (let index = 0; index < size.transactions; index++) {
    const day = Math.floor((index * days) / size.transactions);
    const transaction = transactionOf(next, day, closes, held);
    live.push({ event: eventId(`e${index}`), sequence: index + 1, transaction });
  }
  const byDay = Float64Array.from(
    { length: days * size.instruments },
    (_, at) => closes[at % size.instruments][Math.floor(at / size.instruments)]
  );
  return { live: inLedgerOrder(live), first, days, size, closes: byDay, rates };
}

/** The same ledger as the app's own valuation takes it: a series for each instrument, in dollars. */
export function valuationInputOf({ live, closes, rates, size }: Workload): ValuationInput {
  const every = Int32Array.from({ length: days }, (_, day) => first + day);
  const base = { source: 'bench', days: every };
  return {
    transactions: live,
    instruments: instruments.slice(0, size.instruments).map((id, index) => ({
      id,
      kind: 'equity',
      name: id,
      currency: currencyOf(index),
      identifiers: []
    })),
    prices: instruments.slice(0, size.instruments).map((instrument, index) => ({
      ...base,
      instrument,
      currency: currencyOf(index),
      adjustment: 'none',
      quoteUnit: 'currency',
      revision: 1,
      values: Float64Array.from({ length: days }, (_, day) => closes[day * size.instruments + index])
    })),
    rates: [{ ...base, base: euro, quote: dollar, values: rates }],
    base: dollar,
    filter: {},
    period: { start: plusDays(first, -1), end: plusDays(first, days - 1) }
  };
}

function transactionOf(
  next: () => number,
  at: number,
  closes: readonly Float64Array[],
  held: Map<string, number>
): Transaction {
  const account = accounts[Math.floor(next() * accounts.length)] ?? accountId('broker');
  const chosen = Math.floor(next() * closes.length);
  const instrument = instruments[chosen] ?? instrumentId('I10');
  const tradeDay = plusDays(first, at);
  const dated = { account, tradeDay, settlementDay: plusDays(tradeDay, 2) };
  const currency = currencyOf(chosen);
  const kind = next();
  const key = `${account} ${instrument}`;
  const units = held.get(key) ?? 0;
  const charged = { fees: decimalFromNumber(Number((1 + 9 * next()).toFixed(2))), taxes: ZERO };
  if (kind < 0.05) return { verb: 'deposit', ...dated, cash: money(decimalFromInteger(20_000), currency) };
  if (kind < 0.07) return { verb: 'fee', ...dated, cash: money(charged.fees, currency) };
  if (kind < 0.15)
    return {
      verb: 'dividend',
      ...dated,
      instrument,
      gross: money(multiply(charged.fees, charged.fees), currency),
      ...charged
    };
  if (kind < 0.152) {
    held.set(key, units * 2);
    return { verb: 'split', ...dated, instrument, numerator: 2, denominator: 1 };
  }
  const selling = units > 10 && kind > 0.6;
  const size = selling ? Math.min(units, units * next() * 1.2) : 1 + 199 * next();
  const amount = selling && size === units ? units : Number(size.toFixed(chosen % 4 === 0 ? 3 : 0));
  held.set(key, Number((selling ? units - amount : units + amount).toFixed(3)));
  const quantity = decimalFromNumber(amount);
  if (amount === 0) return { verb: 'fee', ...dated, cash: money(charged.fees, currency) };
  const price = decimalFromNumber(closes[chosen]?.[at] ?? 0);
  const gross = money(rounded(multiply(quantity, price), 2), currency);
  return { verb: selling ? 'sell' : 'buy', ...dated, instrument, quantity, price, gross, ...charged };
}
