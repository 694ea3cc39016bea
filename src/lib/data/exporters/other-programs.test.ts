import { describe, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { accountId, eventId, verbs, type Account, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { currencyCode, decimal, money, ZERO } from '$lib/domain/money';
import { ghostfolioCsv as ghostfolioReader } from '../importers/brokers/ghostfolio/ghostfolio-csv';
import { portfolioPerformanceCsv as portfolioPerformanceReader } from '../importers/brokers/portfolio-performance/portfolio-performance-csv';
import { readBy } from '../importers/sheet/read-by.fixture';
import type { StatementReader } from '../importers/sheet/reader';
import { ghostfolioCsv } from './ghostfolio-csv';
import { portfolioPerformanceCsv } from './portfolio-performance-csv';

const EUR = currencyCode('EUR');
const USD = currencyCode('USD');
const accounts: Account[] = [
  { id: accountId('a'), name: 'Depot; one', currency: EUR },
  { id: accountId('b'), name: 'Bank', currency: EUR }
];
const nova: Instrument = {
  ...{ id: instrumentId('n'), kind: 'fund', name: 'Nova World', currency: EUR },
  identifiers: [
    { scheme: 'symbol', value: 'NOVA.DE' },
    { scheme: 'isin', value: 'IE00B0M62Q58' },
    { scheme: 'wkn', value: 'A0HGV0' }
  ]
};
const bond: Instrument = {
  ...{ id: instrumentId('bond'), kind: 'bond', name: 'Bond 2030', currency: EUR, multiplier: '0.01' },
  identifiers: [{ scheme: 'isin', value: 'DE0001102507' }]
};
const day = dayFromText('2024-03-05');
const dated = { account: accountId('a'), tradeDay: day, settlementDay: day };
const charges = { fees: decimal('4.9'), taxes: ZERO };
const of = (amount: string, currency = EUR) => money(decimal(amount), currency);
const held = { ...dated, instrument: nova.id };

const said: Transaction[] = [
  { ...dated, verb: 'deposit', cash: of('1000') },
  {
    ...held,
    verb: 'buy',
    quantity: decimal('4'),
    price: decimal('50.25'),
    gross: of('201'),
    ...charges,
    note: 'a "b"'
  },
  {
    ...held,
    verb: 'sell',
    quantity: decimal('1'),
    price: decimal('60'),
    gross: of('60'),
    fees: ZERO,
    taxes: decimal('2.5')
  },
  { ...held, verb: 'dividend', gross: of('10'), fees: ZERO, taxes: decimal('2.64') },
  { ...dated, verb: 'interest', gross: of('3'), fees: ZERO, taxes: ZERO },
  { ...dated, verb: 'interest', gross: of('-1.5'), fees: ZERO, taxes: ZERO },
  { ...dated, verb: 'fee', cash: of('2') },
  { ...dated, verb: 'tax', cash: of('-7') },
  { ...dated, verb: 'transfer-cash', to: accountId('b'), cash: of('20') },
  { ...dated, verb: 'exchange', sold: of('100'), bought: of('108.4', USD), fees: ZERO, taxes: ZERO },
  { ...held, verb: 'delivery-in', quantity: decimal('3'), cost: of('120'), acquired: dayFromText('2020-01-02') },
  {
    ...held,
    verb: 'income-in-kind',
    source: 'dividend',
    quantity: decimal('0.5'),
    value: of('25'),
    ...charges,
    fees: ZERO
  },
  {
    ...{ ...dated, verb: 'buy', instrument: bond.id, quantity: decimal('1000'), price: decimal('99.5') },
    ...{ gross: of('995'), accrued: decimal('12.3'), ...charges }
  } as Transaction,
  { ...held, verb: 'split', numerator: 2, denominator: 1 },
  { ...held, verb: 'sell-short', quantity: decimal('1'), price: decimal('60'), gross: of('60'), ...charges },
  { ...dated, verb: 'withdrawal', cash: of('5') }
];
const live = said.map((transaction, i): LiveTransaction => ({ event: eventId(`e${i}`), sequence: i + 1, transaction }));
const source = { live, accounts, instruments: [nova, bond] };
const lines = (text = ''): string[] => text.trimEnd().split('\r\n');

test('Ghostfolio: what it can say, in its columns; the rest is counted', () => {
  const { files, written, leftOut, reworded } = ghostfolioCsv(source);
  expect(lines(files['ghostfolio.csv'])).toEqual([
    'Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note,Account',
    '2024-03-05,NOVA.DE,YAHOO,EUR,50.25,4,BUY,4.9,"a ""b""","Depot; one"',
    '2024-03-05,NOVA.DE,YAHOO,EUR,60,1,SELL,2.5,,"Depot; one"',
    '2024-03-05,NOVA.DE,YAHOO,EUR,10,1,DIVIDEND,2.64,,"Depot; one"',
    '2024-03-05,Interest,MANUAL,EUR,3,1,INTEREST,0,,"Depot; one"',
    '2024-03-05,Fee,MANUAL,EUR,0,0,FEE,2,,"Depot; one"',
    '2020-01-02,NOVA.DE,YAHOO,EUR,40,3,BUY,0,,"Depot; one"',
    '2024-03-05,NOVA.DE,YAHOO,EUR,25,1,DIVIDEND,0,,"Depot; one"',
    '2024-03-05,NOVA.DE,YAHOO,EUR,50,0.5,BUY,0,,"Depot; one"',
    '2024-03-05,DE0001102507,YAHOO,EUR,1.0073,1000,BUY,4.9,,"Depot; one"'
  ]);
  expect(written).toBe(8);
  expect(Object.fromEntries(leftOut.map(({ verb, count }) => [verb, count]))).toEqual({
    ...{ deposit: 1, interest: 1, tax: 1, 'transfer-cash': 1, exchange: 1, split: 1, 'sell-short': 1, withdrawal: 1 }
  });
  expect(reworded).toEqual([
    { how: 'taxes-in-fee', count: 2 },
    { how: 'delivery-as-buy', count: 1 },
    { how: 'in-kind-as-dividend-and-buy', count: 1 },
    { how: 'accrued-in-price', count: 1 }
  ]);
});

test('Portfolio Performance: two files of its columns and words, and values that are net', () => {
  const { files, written, leftOut } = portfolioPerformanceCsv(source);
  const head =
    'Date;Type;Value;Transaction Currency;Fees;Taxes;Shares;ISIN;WKN;Ticker Symbol;Security Name;Cash Account;Offset Account;Securities Account;Note';
  const [one, two] = ['"Depot; one"', '"Depot; one USD"'];
  const security = 'IE00B0M62Q58;A0HGV0;NOVA.DE;Nova World';
  expect(lines(files['portfolio-performance-account-transactions.csv'])).toEqual([
    head,
    `2024-03-05;Deposit;1000;EUR;;;;;;;;${one};;;`,
    `2024-03-05;Dividend;7.36;EUR;;2.64;;${security};${one};;;`,
    `2024-03-05;Interest;3;EUR;;;;;;;;${one};;;`,
    `2024-03-05;Interest Charge;1.5;EUR;;;;;;;;${one};;;`,
    `2024-03-05;Fees;2;EUR;;;;;;;;${one};;;`,
    `2024-03-05;Tax Refund;7;EUR;;;;;;;;${one};;;`,
    `2024-03-05;Transfer (Outbound);20;EUR;;;;;;;;${one};Bank;;`,
    `2024-03-05;Removal;100;EUR;;;;;;;;${one};;;`,
    `2024-03-05;Deposit;108.4;USD;;;;;;;;${two};;;`,
    `2024-03-05;Dividend;25;EUR;;;;${security};${one};;;`,
    `2024-03-05;Interest Charge;12.3;EUR;;;;;;;;${one};;;`,
    `2024-03-05;Removal;5;EUR;;;;;;;;${one};;;`
  ]);
  expect(lines(files['portfolio-performance-portfolio-transactions.csv'])).toEqual([
    head,
    `2024-03-05;Buy;205.9;EUR;4.9;;4;${security};${one};;${one};"a ""b"""`,
    `2024-03-05;Sell;57.5;EUR;;2.5;1;${security};${one};;${one};`,
    `2024-03-05;Delivery (Inbound);120;EUR;;;3;${security};${one};;${one};`,
    `2024-03-05;Buy;25;EUR;;;0.5;${security};${one};;${one};`,
    `2024-03-05;Buy;999.9;EUR;4.9;;1000;DE0001102507;;;Bond 2030;${one};;${one};`
  ]);
  expect(written).toBe(14);
  expect(leftOut).toEqual([
    { verb: 'split', count: 1 },
    { verb: 'sell-short', count: 1 }
  ]);
});

describe.each([
  ['Ghostfolio', ghostfolioCsv],
  ['Portfolio Performance', portfolioPerformanceCsv]
] as const)('%s', (_, exported) => {
  test('every transaction is written or counted as left out', () => {
    const { written, leftOut } = exported(source);
    expect(written + leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(live.length);
    for (const { verb } of leftOut) expect(verbs).toContain(verb);
  });

  test('nothing gives the heads alone', () => {
    const { files, written } = exported({ live: [], accounts, instruments: [] });
    expect(written).toBe(0);
    for (const text of Object.values(files)) expect(lines(text)).toHaveLength(1);
  });
});

describe('the readers for files of these programs read what is exported', () => {
  const read = (reader: StatementReader, text = '') => {
    const sheet = readBy(reader, text, 'exported.csv');
    return { refused: sheet.problems.filter(({ effect }) => effect === 'row'), posted: sheet.posted };
  };

  test('Ghostfolio', () => {
    const { refused, posted } = read(ghostfolioReader, ghostfolioCsv(source).files['ghostfolio.csv']);
    expect(refused).toEqual([]);
    expect(posted.map(({ transaction }) => transaction.verb)).toEqual([
      ...['buy', 'sell', 'dividend', 'interest', 'fee', 'buy', 'dividend', 'buy', 'buy']
    ]);
  });

  test.each([
    [
      'account',
      [
        ...['deposit', 'deposit', 'dividend', 'dividend', 'fee', 'interest', 'interest', 'interest', 'tax'],
        ...['transfer-cash', 'withdrawal', 'withdrawal']
      ]
    ],
    ['portfolio', ['buy', 'buy', 'buy', 'delivery-in', 'sell']]
  ])('Portfolio Performance, %s transactions', (which, verbsRead) => {
    const { files } = portfolioPerformanceCsv(source);
    const { refused, posted } = read(
      portfolioPerformanceReader,
      files[`portfolio-performance-${which}-transactions.csv`]
    );
    expect(refused).toEqual([]);
    expect(posted.map(({ transaction }) => transaction.verb).sort()).toEqual(verbsRead);
  });
});
