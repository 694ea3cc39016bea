import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber } from '../../calendar';
import { decimalFromUnits, money, type Money } from '../../money';
import {
  bookAsOf,
  inLedgerOrder,
  ledgerFold,
  type Book,
  type LiveTransaction,
  type LotMethod,
  type Posting,
  type Transaction,
  type Verb
} from '..';
import { accounts, arbitraryLedger, currencies, instruments } from '../testing/arbitrary-ledger.fixture';

const end = dayFromNumber(20_000);
const closed = (live: readonly LiveTransaction[]) => bookAsOf(live, end);
const total = (values: Iterable<bigint>) => [...values].reduce((sum, value) => sum + value, 0n);

function owned(postings: readonly Posting[], account: string, side: 'cash' | 'position', name: string): bigint {
  const legs = postings.filter((leg) => leg.account === account && leg.side === side);
  return total(
    legs
      .filter(({ commodity }) => (commodity.kind === 'currency' ? commodity.code : commodity.id) === name)
      .map(({ quantity }) => quantity)
  );
}

/** What units cost less what they brought in, as one transaction says it. */
function paidBy(t: Transaction): Money[] {
  const charged = 'fees' in t ? t.fees + t.taxes : 0n;
  const of = ({ amount, currency }: Money, more: bigint, sign: 1n | -1n) => [
    money(decimalFromUnits(sign * amount + more), currency)
  ];
  switch (t.verb) {
    case 'opening-position':
    case 'delivery-in':
      return [t.cost];
    case 'buy':
    case 'buy-to-cover':
      return of(t.gross, charged, 1n);
    case 'sell':
    case 'sell-short':
      return of(t.gross, charged, -1n);
    case 'exercise':
    case 'assignment':
      return of(t.gross, charged, t.way === 'receive' ? 1n : -1n);
    case 'income-in-kind':
      return [t.value];
    case 'capital-call':
      return [t.cash];
    case 'return-of-capital':
      return of(t.gross, 0n, -1n);
    case 'distribution':
      return of(money(t.returned, t.gross.currency), 0n, -1n);
    case 'split':
      return t.lieu ? of(t.lieu, 0n, -1n) : [];
    case 'reorganisation':
      return [...t.receives.map(({ lieu }) => lieu), t.boot?.amount].flatMap((cash) => (cash ? of(cash, 0n, -1n) : []));
    default:
      return [];
  }
}

function paidForUnits(live: readonly LiveTransaction[], currency: string): bigint {
  const paid = live.flatMap(({ transaction }) => paidBy(transaction));
  return total(paid.filter((one) => one.currency === currency).map(({ amount }) => amount));
}

/** Verbs whose units do not depend on what is held. */
const plain: readonly Verb[] = ['buy', 'sell', 'sell-short', 'buy-to-cover', 'opening-position', 'transfer-securities'];
const isPlain = ({ transaction }: LiveTransaction) => plain.includes(transaction.verb);
const lotMethod = fc.constantFrom<LotMethod[]>('fifo', 'lifo', 'hifo', 'lowest-tax', 'average');

function costOf(book: Book, currency: string): bigint {
  const open = total(book.positions.filter((p) => p.currency === currency).map((p) => p.cost));
  const costs = total(book.realised.filter((r) => r.costCurrency === currency).map((r) => r.cost));
  const proceeds = total(book.realised.filter((r) => r.currency === currency).map((r) => r.proceeds));
  return open + costs - proceeds;
}

describe('the fold', () => {
  it('agrees with the postings in cash and units', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (live) => {
        const book = closed(live);
        for (const account of accounts) {
          for (const currency of currencies) {
            const cash = book.cash.find((c) => c.account === account && c.currency === currency)?.amount ?? 0n;
            expect(cash).toBe(owned(book.postings, account, 'cash', currency));
          }
          for (const instrument of instruments) {
            const held = book.positions.filter((p) => p.account === account && p.instrument === instrument);
            expect(total(held.map((p) => p.quantity))).toBe(owned(book.postings, account, 'position', instrument));
          }
        }
      }),
      { numRuns: 150 }
    );
  });

  it('conserves cost to the last unit: open lots and closed ones make up what was paid', () => {
    fc.assert(
      fc.property(arbitraryLedger(), lotMethod, (ledger, method) => {
        // Lots that leave for outside take their cost along: what it was, only the lots say.
        const live = ledger.filter(({ transaction }) => transaction.verb !== 'delivery-out');
        const book = bookAsOf(live, end, { lotMethod: method });
        for (const currency of currencies) expect(costOf(book, currency)).toBe(paidForUnits(live, currency));
      }),
      { numRuns: 150 }
    );
  });

  it('conserves units: bought less closed is open (trades and transfers)', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (ledger) => {
        const live = ledger.filter(isPlain);
        const book = closed(live);
        for (const instrument of instruments) {
          let traded = 0n;
          for (const { transaction: t } of live) {
            if (!('instrument' in t) || t.instrument !== instrument) continue;
            if (t.verb === 'buy' || t.verb === 'buy-to-cover' || t.verb === 'opening-position') traded += t.quantity;
            if (t.verb === 'sell' || t.verb === 'sell-short') traded -= t.quantity;
          }
          const open = book.positions.filter((p) => p.instrument === instrument);
          expect(total(open.map((p) => p.quantity))).toBe(traded);
        }
      })
    );
  });

  it('keeps lots of one sign in the order of their opening, and sums that agree', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (live) => {
        const fold = ledgerFold();
        for (const one of live) {
          fold.apply(one);
          for (const { quantity, lots, costs } of fold.holdings) {
            expect(total(lots.map((lot) => lot.quantity))).toBe(quantity);
            expect(
              new Set(lots.filter((lot) => lot.quantity !== 0n).map((lot) => lot.quantity > 0n)).size
            ).toBeLessThan(2);
            expect(lots.map((lot) => lot.opened)).toEqual(lots.map((lot) => lot.opened).sort((a, b) => a - b));
            for (const [currency, cost] of costs)
              expect(total(lots.filter((lot) => lot.currency === currency).map((lot) => lot.cost))).toBe(cost);
          }
        }
        for (const gain of fold.realised)
          expect(gain.gain).toBe(gain.currency === gain.costCurrency ? gain.proceeds - gain.cost : undefined);
        const ids = fold.holdings.flatMap(({ account, lots }) => lots.map(({ id }) => `${account} ${id}`));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 40 }
    );
  });

  it('transfers preserve units and total cost', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (ledger) => {
        const moved = ledger.filter(isPlain);
        const kept = moved.filter(({ transaction }) => transaction.verb !== 'transfer-securities');
        for (const instrument of instruments) {
          const quantity = (live: LiveTransaction[]) =>
            total(
              closed(live)
                .positions.filter((p) => p.instrument === instrument)
                .map((p) => p.quantity)
            );
          expect(quantity(moved)).toBe(quantity(kept));
        }
        for (const currency of currencies) expect(costOf(closed(moved), currency)).toBe(costOf(closed(kept), currency));
      })
    );
  });

  it('up to a day knows nothing of later days', () => {
    fc.assert(
      fc.property(arbitraryLedger(), fc.integer({ min: 10_000, max: 10_030 }), (live, at) => {
        const asOf = dayFromNumber(at);
        const past = live.filter(({ transaction }) => transaction.tradeDay <= asOf);
        expect(bookAsOf(live, asOf)).toEqual(bookAsOf(inLedgerOrder([...past].reverse()), asOf));
      })
    );
  });
});
