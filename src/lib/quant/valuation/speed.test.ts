import { expect, test } from 'vitest';
import { dayFromNumber, weekday } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { decimalFromNumber, money, ZERO, type CurrencyCode } from '$lib/domain/money';
import { randomStream } from '$lib/math/random';
import { profitSplit, valueHistory } from '.';
import { EUR, instrumentOf, USD } from './market.fixture';
import type { ValuationInput } from './market';

/** Twelve years of a busy ledger: 14,400 transactions, 40 instruments in two currencies. */
function busyInput(): ValuationInput {
  const random = randomStream(7);
  const start = 14_610;
  const years = 12;
  const sessions = Array.from({ length: years * 365 }, (_, at) => start + at).filter(
    (each) => weekday(dayFromNumber(each)) <= 5
  );
  const names = Array.from({ length: 40 }, (_, at) => `S${at}`);
  const currencyOf = (at: number): CurrencyCode => (at % 4 === 0 ? EUR : USD);
  const prices = names.map((name, at) => {
    let price = 20 + at;
    const values = Float64Array.from(sessions, () => {
      price *= 1 + 0.01 * random.normal();
      return Math.round(price * 100) / 100;
    });
    return {
      instrument: instrumentId(name),
      currency: currencyOf(at),
      adjustment: 'none' as const,
      quoteUnit: 'currency' as const,
      source: 'test',
      revision: 1,
      days: Int32Array.from(sessions),
      values
    };
  });
  const rates = [
    {
      base: EUR,
      quote: USD,
      source: 'test',
      days: Int32Array.from(sessions),
      values: Float64Array.from(sessions, () => 1.1 + Math.round(500 * random.uniform()) / 10_000)
    }
  ];
  const held = new Map<string, number>();
  const transactions = Array.from({ length: 14_400 }, (_, at): LiveTransaction => {
    const t = Math.floor((at * sessions.length) / 14_400);
    const tradeDay = dayFromNumber(sessions[t] ?? start);
    const place = random.integerBelow(names.length);
    const account = accountId(`A${random.integerBelow(3)}`);
    const currency = currencyOf(place);
    const dated = { account, tradeDay, settlementDay: tradeDay };
    const key = `${account} ${place}`;
    const units = 1 + random.integerBelow(50);
    const price = prices[place]?.values[t] ?? 1;
    const sells = (held.get(key) ?? 0) >= units && random.uniform() < 0.45;
    if (at % 12 === 0) return entry(at, { verb: 'deposit', ...dated, cash: money(decimalFromNumber(5000), currency) });
    held.set(key, (held.get(key) ?? 0) + (sells ? -units : units));
    return entry(at, {
      verb: sells ? 'sell' : 'buy',
      ...dated,
      instrument: instrumentId(names[place] ?? ''),
      quantity: decimalFromNumber(units),
      price: decimalFromNumber(price),
      gross: money(decimalFromNumber(Math.round(units * price * 100) / 100), currency),
      fees: decimalFromNumber(1.25),
      taxes: ZERO
    });
  });
  return {
    transactions,
    instruments: names.map((name, at) => instrumentOf(name, currencyOf(at))),
    prices,
    rates,
    base: EUR,
    filter: {},
    period: { start: dayFromNumber(start - 1), end: dayFromNumber(sessions.at(-1) ?? start) }
  };
}

function entry(at: number, transaction: Transaction): LiveTransaction {
  return { event: eventId(`e${at}`), sequence: at + 1, transaction };
}

test('14,400 transactions over 12 years are valued daily, and the time it took is told', () => {
  const input = busyInput();
  const measure = <T>(name: string, work: () => T): T => {
    const began = performance.now();
    const result = work();
    console.log(`${name}: ${(performance.now() - began).toFixed(0)} ms`);
    return result;
  };
  valueHistory(input);
  const history = measure('valueHistory', () => valueHistory(input));
  measure('profitSplit', () => profitSplit(input));
  expect(history.days.length).toBeGreaterThan(3000);
});
