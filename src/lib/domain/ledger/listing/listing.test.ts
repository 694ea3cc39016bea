import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromNumber, dayText } from '../../calendar';
import type { Instrument } from '../../instruments';
import { inLedgerOrder } from '../chain';
import { eventId } from '../journal';
import { accounts, arbitraryTransaction, currencies, instruments } from '../testing/arbitrary-ledger.fixture';
import { verbs, type Account } from '../transaction';
import { searchedNames, transactionWords, type LedgerFilter } from './filter';
import type { LedgerColumn } from './columns';
import { LedgerListing } from './listing';

const [currency] = currencies;
const named: Account[] = accounts.map((id, at) => ({ id, name: `Account ${9 - at}`, currency: currency ?? fail() }));
const known: Instrument[] = instruments.map((id) => ({
  ...{ id, kind: 'equity', name: `${id} incorporated`, currency: currency ?? fail() },
  identifiers: [{ scheme: 'symbol', value: id }]
}));
function fail(): never {
  throw new Error('the fixture has currencies');
}

const ledger = fc
  .array(arbitraryTransaction, { maxLength: 40 })
  .map((all) => inLedgerOrder(all.map((transaction, at) => ({ event: eventId(`e${at}`), sequence: at, transaction }))));
const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values]), { nil: undefined, freq: 2 });
const filter: fc.Arbitrary<LedgerFilter> = fc
  .record({
    accounts: some(accounts),
    verbs: some(verbs),
    instruments: some(instruments),
    years: some([1997, 1998]),
    from: fc.option(fc.integer({ min: 9_990, max: 10_040 }).map(dayFromNumber), { nil: undefined }),
    to: fc.option(fc.integer({ min: 9_990, max: 10_040 }).map(dayFromNumber), { nil: undefined }),
    text: fc.option(fc.constantFrom('', 'XYZ', 'buy incorporated', 'account 9', 'nothing of it'), { nil: undefined })
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as LedgerFilter);

const columns = fc.constantFrom<LedgerColumn>('day', 'verb', 'account', 'instrument');
const pages = fc.record({ offset: fc.nat(10), limit: fc.nat(20) });

test('a page holds what a plain filter of the whole ledger finds, in the order asked for', () => {
  fc.assert(
    fc.property(ledger, filter, columns, fc.boolean(), pages, (live, filter, by, descending, { offset, limit }) => {
      const names = searchedNames(named, known);
      const found = live.filter(({ transaction: one }) => {
        const words = transactionWords(one, names);
        const destination = 'to' in one ? one.to : undefined;
        const subject = 'instrument' in one ? one.instrument : undefined;
        return (
          (!filter.accounts || filter.accounts.some((id) => id === one.account || id === destination)) &&
          (!filter.verbs || filter.verbs.includes(one.verb)) &&
          (!filter.instruments || filter.instruments.some((id) => id === subject)) &&
          (!filter.years || filter.years.includes(Number(dayText(one.tradeDay).slice(0, 4)))) &&
          (filter.from === undefined || one.tradeDay >= filter.from) &&
          (filter.to === undefined || one.tradeDay <= filter.to) &&
          (filter.text ?? '')
            .toLowerCase()
            .split(' ')
            .every((word) => words.includes(word))
        );
      });
      const keyOf = ({ transaction: one }: (typeof live)[number]): string =>
        by === 'verb'
          ? one.verb
          : by === 'account'
            ? String(9 - accounts.indexOf(one.account))
            : by === 'instrument'
              ? 'instrument' in one && one.instrument !== undefined
                ? one.instrument
                : '￿'
              : String(live.findIndex((other) => other.transaction === one)).padStart(3, '0');
      const last = by === 'instrument' ? found.filter((one) => keyOf(one) === '￿') : [];
      const ordered = found
        .filter((one) => !last.includes(one))
        .map((one, at) => ({ one, at, key: keyOf(one) }))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at))
        .map(({ one }) => one);
      const wanted = descending ? [...ordered.reverse(), ...last.reverse()] : [...ordered, ...last];
      const page = new LedgerListing(live, named, known).page({ filter, by, descending, offset, limit });
      expect(page.count).toBe(found.length);
      expect(page.rows).toEqual(wanted.slice(offset, offset + limit));
      const listing = new LedgerListing(live, named, known);
      for (const prepare of listing.preparations()) prepare();
      expect(listing.page({ filter, by, descending, offset, limit })).toEqual(page);
      expect([...listing.positions(filter)]).toEqual(found.map((one) => live.indexOf(one)));
      expect(listing.events(filter)).toEqual(found.map((one) => one.event));
    })
  );
});

test('a page that is not a count of rows is refused', () => {
  const listing = new LedgerListing([], named, known);
  expect(() => listing.page({ filter: {}, offset: -1, limit: 10 })).toThrow(RangeError);
  expect(() => listing.page({ filter: {}, offset: 0, limit: 1.5 })).toThrow('1.5');
});
