import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { currencyCode, decimalFromInteger, type Decimal } from '$lib/domain/money';
import { StatementSheet } from '../../sheet/statement-sheet';
import { bookClient } from './booked-client';
import type { Client, ClientTransaction, ClientVerb } from './client';
import { Depots } from './depots';

const accounts = ['a1 EUR', 'a2 USD', 'a3 EUR'].map((text) => {
  const [uuid = '', currency = ''] = text.split(' ');
  return { uuid, name: `Cash ${uuid}`, currency };
});
const portfolios = ['p1', 'p2'].map((uuid) => ({ uuid, name: `Depot ${uuid}`, reference: 'a1' }));
const verbs: readonly ClientVerb[] = ['PURCHASE', 'SALE', 'INBOUND_DELIVERY', 'OUTBOUND_DELIVERY', 'SECURITY_TRANSFER'];
const more: readonly ClientVerb[] = ['CASH_TRANSFER', 'DEPOSIT', 'REMOVAL', 'DIVIDEND', 'INTEREST', 'INTEREST_CHARGE'];
const rest: readonly ClientVerb[] = ['TAX', 'TAX_REFUND', 'FEE', 'FEE_REFUND'];

const transactions = fc.array(
  fc.record({
    verb: fc.constantFrom(...verbs, ...more, ...rest),
    account: fc.constantFrom(...accounts),
    other: fc.constantFrom(...accounts),
    portfolio: fc.constantFrom('p1', 'p2'),
    amount: fc.integer({ min: 1000, max: 100_000 }),
    arriving: fc.integer({ min: 1000, max: 100_000 }),
    costs: fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })),
    shares: fc.integer({ min: 1, max: 500 }),
    day: fc.integer({ min: 1, max: 28 })
  }),
  { maxLength: 30 }
);
type Made = typeof transactions extends fc.Arbitrary<infer T> ? T : never;

const cents = (value: number): Decimal => (decimalFromInteger(value) / 100n) as Decimal;

function made(list: Made): ClientTransaction[] {
  return list.map((one, at): ClientTransaction => {
    const { currency } = one.account;
    const sameCurrency = one.other.currency === currency;
    const arriving = sameCurrency ? one.amount : one.arriving;
    return {
      line: at + 1,
      uuid: `t${at}`,
      verb: one.verb,
      date: `2024-03-${String(one.day).padStart(2, '0')}T00:00`,
      amount: { amount: cents(one.amount), currency },
      otherAmount: { amount: cents(arriving), currency: one.other.currency },
      shares: decimalFromInteger(one.shares),
      security: 's1',
      account: one.account.uuid,
      otherAccount: one.other.uuid,
      portfolio: one.portfolio,
      otherPortfolio: one.portfolio === 'p1' ? 'p2' : 'p1',
      units: [
        { type: 'FEE', amount: cents(one.costs[0]), currency },
        { type: 'TAX', amount: cents(one.costs[1]), currency }
      ],
      note: ''
    };
  });
}

/** Sums by key. */
class Sums {
  readonly #sums = new Map<string, bigint>();
  add(key: string, value: bigint): void {
    this.#sums.set(key, (this.#sums.get(key) ?? 0n) + value);
  }
  get nonZero(): [string, bigint][] {
    return [...this.#sums].filter(([, value]) => value !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

const incoming = new Set<ClientVerb>(['SALE', 'DEPOSIT', 'DIVIDEND', 'INTEREST', 'TAX_REFUND', 'FEE_REFUND']);

/** What the program itself would say: cash by account, units by portfolio, laid on the accounts of the ledger. */
function stated(list: readonly ClientTransaction[], depots: Depots): { cash: Sums; units: Sums } {
  const [cash, units] = [new Sums(), new Sums()];
  const at = (uuid: string, currency: string): string => `${depots.of(uuid) ?? ''} ${currency}`;
  for (const one of list) {
    const { verb, amount, otherAmount = amount, shares, portfolio, otherPortfolio, account, otherAccount } = one;
    const own = at(account, amount.currency);
    if (verb === 'CASH_TRANSFER') {
      cash.add(own, -amount.amount);
      cash.add(at(otherAccount, otherAmount.currency), otherAmount.amount);
    } else if (!verb.includes('DELIVERY') && verb !== 'SECURITY_TRANSFER')
      cash.add(own, incoming.has(verb) ? amount.amount : -amount.amount);
    if (verb === 'SECURITY_TRANSFER') {
      units.add(depots.of(portfolio) ?? '', -shares);
      units.add(depots.of(otherPortfolio) ?? '', shares);
    } else if (verb === 'PURCHASE' || verb === 'INBOUND_DELIVERY') units.add(depots.of(portfolio) ?? '', shares);
    else if (verb === 'SALE' || verb === 'OUTBOUND_DELIVERY') units.add(depots.of(portfolio) ?? '', -shares);
  }
  return { cash, units };
}

function booked(sheet: StatementSheet): { cash: Sums; units: Sums } {
  const [cash, units] = [new Sums(), new Sums()];
  for (const { transaction: one } of sheet.posted) {
    const pay = (account: string, currency: string, amount: bigint): void => cash.add(`${account} ${currency}`, amount);
    if ('gross' in one && 'fees' in one) {
      const sign = one.verb === 'buy' ? -1n : 1n;
      pay(one.account, one.gross.currency, sign * one.gross.amount - one.fees - one.taxes);
    }
    if (one.verb === 'buy' || one.verb === 'delivery-in') units.add(one.account, one.quantity);
    if (one.verb === 'sell' || one.verb === 'delivery-out') units.add(one.account, -one.quantity);
    if (one.verb === 'transfer-securities') {
      units.add(one.account, -one.quantity);
      units.add(one.to, one.quantity);
    }
    if (one.verb === 'transfer-cash') pay(one.to, one.cash.currency, one.cash.amount);
    if (one.verb === 'exchange') {
      pay(one.account, one.sold.currency, -one.sold.amount);
      pay(one.account, one.bought.currency, one.bought.amount);
    }
    if (one.verb === 'deposit') pay(one.account, one.cash.currency, one.cash.amount);
    if (one.verb === 'withdrawal' || one.verb === 'fee' || one.verb === 'tax' || one.verb === 'transfer-cash')
      pay(one.account, one.cash.currency, -one.cash.amount);
  }
  return { cash, units };
}

test('cash of every account and units of every portfolio are what the program keeps', () => {
  const security = { line: 1, uuid: 's1', name: 'Acme', currency: 'USD', target: '', isin: '', ticker: 'ACME' };
  const securities = [{ ...security, wkn: '', feed: '', prices: [], splits: [] }];
  fc.assert(
    fc.property(transactions, (list) => {
      const client: Client = {
        version: 69,
        baseCurrency: 'EUR',
        securities,
        accounts,
        portfolios,
        transactions: made(list),
        plans: [],
        faults: []
      };
      const frame = { fileName: 'x', today: dayFromText('2026-01-01'), baseCurrency: currencyCode('EUR') };
      const sheet = new StatementSheet(frame);
      bookClient(client, sheet);
      const expected = stated(client.transactions, new Depots(client, new StatementSheet(frame)));
      const found = booked(sheet);
      expect(sheet.problems).toEqual([]);
      expect(found.cash.nonZero).toEqual(expected.cash.nonZero);
      expect(found.units.nonZero).toEqual(expected.units.nonZero);
      expect(sheet.lines.size).toBe(list.length);
    }),
    { numRuns: 150 }
  );
});
