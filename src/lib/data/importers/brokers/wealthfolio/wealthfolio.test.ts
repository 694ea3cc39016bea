import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decimalText } from '$lib/domain/money';
import { openSource } from '../../source/source';
import { readBy } from '../../sheet/read-by.fixture';
import type { StatementSheet } from '../../sheet/statement-sheet';
import { wealthfolio } from './wealthfolio';

const folder = process.env.SEXTANT_SHARED;
if (!folder) console.log('skipped 3 rows: SEXTANT_SHARED is not set');

const verbs = (sheet: StatementSheet): string[] => sheet.posted.map(({ transaction }) => transaction.verb);
const amounts = (sheet: StatementSheet): string[] =>
  sheet.posted.map(({ transaction }) => {
    if ('gross' in transaction) return decimalText(transaction.gross.amount);
    if ('cash' in transaction) return decimalText(transaction.cash.amount);
    if ('value' in transaction) return decimalText(transaction.value.amount);
    return 'cost' in transaction ? decimalText(transaction.cost.amount) : '';
  });
const template = 'date,type,symbol,instrumentType,quantity,unit_price,currency,fee,amount,comment,fxRate,subtype';
const read = (...rows: string[]): StatementSheet => readBy(wealthfolio, [template, ...rows].join('\n'));

test('every type has its verb', () => {
  const sheet = read(
    '2023-01-02,BUY,ACME,EQUITY,10,12.50,USD,1.95,,first,,',
    '2023-01-03,SELL,ACME,EQUITY,4,13,USD,1.95,,,,',
    '2023-01-04,DIVIDEND,ACME,EQUITY,6,0.25,USD,,,,,QUALIFIED',
    '2023-01-05,DIVIDEND,ACME,EQUITY,0.5,15,USD,,7.50,,,DRIP',
    '2023-01-06,DIVIDEND,ACME,EQUITY,1,14,USD,,,,,DIVIDEND_IN_KIND',
    '2023-01-07,INTEREST,,,,,USD,,3.30,,,',
    '2023-01-08,INTEREST,SOL,CRYPTO,0.2,20,USD,,,,,STAKING_REWARD',
    '2023-01-09,DEPOSIT,$CASH-USD,,1,1,USD,,400,,,',
    '2023-01-10,WITHDRAWAL,,,,,USD,,100,,,',
    '2023-01-11,TRANSFER_IN,ACME,EQUITY,2,11,USD,,,,,',
    '2023-01-12,TRANSFER_OUT,ACME,EQUITY,1,,USD,,,,,',
    '2023-01-13,TRANSFER_OUT,,,,,USD,,25,,,',
    '2023-01-14,FEE,,,,,USD,,5,,,',
    '2023-01-15,TAX,,,,,USD,,6,,,',
    '2023-01-16,CREDIT,,,,,USD,,7,,,REBATE',
    '2023-01-17,CREDIT,,,,,USD,,8,,,BONUS',
    '2023-01-18,SPLIT,ACME,EQUITY,2,,,,,,,',
    '2023-01-19,SPLIT,ACME,EQUITY,,,,,,1 for 10,,'
  );
  expect(sheet.problems).toEqual([]);
  expect(verbs(sheet).join(' ')).toBe(
    'buy sell dividend dividend buy income-in-kind interest income-in-kind deposit withdrawal delivery-in delivery-out withdrawal fee tax fee deposit split split'
  );
  expect(amounts(sheet).join(' ')).toBe('125 52 1.5 7.5 7.5 14 3.3 4 400 100 22  25 5 6 -7 8  ');
  const [split, consolidation] = sheet.posted.slice(-2).map(({ transaction }) => transaction);
  expect(split?.verb === 'split' && [split.numerator, split.denominator]).toEqual([2, 1]);
  expect(consolidation?.verb === 'split' && [consolidation.numerator, consolidation.denominator]).toEqual([1, 10]);
});

test('without a price the amount is the value', () => {
  const sheet = read('2023-01-02,BUY,ACME,EQUITY,8,,USD,1,100,,,');
  const [buy] = sheet.posted.map(({ transaction }) => transaction);
  expect(buy?.verb === 'buy' && [buy.price, buy.gross.amount, buy.fees].map(decimalText)).toEqual(['12.5', '100', '1']);
});

test('a contract stands for a hundred units', () => {
  const sheet = read('2025-01-02,BUY,ACME 250321C00050000,OPTION,2,1.5,USD,1.3,,,,');
  expect(amounts(sheet)).toEqual(['300']);
  expect([...sheet.instruments.values()].map(({ kind, multiplier }) => [kind, multiplier])).toEqual([
    [undefined, undefined],
    ['option', '100']
  ]);
});

test('the export with other names, ids and accounts', () => {
  const sheet = readBy(
    wealthfolio,
    [
      'id,date,symbol,quantity,activityType,unitPrice,currency,fee,accountName',
      'w-1,2023-02-03T10:30:00Z,ACME,3,BUY,10,EUR,0,Depot',
      'w-2,2023-02-04T10:30:00Z,ACME,3,SELL,11,EUR,0,Depot'
    ].join('\n')
  );
  expect(sheet.posted.map(({ about }) => about)).toEqual([
    { id: 'w-1', seconds: 37800 },
    { id: 'w-2', seconds: 37800 }
  ]);
  expect([...sheet.accounts.values()]).toEqual([{ name: 'Depot' }]);
});

test('a transfer between accounts of the file is one transaction', () => {
  const sheet = readBy(
    wealthfolio,
    [
      'id,date,activityType,assetId,quantity,unitPrice,amount,fee,currency,accountName,accountCurrency',
      'w-1,2023-02-03,TRANSFER_OUT,ACME,3,10,,0,EUR,Depot,EUR',
      'w-2,2023-02-03,TRANSFER_IN,ACME,3,10,,0,EUR,New depot,EUR',
      'w-3,2023-02-04,TRANSFER_IN,CASH:EUR,,,250,0,EUR,New depot,EUR',
      'w-4,2023-02-04,TRANSFER_OUT,CASH:EUR,,,250,0,EUR,Depot,EUR',
      'w-5,2023-02-05,TRANSFER_IN,CASH:EUR,,,250,0,EUR,New depot,EUR'
    ].join('\n')
  );
  expect(verbs(sheet)).toEqual(['transfer-securities', 'transfer-cash', 'deposit']);
  expect(sheet.posted.map(({ line, about }) => [line, about.id, about.lines])).toEqual([
    [2, 'w-1', [3]],
    [5, 'w-4', [4]],
    [6, 'w-5', undefined]
  ]);
  expect(sheet.lines.size).toBe(5);
});

test('bad rows name line and column', () => {
  const sheet = read(
    'soon,BUY,ACME,EQUITY,10,12.50,USD,,,,,',
    '2023-01-02,BUY,,EQUITY,10,12.50,USD,,,,,',
    '2023-01-02,BUY,ACME,EQUITY,ten,12.50,USD,,,,,',
    '2023-01-02,BUY,ACME,EQUITY,10,,USD,,,,,',
    '2023-01-02,DIVIDEND,ACME,EQUITY,,,USD,,5,,,DRIP',
    '2023-01-02,HOARD,ACME,EQUITY,10,1,USD,,,,,',
    '2023-01-02,BUY,ACME,EQUITY,10,1,,,,,,',
    '2023-01-02,SPLIT,ACME,EQUITY,,,USD,,,,,'
  );
  expect(sheet.posted).toEqual([]);
  expect(sheet.problems.map(({ line, column, subject }) => `${line}:${column}:${subject.code}`).sort()).toEqual([
    '2:date:date-unreadable',
    '3:symbol:symbol-missing',
    '4:quantity:number-unreadable',
    '5:unit_price:value-missing',
    '6:quantity:value-missing',
    '7:type:row-kind-unknown',
    '8:currency:value-missing',
    '9:amount:ratio-missing'
  ]);
});

test('lists of holdings are left to the general way', () => {
  const text = 'date,symbol,quantity,price,currency\n2024-01-31,ACME,5,10,USD\n2024-01-31,$CASH,50,,USD\n';
  expect(wealthfolio.recognises(openSource(new TextEncoder().encode(text), 'holdings.csv'))).toBe(false);
});

describe.skipIf(!folder || !existsSync(`${folder}/samples`))('real files', () => {
  const text = (name: string): string => readFileSync(`${folder}/samples/wealthfolio/${name}`, 'utf8');

  test('one row of every type', () => {
    const sheet = readBy(wealthfolio, text('sample-import.csv'));
    expect(sheet.problems).toEqual([]);
    expect(sheet.lines.size).toBe(14);
    // The dividend with the subtype DRIP is two transactions.
    expect(verbs(sheet).join(' ')).toBe(
      'buy buy dividend sell deposit withdrawal interest fee delivery-in split tax fee buy dividend buy'
    );
    expect(amounts(sheet).slice(0, 9)).toEqual(['1855', '1900', '2.4', '960', '5000', '1000', '12.5', '25', '280']);
  });

  test('amounts stand beside quantity 1 at price 1', () => {
    const sheet = readBy(wealthfolio, text('duplicate-detection.csv'));
    expect(sheet.problems).toEqual([]);
    expect(sheet.lines.size).toBe(11);
    expect(amounts(sheet)).toEqual([
      '3805',
      '926.25',
      '0.75',
      '1000',
      '350',
      '1350',
      '500',
      '1.5',
      '1.5',
      '2050',
      '12.5',
      '850'
    ]);
  });

  test('holdings and other formats are not taken for activities', () => {
    for (const name of ['sample-holdings-import.csv', 'ai-import-edge-cases.csv', 'schwab_with_header_row.csv'])
      expect([name, wealthfolio.recognises(openSource(new TextEncoder().encode(text(name)), name))]).toEqual([
        name,
        false
      ]);
  });
});
