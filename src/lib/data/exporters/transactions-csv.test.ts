import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromNumber, dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, inLedgerOrder, type Account, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimalFromUnits, money, multiply, rounded, ZERO, type CurrencyCode } from '$lib/domain/money';
import { asLive } from '../importers/import.fixture';
import { confirmedActs, readStatement } from '../importers';
import { transactionsCsv } from './transactions-csv';

const usd = currencyCode('USD');
const eur = currencyCode('EUR');
const accounts: Account[] = [
  { id: accountId('one'), name: 'Main, "old"', currency: usd },
  { id: accountId('two'), name: 'Second', currency: eur }
];
const instruments: Instrument[] = [
  {
    id: instrumentId('i1'),
    kind: 'equity',
    name: 'Acme; Co',
    currency: usd,
    identifiers: [
      { scheme: 'symbol', value: 'ACME' },
      { scheme: 'isin', value: 'US0000000018' }
    ]
  },
  {
    id: instrumentId('i2'),
    kind: 'fund',
    name: 'Nova',
    currency: eur,
    identifiers: [{ scheme: 'symbol', value: 'NOVA.DE' }]
  }
];

const scaled = (digits: number, maximum: number) =>
  fc.integer({ min: 1, max: maximum }).map((units) => decimalFromUnits(BigInt(units) * 10n ** BigInt(18 - digits)));
const cents = scaled(2, 10_000_000);
const currency = fc.constantFrom<CurrencyCode>(usd, eur);
const cash = fc.tuple(cents, currency).map(([amount, code]) => money(amount, code));
const signedCash = fc
  .tuple(cents, currency, fc.boolean())
  .map(([amount, code, negative]) => money(negative ? decimalFromUnits(-amount) : amount, code));
const costs = fc.record({
  fees: fc.oneof(fc.constant(ZERO), scaled(2, 900)),
  taxes: fc.oneof(fc.constant(ZERO), scaled(2, 900))
});
const instrument = fc.constantFrom(...instruments.map((one) => one.id));
const [one, two] = [accountId('one'), accountId('two')];
// A purchase of what is short would be a cover: one instrument is held, the other goes short.
const [held, shorted] = [instrumentId('i1'), instrumentId('i2')];
const dated = fc
  .record({
    account: fc.constantFrom(one, two),
    day: fc.integer({ min: 18000, max: 19700 }),
    settles: fc.nat(3),
    note: fc.option(fc.constantFrom('plain', 'with, comma', 'a "quote"', 'two\nlines', 'é 🤓'), { nil: undefined })
  })
  .map(({ account, day, settles, note }) => ({
    account,
    tradeDay: dayFromNumber(day),
    settlementDay: dayFromNumber(day + settles),
    ...(note === undefined ? {} : { note })
  }));
const trade = fc
  .tuple(scaled(6, 100_000_000), scaled(4, 9_000_000), currency, instrument, costs)
  .map(([quantity, price, code, id, charged]) => ({
    instrument: id,
    quantity,
    price,
    gross: money(rounded(multiply(quantity, price), 2), code),
    ...charged
  }))
  .filter(({ gross }) => gross.amount > ZERO);

const transaction: fc.Arbitrary<Transaction> = dated.chain((base) =>
  fc.oneof<fc.Arbitrary<Transaction>[]>(
    trade.map((rest) => ({ ...base, ...rest, instrument: shorted, verb: 'sell-short' as const })),
    fc
      .tuple(trade, fc.constantFrom('buy' as const, 'sell' as const))
      .map(([rest, verb]) => ({ ...base, ...rest, instrument: held, verb })),
    fc
      .tuple(cash, fc.constantFrom('deposit' as const, 'withdrawal' as const))
      .map(([of, verb]) => ({ ...base, verb, cash: of })),
    fc
      .tuple(signedCash, fc.constantFrom('fee' as const, 'tax' as const), fc.option(instrument, { nil: undefined }))
      .map(([of, verb, id]) => ({ ...base, verb, cash: of, ...(id === undefined ? {} : { instrument: id }) })),
    fc
      .tuple(cash, instrument, costs)
      .map(([of, id, charged]) => ({ ...base, verb: 'dividend' as const, instrument: id, gross: of, ...charged })),
    fc.tuple(signedCash, costs).map(([of, charged]) => ({ ...base, verb: 'interest' as const, gross: of, ...charged })),
    cash.map((of) => ({ ...base, verb: 'transfer-cash' as const, to: base.account === one ? two : one, cash: of })),
    fc
      .tuple(instrument, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 7 }))
      .map(([id, numerator, denominator]) => ({
        ...base,
        verb: 'split' as const,
        instrument: id,
        numerator,
        denominator
      })),
    fc.tuple(cents, cents, costs).map(([sold, bought, charged]) => ({
      ...base,
      verb: 'exchange' as const,
      sold: money(sold, usd),
      bought: money(bought, eur),
      ...charged
    })),
    signedCash.map((of) => ({ ...base, verb: 'opening-cash' as const, cash: of })),
    fc.tuple(instrument, scaled(4, 9_000_000), cents, fc.boolean()).map(([id, quantity, cost, short]) => ({
      ...base,
      verb: 'opening-position' as const,
      instrument: short ? shorted : id,
      quantity: short ? decimalFromUnits(-quantity) : quantity,
      cost: money(short ? decimalFromUnits(-cost) : cost, usd),
      acquired: dayFromNumber(base.tradeDay - 30)
    }))
  )
);

const bare = (all: readonly Transaction[]): Transaction[] => all.map((each) => ({ ...each, origin: {} }));

/** Openings large enough that no sale goes short and no cash below zero, so that nothing is asked. */
const plenty: Transaction[] = [one, two].flatMap((account) => {
  const day = { account, tradeDay: dayFromText('2015-01-05'), settlementDay: dayFromText('2015-01-05') };
  const cashes = [usd, eur].map((code): Transaction => ({
    ...day,
    verb: 'opening-cash',
    cash: money(decimalFromUnits(10n ** 30n), code)
  }));
  const cost = money(decimalFromUnits(10n ** 20n), usd);
  const position: Transaction = {
    ...day,
    verb: 'opening-position',
    instrument: held,
    quantity: decimalFromUnits(10n ** 33n),
    cost,
    acquired: day.tradeDay
  };
  return [...cashes, position];
});

function imported(live: readonly LiveTransaction[]): Transaction[] {
  const csv = transactionsCsv(live, instruments, accounts);
  const preview = readStatement(new TextEncoder().encode(csv), {
    fileName: 'export.csv',
    today: dayFromText('2024-12-31'),
    baseCurrency: usd,
    accounts,
    instruments,
    live: [],
    mappings: []
  });
  expect(preview.problems).toEqual([]);
  return [...confirmedActs(preview, () => 'new').transactions];
}

test('import of an export is the identity', () => {
  fc.assert(
    fc.property(fc.array(transaction, { minLength: 1, maxLength: 12 }), (transactions) => {
      const live = inLedgerOrder(asLive([...plenty, ...transactions]));
      expect(bare(imported(live))).toEqual(bare(live.map((each) => each.transaction)));
    }),
    { numRuns: 150 }
  );
});

test('one line for each transaction, decimals exact, CRLF', () => {
  const live = asLive([
    {
      ...plenty[0],
      verb: 'deposit',
      account: one,
      tradeDay: dayFromText('2024-01-02'),
      settlementDay: dayFromText('2024-01-04'),
      cash: money(decimalFromUnits(1n), usd)
    }
  ]);
  const csv = transactionsCsv(live, instruments, accounts).split('\r\n');
  expect(csv).toHaveLength(3);
  expect(csv[1]).toBe('2024-01-02,2024-01-04,deposit,"Main, ""old""",,,,,,,0.000000000000000001,USD,,,,,,,,,,');
});
