import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { identifierOf, type Instrument, instrumentId } from '$lib/domain/instruments';
import { accountId, type Account } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money, ZERO } from '$lib/domain/money';
import type { Answers, StatementContext, StatementPreview } from '$lib/domain/statements';
import { acceptedAnswers, contextAfter, emptyContext, problemCodes, written } from '../import.fixture';
import { openSource } from '../source/source';
import type { NamedInstrument, Sheet, StatementReader } from './reader';
import { statementFromSheet } from './statement-from-sheet';
import { StatementSheet } from './statement-sheet';

const usd = currencyCode('USD');
const empty = emptyContext('made.txt');
const broker = { name: 'Depot', number: '42' };

/** A preview of what `write` writes for a file of a few lines. */
function previewOf(
  write: (sheet: Sheet) => void,
  context: StatementContext = empty,
  answers: Answers = {}
): StatementPreview {
  const source = openSource('first line\nsecond, ACME\nthird\nfourth\nfifth\nsixth', 'made.txt');
  const reader: StatementReader = {
    id: 'made',
    name: 'Made (CSV)',
    tried: false,
    recognises: () => true,
    read: (_, sheet) => write(sheet)
  };
  const sheet = new StatementSheet(context);
  reader.read(source, sheet);
  return statementFromSheet(sheet, source, reader, context, answers);
}

const accepted = (write: (sheet: Sheet) => void, context: StatementContext = empty): StatementPreview =>
  previewOf(
    write,
    context,
    acceptedAnswers((answers) => previewOf(write, context, answers))
  );

const on = (sheet: Sheet, day: string) => ({
  account: sheet.account(broker),
  tradeDay: dayFromText(day),
  settlementDay: dayFromText(day)
});

const pay = (sheet: Sheet, line: number, day: string, amount: string, id?: string): void =>
  sheet.post(
    line,
    { ...on(sheet, day), verb: 'deposit', cash: money(decimal(amount), usd) },
    id === undefined ? {} : { id }
  );

const buy = (sheet: Sheet, line: number, day: string, units: string, named: NamedInstrument, id?: string): void =>
  sheet.post(
    line,
    {
      ...on(sheet, day),
      verb: 'buy',
      instrument: sheet.instrument(named),
      quantity: decimal(units),
      price: decimal('10'),
      gross: money(decimal(String(Number(units) * 10)), usd),
      fees: ZERO,
      taxes: ZERO
    },
    id === undefined ? {} : { id }
  );

const acme: NamedInstrument = {
  symbol: 'ACME',
  isin: 'US0000000001',
  cusip: '000000001',
  kind: 'equity',
  currency: usd
};

describe('a sheet becomes a statement', () => {
  test('with its format, accounts, instruments and every line accounted for', () => {
    const preview = accepted((sheet) => {
      pay(sheet, 1, '2024-01-02', '1000');
      buy(sheet, 2, '2024-01-03', '5', acme);
      sheet.passOver(3);
      sheet.refuse(4, { code: 'row-kind-unknown', text: 'fourth' }, 'Kind');
      sheet.post(5, { ...on(sheet, '2024-01-04'), verb: 'fee', cash: money(decimal('1'), usd) }, { lines: [6] });
    });
    expect(preview.reader).toEqual({ id: 'made', name: 'Made (CSV)', tried: false });
    expect(preview.counts).toEqual({
      rows: 6,
      understood: 4,
      needLook: 0,
      alreadyThere: 0,
      passedOver: 1,
      leftOut: 1,
      taken: 4
    });
    expect(preview.accounts.map((one) => [one.account.name, one.account.institution, one.account.currency])).toEqual([
      ['Depot 42', 'Made', 'USD']
    ]);
    expect(preview.problems[0]).toMatchObject({ line: 4, column: 'Kind', excerpt: { text: 'fourth', from: 0, to: 6 } });
    const acts = written(preview);
    expect(acts.instruments.map((one) => one.identifiers.map((entry) => entry.scheme))).toEqual([
      ['symbol', 'isin', 'cusip']
    ]);
    expect(acts.transactions.map((one) => [one.verb, one.origin?.line])).toEqual([
      ['deposit', 1],
      ['buy', 2],
      ['fee', 5]
    ]);
  });

  test('days of long ago or to come are asked about, and left out until they are meant', () => {
    const preview = previewOf((sheet) => {
      pay(sheet, 1, '1960-01-01', '10');
      pay(sheet, 2, '2030-01-01', '10');
      pay(sheet, 3, '2024-01-01', '10');
    });
    expect(preview.questions.map((one) => [one.id, one.lines])).toEqual([
      ['future-dates', [2]],
      ['old-dates', [1]]
    ]);
    expect(written(preview).transactions).toHaveLength(1);
  });

  test('a row that contradicts itself is refused by its line, the others stand', () => {
    const preview = previewOf((sheet) => {
      sheet.post(1, { ...on(sheet, '2024-01-02'), verb: 'deposit', cash: money(decimal('-5'), usd) });
      pay(sheet, 2, '2024-01-02', '5');
    });
    expect(problemCodes(preview)).toEqual(['1:row-inconsistent']);
    expect(preview.counts).toMatchObject({ rows: 2, leftOut: 1, taken: 1 });
  });

  test('what the file says is held is set against the ledger with the file in it', () => {
    const balances = (units: string) => (sheet: Sheet) => {
      pay(sheet, 1, '2024-01-02', '1000');
      buy(sheet, 2, '2024-01-03', '5', acme);
      sheet.post(3, {
        ...on(sheet, '2024-01-31'),
        verb: 'assert-position',
        instrument: sheet.instrument(acme),
        quantity: decimal(units)
      });
      sheet.post(4, { ...on(sheet, '2024-01-31'), verb: 'assert-cash', cash: money(decimal('950'), usd) });
    };
    expect(accepted(balances('5')).problems).toEqual([]);
    const left = previewOf(balances('7'), empty, {
      ...acceptedAnswers((answers) => previewOf(balances('7'), empty, answers)),
      'opening-missing': { option: 'keep' }
    });
    const [note] = left.problems;
    expect([note?.effect, note?.line]).toEqual(['note', 3]);
    expect(note?.subject).toMatchObject({
      code: 'balance-differs',
      what: 'ACME',
      stated: decimal('7'),
      found: decimal('5')
    });
  });
});

describe('a second import adds nothing', () => {
  const first = (sheet: Sheet): void => {
    pay(sheet, 1, '2024-01-02', '1000', 'a1');
    buy(sheet, 2, '2024-01-03', '5', acme, 'order-7');
    buy(sheet, 3, '2024-01-03', '5', acme, 'order-7');
    pay(sheet, 4, '2024-01-04', '3');
    pay(sheet, 5, '2024-01-04', '3');
  };
  const after = contextAfter(empty, written(accepted(first)));

  test('by ids, and by content where there are none', () => {
    expect(after.live).toHaveLength(5);
    expect(previewOf(first, after).counts).toMatchObject({ alreadyThere: 5, taken: 0, needLook: 0 });
  });

  test('nor when the account and the instrument were renamed meanwhile', () => {
    const renamed: StatementContext = {
      ...after,
      accounts: after.accounts.map((one): Account => ({ ...one, name: 'Mine' })),
      instruments: after.instruments.map((one): Instrument => ({ ...one, name: 'Another' }))
    };
    expect(previewOf(first, renamed).counts).toMatchObject({ alreadyThere: 5, taken: 0 });
  });

  test('a third part of an order comes in, a restated one does not', () => {
    const later = (sheet: Sheet): void => {
      buy(sheet, 1, '2024-01-03', '5', acme, 'order-7');
      buy(sheet, 2, '2024-01-03', '5', acme, 'order-7');
      buy(sheet, 3, '2024-01-03', '2', acme, 'order-7');
      pay(sheet, 4, '2024-01-05', '1000', 'a1');
      pay(sheet, 5, '2024-01-04', '3');
      pay(sheet, 6, '2024-01-04', '3');
    };
    const preview = previewOf(later, after);
    expect(preview.counts.alreadyThere).toBe(5);
    expect(preview.drafts.filter((one) => one.standing !== 'present').map((one) => one.line)).toEqual([3]);
  });
});

describe('instruments are found', () => {
  const known: Instrument = {
    id: instrumentId('i1'),
    kind: 'equity',
    name: 'Acme Inc',
    currency: usd,
    identifiers: [
      { scheme: 'symbol', value: 'ACM' },
      { scheme: 'isin', value: 'US0000000001' },
      { scheme: 'cusip', value: '000000001' },
      { scheme: 'broker', value: '77' }
    ]
  };
  const context: StatementContext = {
    ...empty,
    instruments: [known],
    accounts: [{ id: accountId('a'), name: 'Depot 42', currency: usd }]
  };
  const found = (named: NamedInstrument): boolean[] =>
    accepted((sheet) => buy(sheet, 1, '2024-01-03', '5', named), context).instruments.map((one) => one.known);

  test.each<[NamedInstrument, boolean]>([
    [{ isin: 'US0000000001', symbol: 'OTHER' }, true],
    [{ cusip: '000000001' }, true],
    [{ broker: '77' }, true],
    [{ symbol: 'ACM' }, true],
    // A symbol that is used again, and a ticker that looks like the broker's number.
    [{ symbol: 'ACM', isin: 'US0000000002' }, false],
    [{ symbol: '77' }, false]
  ])('%j: %s', (named, expected) => expect(found(named)).toEqual([expected]));

  test('an option is made with its terms, its underlying as the ledger knows it', () => {
    const preview = accepted((sheet) => {
      const underlying = sheet.instrument({ isin: 'US0000000001' });
      const expiry = dayFromText('2024-06-21');
      buy(sheet, 1, '2024-01-03', '1', {
        symbol: 'ACM 240621C00010000',
        kind: 'option',
        multiplier: '100',
        currency: usd,
        option: { right: 'call', strike: '10', expiry, underlying }
      });
    }, context);
    const [made] = written(preview).instruments;
    expect(made && [identifierOf(made), made.kind, made.multiplier, made.option?.underlying]).toEqual([
      'ACM 240621C00010000',
      'option',
      '100',
      'i1'
    ]);
  });
});

test('closes that come along join the stored ones in their unit', () => {
  const day = dayFromText('2024-01-02');
  const preview = accepted((sheet) => {
    const instrument = sheet.instrument(acme);
    sheet.prices({ instrument, currency: usd, adjustment: 'none', points: [{ day, value: 12.5 }] });
  });
  expect(preview.kind).toBe('prices');
  const [series] = written(preview).series;
  expect([series?.adjustment, [...(series?.values ?? [])], preview.counts.rows]).toEqual(['none', [12.5], 0]);
  expect(decimalText(decimal('1'))).toBe('1');
});
