import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimalText } from '$lib/domain/money';
import { readBy } from '../../sheet/read-by.fixture';
import { BrokenFileError } from '../../sheet/reader';
import type { StatementSheet } from '../../sheet/statement-sheet';
import { ghostfolioCsv } from './ghostfolio-csv';
import { ghostfolioJson } from './ghostfolio-json';

const folder = process.env.SEXTANT_SHARED;
if (!folder) console.log('skipped 3 rows: SEXTANT_SHARED is not set');

const verbs = (sheet: StatementSheet): string[] => sheet.posted.map(({ transaction }) => transaction.verb);
const days = (sheet: StatementSheet): string[] => sheet.posted.map(({ transaction }) => dayText(transaction.tradeDay));
const problems = (sheet: StatementSheet): string[] =>
  sheet.problems.map(({ line, column, subject }) => `${line ?? ''}:${column ?? ''}:${subject.code}`);
const amounts = (sheet: StatementSheet): string[] =>
  sheet.posted.map(({ transaction }) => {
    if ('gross' in transaction) return decimalText(transaction.gross.amount);
    if ('cash' in transaction) return decimalText(transaction.cash.amount);
    return 'cost' in transaction ? decimalText(transaction.cost.amount) : '';
  });

describe('CSV', () => {
  test('four ways to write a date in one file, day first', () => {
    const sheet = readBy(
      ghostfolioCsv,
      [
        'Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note',
        '03-04-2021,ACME,YAHOO,USD,10.5,4,buy,1.00,',
        '05/06/2021,ACME,YAHOO,USD,0.25,4,dividend,0.00,',
        '07.08.2021,Lake House,MANUAL,EUR,250000.0,1,buy,0.00,mine',
        '20210910,ACME,YAHOO,GBp,1250,2,sell,50,',
        '20300101,ACME,YAHOO,USD,0.00,0,buy,0.00,'
      ].join('\n')
    );
    expect(verbs(sheet)).toEqual(['buy', 'dividend', 'buy', 'sell']);
    expect(days(sheet)).toEqual(['2021-04-03', '2021-06-05', '2021-08-07', '2021-09-10']);
    expect(amounts(sheet)).toEqual(['42', '1', '250000', '25']);
    expect(sheet.problems).toEqual([]);
    // The order of nothing says nothing; it is read all the same.
    expect(sheet.lines.has(6)).toBe(true);
    expect([...sheet.instruments.values()].find((one) => one.kind === 'private')?.name).toBe('Lake House');
    const last = sheet.posted.at(-1)?.transaction;
    expect(last?.verb === 'sell' && [last.gross.currency, decimalText(last.fees)]).toEqual(['GBP', '0.5']);
  });

  test('fees, debts and things owned have verbs of their own', () => {
    const sheet = readBy(
      ghostfolioCsv,
      [
        'Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note',
        '01-02-2022,Custody,MANUAL,EUR,0,0,fee,12.5,yearly',
        '02-02-2022,Mortgage,MANUAL,EUR,90000,1,liability,0,',
        '03-02-2022,Old Clock,MANUAL,EUR,800,1,item,0,',
        '04-02-2022,Savings,MANUAL,EUR,1.1,10,interest,0,'
      ].join('\n')
    );
    expect(verbs(sheet)).toEqual(['fee', 'opening-cash', 'delivery-in', 'interest']);
    expect(amounts(sheet)).toEqual(['12.5', '-90000', '800', '11']);
    expect([...sheet.accounts.values()]).toEqual([{ name: 'Mortgage', currency: 'EUR', kind: 'loan' }]);
    expect(sheet.instruments.size).toBe(1);
  });

  test('bad rows name line and field', () => {
    const sheet = readBy(
      ghostfolioCsv,
      [
        'Date,Code,CCY,Price,Qty,Action,Fee',
        '40/40/2021,ACME,USD,1,1,buy,0',
        '01/02/2021,ACME,XQX,1,1,buy,0',
        '01/02/2021,ACME,USD,1,1,hodl,0',
        '01/02/2021,ACME,USD,1,1,buy,none of it',
        '01/02/2021,ACME,USD,1,1,buy,0'
      ].join('\n')
    );
    expect(problems(sheet)).toEqual([
      '2:date:date-unreadable',
      '3:ccy:currency-unreadable',
      '4:action:row-kind-unknown',
      '5:fee:number-unreadable'
    ]);
    expect(verbs(sheet)).toEqual(['buy']);
  });
});

const exported = (activities: readonly object[], more: object = {}): string =>
  JSON.stringify(
    { meta: { version: '2.0' }, ...more, activities, user: { settings: { currency: 'CHF' } } },
    undefined,
    2
  );
const activity = (given: object = {}): object => ({
  accountId: 'a-1',
  comment: null,
  currency: 'USD',
  dataSource: 'YAHOO',
  date: '2023-05-04T00:00:00.000Z',
  fee: 1.5,
  quantity: 3,
  symbol: 'ACME',
  type: 'BUY',
  unitPrice: 12.34,
  ...given
});

describe('JSON', () => {
  const accounts = [
    {
      id: 'a-1',
      name: 'Depot',
      currency: 'USD',
      platformId: 'p-1',
      balances: [{ date: '2023-12-31T00:00:00.000Z', value: 512.25 }]
    }
  ];
  const platforms = [{ id: 'p-1', name: 'Example Bank' }];
  const assetProfiles = [
    {
      name: 'Lake House',
      symbol: '0b1f9a52-1111-4222-8333-944444444444',
      dataSource: 'MANUAL',
      currency: 'CHF',
      assetClass: 'REAL_ESTATE',
      marketData: [
        { date: '2023-03-01T00:00:00.000Z', marketPrice: 610000 },
        { date: '2023-01-01T00:00:00.000Z', marketPrice: 600000 }
      ]
    }
  ];

  test('accounts with platforms and balances, profiles with prices', () => {
    const house = { symbol: '0b1f9a52-1111-4222-8333-944444444444', dataSource: 'MANUAL', currency: 'CHF', fee: 0 };
    const sheet = readBy(
      ghostfolioJson,
      exported([activity(), activity({ ...house, accountId: null, quantity: 1, unitPrice: 600000 })], {
        accounts,
        platforms,
        assetProfiles
      })
    );
    expect(verbs(sheet)).toEqual(['assert-cash', 'buy', 'buy']);
    expect(amounts(sheet)).toEqual(['512.25', '37.02', '600000']);
    expect([...sheet.accounts.values()]).toEqual([{ name: 'Depot', currency: 'USD', institution: 'Example Bank' }]);
    expect(sheet.fileCurrency).toBe('CHF');
    expect([...sheet.instruments.values()].find((one) => one.kind === 'private')?.name).toBe('Lake House');
    expect(sheet.series[0]?.points.map(({ day, value }) => [dayText(day), value])).toEqual([
      ['2023-01-01', 600000],
      ['2023-03-01', 610000]
    ]);
  });

  test('older exports state one balance, of the day of the export', () => {
    const old = [{ id: 'a-1', name: 'Depot', currency: 'USD', balance: 88.5, accountType: 'SECURITIES' }];
    const meta = { date: '2022-06-07T08:09:10.000Z', version: '1.150.0' };
    const sheet = readBy(ghostfolioJson, exported([activity()], { meta, accounts: old }));
    expect(verbs(sheet)).toEqual(['assert-cash', 'buy']);
    expect([days(sheet)[0], amounts(sheet)[0]]).toEqual(['2022-06-07', '88.5']);
  });

  test('bad activities name line and field', () => {
    const text = exported([
      activity({ date: 'yesterday' }),
      activity({ type: 'GIVE' }),
      activity({ currency: '???' }),
      activity({ fee: 'much' }),
      activity({ date: '1950-01-02T00:00:00.000Z' })
    ]);
    const sheet = readBy(ghostfolioJson, text);
    const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
    const [first, second, third, fourth] = ['yesterday', '"GIVE"', '"???"', '"much"'].map(lineOf);
    expect(sheet.problems.map(({ column, subject }) => `${column}:${subject.code}`)).toEqual([
      'date:date-unreadable',
      'type:row-kind-unknown',
      'currency:currency-unreadable',
      'fee:number-unreadable'
    ]);
    // The line named is that of the activity, within its dozen lines.
    [first, second, third, fourth].forEach((line, at) => {
      const named = sheet.problems[at]?.line ?? 0;
      expect([named <= (line ?? 0), (line ?? 0) - named < 12]).toEqual([true, true]);
    });
    // A day long ago is for the person to judge.
    expect(days(sheet)).toEqual(['1950-01-02']);
  });

  test('a cut file is broken as a whole', () => {
    expect(() => readBy(ghostfolioJson, exported([activity()]).slice(0, -30))).toThrow(BrokenFileError);
  });
});

describe.skipIf(!folder || !existsSync(`${folder}/samples`))('real files', () => {
  const text = (name: string): string => readFileSync(`${folder}/samples/ghostfolio/${name}`, 'utf8');

  test('five hundred purchases, each with its cost', () => {
    const source = text('ok/500-activities.json');
    const sheet = readBy(ghostfolioJson, source);
    const { activities } = JSON.parse(source) as { activities: { quantity: number; unitPrice: number }[] };
    expect(verbs(sheet)).toEqual(activities.map(() => 'buy'));
    expect(sheet.problems).toEqual([]);
    const cents = (value: number): number => Math.round(value * 100);
    expect(amounts(sheet).map((amount) => cents(Number(amount)))).toEqual(
      activities.map(({ quantity, unitPrice }) => cents(quantity * unitPrice))
    );
    expect(sheet.accounts.size).toBe(1);
  });

  test('good files leave nothing out', () => {
    const read = (name: string): StatementSheet =>
      readBy(name.endsWith('csv') ? ghostfolioCsv : ghostfolioJson, text(name));
    expect(verbs(read('ok/sample.csv'))).toEqual(['fee', 'buy', 'dividend', 'buy']);
    expect(days(read('ok/sample.csv'))).toEqual(['2021-09-01', '2021-09-16', '2021-11-17', '2022-01-01']);
    expect(amounts(read('ok/sample.csv'))).toEqual(['49', '1492.9', '3.1', '500000']);
    expect(verbs(read('ok/sample.json'))).toEqual(['assert-cash', 'assert-cash', 'fee', 'buy', 'dividend', 'buy']);
    expect(amounts(read('ok/sample.json'))).toEqual(['2000', '1000', '49', '1492.9', '3.1', '500000']);
    expect(verbs(read('ok/btcusd.csv'))).toEqual(['buy']);
    expect(verbs(read('ok/btcusd.json'))).toEqual(['buy']);
    expect(verbs(read('ok/novn-buy-and-sell-partially.json'))).toEqual(['sell', 'buy']);
    expect(verbs(read('ok/jnug-buy-and-sell-and-buy-and-sell.json'))).toHaveLength(4);
    expect(verbs(read('ok/penthouse-apartment.json'))).toEqual(['buy']);
    for (const name of ['sample.csv', 'sample.json', 'btcusd.csv', 'penthouse-apartment.json'])
      expect(read(`ok/${name}`).problems).toEqual([]);
  });

  test('each file that is bad on purpose names line and field', () => {
    const read = (name: string): string[] =>
      problems(readBy(name.endsWith('csv') ? ghostfolioCsv : ghostfolioJson, text(`not-ok/${name}`)));
    expect(read('invalid-currency.csv')).toEqual(['2:currency:currency-unreadable']);
    expect(read('invalid-fee.csv')).toEqual(['2:fee:number-unreadable']);
    expect(read('invalid-multi-line.csv')).toEqual(['4:action:row-kind-unknown']);
    expect(read('invalid-date.json')).toEqual(['7:date:date-unreadable']);
    expect(read('invalid-type.json')).toEqual(['7:type:row-kind-unknown']);
    // Questions, not refusals: a day of 1960, a symbol that no one knows.
    expect(read('invalid-date-before-min.json')).toEqual([]);
    expect(read('invalid-symbol.json')).toEqual([]);
  });
});
