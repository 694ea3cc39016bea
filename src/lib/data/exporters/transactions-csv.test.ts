import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromNumber, dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, inLedgerOrder, type Account, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimalFromUnits, money, multiply, rounded, ZERO, type CurrencyCode } from '$lib/domain/money';
import type { StatementPreview } from '$lib/domain/statements';
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
  },
  {
    id: instrumentId('i3'),
    kind: 'equity',
    name: 'Nova "B"',
    currency: eur,
    identifiers: [{ scheme: 'isin', value: 'DE0000000027' }]
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
const other = instrumentId('i3');
const instrument = fc.constantFrom(...instruments.slice(0, 2).map((one) => one.id));
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

const units = scaled(3, 9_000_000);
const whole = fc.integer({ min: 1, max: 9 });
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const present = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** Events with fields that no column says. */
const detailed = (base: Pick<Transaction, 'account' | 'tradeDay' | 'settlementDay'>): fc.Arbitrary<Transaction>[] =>
  [
    fc.tuple(units, cash, fc.boolean()).map(([quantity, cost, known]) => ({
      ...{ ...base, verb: 'delivery-in' as const, instrument: held, quantity, cost },
      ...(known ? { acquired: dayFromNumber(base.tradeDay - 30) } : {})
    })),
    units.map((quantity) => ({ ...base, verb: 'delivery-out' as const, instrument: held, quantity })),
    units.map((quantity) => ({ ...base, verb: 'expiry' as const, instrument: held, quantity })),
    fc.tuple(units, cash, costs, maybe(fc.constant(other))).map(([quantity, value, charged, payer]) =>
      present({
        ...base,
        ...charged,
        verb: 'income-in-kind',
        source: 'staking',
        instrument: held,
        quantity,
        value,
        payer
      })
    ),
    fc.tuple(cash, costs).map(([gross, charged]) => ({
      ...base,
      ...charged,
      verb: 'return-of-capital' as const,
      instrument: held,
      gross
    })),
    cash.map((of) => ({ ...base, verb: 'capital-call' as const, instrument: held, cash: of })),
    fc.tuple(cash, costs).map(([gross, charged]) => ({
      ...{ ...base, ...charged, verb: 'distribution' as const, instrument: held, gross },
      returned: decimalFromUnits(gross.amount / 2n)
    })),
    fc.tuple(units, units, cash, costs).map(([quantity, received, gross, charged]) => ({
      ...{ ...base, ...charged, verb: 'exercise' as const, instrument: other, quantity, gross },
      ...{ underlying: held, units: received, way: 'receive' as const }
    })),
    fc.tuple(whole, whole, maybe(cash), maybe(cash)).map(([numerator, basis, lieu, boot]) =>
      present({
        ...{ ...base, verb: 'reorganisation' as const, kind: 'spin-off' as const, instrument: held, keeps: true },
        ...{ retained: 7, receives: [present({ instrument: other, numerator, denominator: 9, basis, lieu })] },
        boot: boot && { amount: boot, basis: 1 }
      })
    ),
    fc
      .tuple(trade, cents)
      .map(([rest, accrued]) => ({ ...base, ...rest, instrument: held, verb: 'buy' as const, accrued })),
    fc.tuple(cash, costs).map(([gross, charged]) => ({
      ...{ ...base, ...charged, verb: 'dividend' as const, instrument: held, gross },
      kind: 'qualified' as const
    })),
    fc
      .tuple(signedCash, costs)
      .map(([gross, charged]) => ({ ...base, ...charged, verb: 'interest' as const, instrument: held, gross }))
  ] as fc.Arbitrary<Transaction>[];

const transaction: fc.Arbitrary<Transaction> = dated.chain((base) =>
  fc.oneof<fc.Arbitrary<Transaction>[]>(
    ...detailed(base),
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

function preview(csv: string): StatementPreview {
  return readStatement(new TextEncoder().encode(csv), {
    fileName: 'export.csv',
    today: dayFromText('2024-12-31'),
    baseCurrency: usd,
    accounts,
    instruments,
    live: [],
    mappings: []
  });
}

function read(live: readonly LiveTransaction[]): {
  problems: StatementPreview['problems'];
  transactions: Transaction[];
} {
  const found = preview(transactionsCsv(live, instruments, accounts));
  return { problems: found.problems, transactions: [...confirmedActs(found, () => 'new').transactions] };
}

function imported(live: readonly LiveTransaction[]): Transaction[] {
  const { problems, transactions } = read(live);
  expect(problems).toEqual([]);
  return transactions;
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

test('statements of what is held come back, and tell what differs', () => {
  const day = { account: one, tradeDay: dayFromText('2020-02-03'), settlementDay: dayFromText('2020-02-03') };
  const stated: Transaction[] = [
    { ...day, verb: 'assert-cash', cash: money(decimalFromUnits(-7n), usd) },
    { ...day, verb: 'assert-position', instrument: held, quantity: decimalFromUnits(5n) }
  ];
  const live = inLedgerOrder(asLive(stated));
  const { problems, transactions } = read(live);
  expect(bare(transactions)).toEqual(bare(stated));
  expect(problems.map(({ effect }) => effect)).toEqual(['note', 'note']);
});

test('a cell that cannot be read names its line and field', () => {
  const csv = transactionsCsv(asLive(plenty), instruments, accounts).replace('1000000000000000', 'many');
  const [problem] = preview(csv.replace('opening-position', 'gift')).problems;
  expect(preview(csv).problems[0]).toMatchObject({
    line: 4,
    effect: 'row',
    subject: { code: 'row-inconsistent', field: 'quantity' }
  });
  expect(problem).toMatchObject({ line: 4, subject: { code: 'row-kind-unknown', text: 'gift' } });
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
