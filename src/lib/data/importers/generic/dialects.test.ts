import { describe, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimalText, type Decimal } from '$lib/domain/money';
import { columnKeys, headerFingerprint, type DraftTransaction, type StatementPreview } from '$lib/domain/statements';
import { emptyContext, previewOf, previewOfText, sample } from '../import.fixture';
import { changedMapping, mappingFrom, readStatement } from '../read-statement';

const figure = (value: Decimal): string => decimalText(value);

function told({ transaction: one }: DraftTransaction): string {
  const day = dayText(one.tradeDay);
  switch (one.verb) {
    case 'buy':
    case 'sell':
    case 'sell-short':
    case 'buy-to-cover':
      return `${day} ${one.verb} ${figure(one.quantity)} at ${figure(one.price)} = ${figure(one.gross.amount)} ${one.gross.currency}, ${figure(one.fees)}`;
    case 'dividend':
    case 'interest':
      return `${day} ${one.verb} ${figure(one.gross.amount)} ${one.gross.currency}`;
    case 'split':
      return `${day} split ${one.numerator}:${one.denominator}`;
    case 'exchange':
      return `${day} exchange ${figure(one.sold.amount)} ${one.sold.currency} for ${figure(one.bought.amount)} ${one.bought.currency}`;
    case 'transfer-securities':
      return `${day} transfer-securities ${figure(one.quantity)} to ${one.to}`;
    case 'transfer-cash':
      return `${day} transfer-cash ${figure(one.cash.amount)} to ${one.to}`;
    case 'opening-position':
      return `${day} opening-position ${figure(one.quantity)} for ${figure(one.cost.amount)} ${one.cost.currency}`;
    case 'deposit':
    case 'withdrawal':
    case 'fee':
    case 'tax':
    case 'opening-cash':
      return `${day} ${one.verb} ${figure(one.cash.amount)} ${one.cash.currency}`;
    default:
      return `${day} ${one.verb}`;
  }
}

const lines = (preview: StatementPreview): string[] => preview.drafts.map(told);

describe('transactions in many dialects', () => {
  test('English, all verbs plain', () => {
    const preview = previewOf('plain-trades.csv');
    expect(lines(preview)).toEqual([
      '2024-01-08 deposit 20000 USD',
      '2024-01-10 buy 40 at 102.5 = 4100 USD, 1',
      '2024-01-10 buy 10 at 102.5 = 1025 USD, 1',
      '2024-01-10 buy 10 at 102.5 = 1025 USD, 1',
      '2024-02-15 dividend 31.2 USD',
      '2024-03-01 sell 25 at 110 = 2750 USD, 1',
      '2024-03-04 interest 4.17 USD',
      '2024-03-05 fee 2.5 USD',
      '2024-03-06 tax 6.1 USD',
      '2024-03-07 withdrawal 500 USD'
    ]);
    expect(preview.counts).toEqual({
      rows: 10,
      understood: 10,
      needLook: 0,
      alreadyThere: 0,
      passedOver: 0,
      leftOut: 0,
      taken: 10
    });
    expect(preview.problems).toEqual([]);
  });

  test('German: preamble, footer, windows-1252, semicolons, decimal commas', () => {
    const preview = previewOf('german-broker.csv');
    expect(lines(preview)).toEqual([
      '2024-01-02 deposit 12000 EUR',
      '2024-01-05 buy 100 at 23.45 = 2345 EUR, 4.9',
      '2024-02-19 dividend 85 EUR',
      '2024-03-20 sell 40 at 25.1 = 1004 EUR, 4.9'
    ]);
    expect(preview.source).toMatchObject({ encoding: 'windows-1252', delimiter: ';', headerLine: 4, rows: 4 });
    expect(preview.instruments[0]?.instrument.name).toBe('Müller Werke AG');
  });

  test('French: day first by evidence, blanks between thousands', () => {
    expect(lines(previewOf('french-utf8-bom.csv'))).toEqual([
      '2024-01-03 deposit 5000 EUR',
      '2024-01-15 buy 10 at 120.5 = 1205 EUR, 2.5',
      '2024-02-28 sell 4 at 131 = 524 EUR, 2.5'
    ]);
  });

  test('American: newest first, signed amounts after fees, parentheses, "as of", a total below', () => {
    const preview = previewOf('us-statement.csv');
    expect(lines(preview)).toEqual([
      '2024-01-10 deposit 5000 USD',
      '2024-01-15 buy 45 at 73.78 = 3320.1 USD, 0',
      '2024-01-22 fee 25 USD',
      '2024-02-01 tax 0.14 USD',
      '2024-03-20 dividend 3.65 USD',
      '2024-03-28 sell 8 at 247.37 = 1978.96 USD, 0.06'
    ]);
    expect(preview.mapping?.signRule).toBe('signed');
    expect(preview.problems).toEqual([]);
  });

  test('transfers, openings, a split in words, an exchange, a reinvestment, a rebate', () => {
    const preview = previewOf('other-movements.csv');
    expect(lines(preview)).toEqual([
      '2024-01-02 opening-cash 10000 USD',
      '2024-01-02 opening-position 40 for 1000 USD',
      '2024-01-03 transfer-cash 1000 to new:beta',
      '2024-01-04 transfer-securities 10 to new:beta',
      '2024-01-05 split 4:1',
      '2024-01-08 exchange 1100 USD for 1000 EUR',
      '2024-01-09 dividend 10 USD',
      '2024-01-09 buy 0.5 at 20 = 10 USD, 0',
      '2024-01-10 fee -3 USD'
    ]);
    expect(preview.accounts.map((one) => one.account.name)).toEqual(['Alpha', 'Beta']);
  });

  test('no header: columns by what stands in them', () => {
    const preview = previewOf('no-header.csv', { 'which-kind': { option: 'kind:transactions' } });
    expect(preview.columns.map((column) => column.field)).toEqual(['date', 'symbol', 'quantity', 'price', 'amount']);
    expect(lines(preview)[0]).toBe('2024-01-02 buy 10 at 50 = 500 USD, 0');
  });

  test('pasted cells of a sheet', () => {
    const preview = readStatement(
      'Date\tAction\tAmount\tCurrency\n2024-01-02\tDeposit\t1,000.50\tUSD\n',
      emptyContext('Pasted table')
    );
    expect(lines(preview)).toEqual(['2024-01-02 deposit 1000.5 USD']);
    expect(preview.source.encoding).toBe('text');
  });

  test('pence become pounds; a price in another currency follows from the amount', () => {
    const pence = previewOfText('date,action,symbol,quantity,price,currency\n2024-01-02,buy,VODX,100,72.5,GBX\n');
    expect(lines(pence)).toEqual(['2024-01-02 buy 100 at 0.725 = 72.5 GBP, 0']);
    const foreign = previewOfText(
      'Time,Action,Ticker,No. of shares,Price / share,Currency (Price / share),Total,Currency (Total)\n2024-01-02,Market buy,ABCX,4,50,USD,184,EUR\n'
    );
    expect(lines(foreign)).toEqual(['2024-01-02 buy 4 at 46 = 184 EUR, 0']);
  });

  test('halves of an exchange on one day become one', () => {
    const preview = previewOfText(
      'Date;Order #;Transaction;Net Amount;Currency\n02-01-2024;17;Forex credit;920.00;EUR\n02-01-2024;17;Forex debit;-1000.00;USD\n03-01-2024;18;Forex debit;-5.00;USD\n'
    );
    expect(lines(preview)).toEqual(['2024-01-02 exchange 1000 USD for 920 EUR']);
    expect(preview.problems.map((one) => [one.line, one.subject.code])).toEqual([[4, 'exchange-unpaired']]);
  });

  test('stated amounts keep their digits', () => {
    const preview = previewOfText(
      'date,action,symbol,quantity,price,amount,currency\n2024-01-02,buy,ACME,241,30.216872,7282.266152,USD\n'
    );
    expect(lines(preview)).toEqual(['2024-01-02 buy 241 at 30.216872 = 7282.266152 USD, 0']);
  });
});

describe('saved mappings', () => {
  test('a mapping is plain JSON and reads the next file with that header', () => {
    const text = 'Tag X,Was,Wert Y,Cur\n2024-01-02,zzz,10,USD\n';
    const first = previewOfText(text);
    const base = mappingFrom(first);
    if (!base) throw new Error('no mapping');
    let mapping = changedMapping(base, 'Tag X', 'date');
    mapping = changedMapping(mapping, 'Was', 'action');
    mapping = changedMapping(mapping, 'Wert Y', 'amount');
    mapping = changedMapping(mapping, 'Cur', 'currency');
    const context = emptyContext('typed.csv');
    const asked = readStatement(text, context, {
      mapping,
      answers: { 'action-unknown': { option: 'action:deposit' } }
    });
    expect(lines(asked)).toEqual(['2024-01-02 deposit 10 USD']);
    const saved = JSON.parse(JSON.stringify(mappingFrom(asked))) as NonNullable<ReturnType<typeof mappingFrom>>;
    const again = readStatement(text, { ...context, mappings: [saved] });
    expect(lines(again)).toEqual(['2024-01-02 deposit 10 USD']);
    expect(again.questions).toEqual([]);
    expect(again.columns.every((column) => column.by === 'saved')).toBe(true);
  });

  test('a column that moves takes its field from the one that had it', () => {
    const mapping = mappingFrom(previewOf('plain-trades.csv'));
    if (!mapping) throw new Error('no mapping');
    expect(changedMapping(mapping, 'note', 'amount').columns).toMatchObject({ note: 'amount', amount: 'ignored' });
  });

  test('headers are compared without case and blanks; equal names are told apart', () => {
    expect(headerFingerprint([' Date ', 'Unit  Price'])).toBe(headerFingerprint(['date', 'unit price']));
    expect(columnKeys(['a', '', 'b', 'b'])).toEqual(['a', '#2', 'b#3', 'b#4']);
  });
});

test('progress ends at one', () => {
  const shares: number[] = [];
  readStatement(sample('plain-trades.csv'), emptyContext('plain-trades.csv'), {}, (share) => shares.push(share));
  expect(shares.at(-1)).toBe(1);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
});
