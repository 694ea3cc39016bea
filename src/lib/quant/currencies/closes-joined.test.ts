import { expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, eventId, type LiveTransaction, type Reorganisation, type Transaction } from '$lib/domain/ledger';
import type { PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { closesJoined, joinsByInstrument } from '.';

const [old, own, gift] = ['OLD', 'NEW', 'GIFT'].map(instrumentId) as [never, never, never];

function closes(instrument: typeof own, points: Record<number, number>): PriceSeries {
  const series = {
    currency: currencyCode('USD'),
    adjustment: 'none',
    quoteUnit: 'currency',
    source: 'test',
    revision: 1
  } as const;
  return {
    instrument,
    ...series,
    days: Int32Array.from(Object.keys(points), Number),
    values: Float64Array.from(Object.values(points))
  };
}

function dated(day: number, account: string) {
  return { account: accountId(account), tradeDay: dayFromNumber(day), settlementDay: dayFromNumber(day) };
}

function turned(day: number, account: string, more: Partial<Reorganisation>): Transaction {
  return {
    verb: 'reorganisation',
    ...dated(day, account),
    kind: 'exchange',
    instrument: old,
    keeps: false,
    retained: 0,
    receives: [],
    ...more
  };
}

const live = (...transactions: Transaction[]): LiveTransaction[] =>
  transactions.map((transaction, at) => ({ event: eventId(`e${at}`), sequence: at + 1, transaction }));

test('a new name, a spin-off and a split of two accounts are joined once', () => {
  const renamed = { receives: [{ instrument: own, numerator: 1, denominator: 1, basis: 1 }] };
  const spun: Partial<Reorganisation> = {
    kind: 'spin-off',
    instrument: own,
    keeps: true,
    retained: 3,
    receives: [{ instrument: gift, numerator: 1, denominator: 1, basis: 1 }]
  };
  const split = { verb: 'split', instrument: own, numerator: 2, denominator: 1 } as const;
  const ledger = live(
    ...['a', 'b'].flatMap((account) => [
      turned(3, account, renamed),
      turned(5, account, spun),
      { ...split, ...dated(7, account) }
    ])
  );
  const series = [
    closes(old, { 1: 100, 2: 110 }),
    closes(own, { 3: 110, 4: 120, 5: 90, 7: 45 }),
    closes(gift, { 5: 30 })
  ];
  const found = closesJoined(own, joinsByInstrument(ledger), (id) => series.find((one) => one.instrument === id));
  expect(found?.gaps).toEqual([]);
  // The spin-off takes 30 of 120 off, the split halves.
  expect([...(found?.series.values ?? [])].map((value) => Number(value.toFixed(9)))).toEqual([
    37.5, 41.25, 41.25, 45, 45, 45
  ]);
  expect(closesJoined(gift, joinsByInstrument(ledger), () => undefined)).toBeUndefined();
});

test('names that turn into each other end', () => {
  const there = turned(3, 'a', { receives: [{ instrument: own, numerator: 1, denominator: 1, basis: 1 }] });
  const back = turned(5, 'a', {
    instrument: own,
    receives: [{ instrument: old, numerator: 1, denominator: 1, basis: 1 }]
  });
  const series = [closes(old, { 1: 10, 2: 11, 5: 12 }), closes(own, { 3: 11, 4: 12 })];
  const found = closesJoined(old, joinsByInstrument(live(there, back)), (id) =>
    series.find((one) => one.instrument === id)
  );
  expect(found?.series.days.length).toBeGreaterThan(2);
});
