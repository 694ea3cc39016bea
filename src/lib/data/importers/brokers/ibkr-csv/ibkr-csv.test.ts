import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { openSource } from '../../source/source';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { ibkrCsv } from './ibkr-csv';

const csv = (...rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');

const tradeColumns = [
  'Buy/Sell',
  'TradeDate',
  'ISIN',
  'Quantity',
  'TradePrice',
  'TradeMoney',
  'CurrencyPrimary',
  'IBCommission',
  'IBCommissionCurrency'
];

test('trades of few columns; an exchange names no pair, its commission betrays it', () => {
  const sheet = readBy(
    ibkrCsv,
    csv(
      tradeColumns,
      ['BUY', '20240102', 'US0000000019', 10, 5, 50, 'USD', -1, 'USD'],
      ['SELL', '20240103', 'US0000000019', -4, 6, -24, 'USD', -0.9, 'CHF'],
      ['SELL', '20240104', '', -100, 1.1, -110, 'USD', -2, 'CHF'],
      ['SELL', '20240104', '', -100, 1.1, -110, 'USD', -2, 'USD']
    )
  );
  expect(statedTexts(sheet)).toEqual([
    '2024-01-02 buy US0000000019 | quantity 10 | price 5 | gross 50 USD | fees 1',
    '2024-01-03 sell US0000000019 | quantity 4 | price 6 | gross 24 USD',
    '2024-01-03 fee US0000000019 | cash 0.9 CHF',
    '2024-01-04 exchange | sold 100 CHF | bought 110 USD | fees 2'
  ]);
  expect(problemTexts(sheet)).toEqual(['4 note action-to-check', '5 row currency-unreadable']);
  expect(sheet.accounts.size).toBe(0);
  expect(brokenFields(sheet)).toEqual([]);
});

test('dividends of few columns, with the taxes withheld', () => {
  const sheet = readBy(
    ibkrCsv,
    csv(
      ['Type', 'SettleDate', 'ISIN', 'Description', 'Amount', 'CurrencyPrimary'],
      [
        'Withholding Tax',
        '20240305',
        'US0000000019',
        'ACME(US0000000019) CASH DIVIDEND USD 0.5 PER SHARE - US TAX',
        -1.5,
        'USD'
      ],
      [
        'Dividends',
        '20240305',
        'US0000000019',
        'ACME(US0000000019) CASH DIVIDEND USD 0.5 PER SHARE (Ordinary Dividend)',
        10,
        'USD'
      ],
      [
        'Dividends',
        '20240305',
        'US0000000019',
        'ACME(US0000000019) CASH DIVIDEND USD 0.1 PER SHARE (Return of Capital)',
        2,
        'USD'
      ],
      [
        'Payment In Lieu Of Dividends',
        '20240306',
        'JP0000000013',
        '4543.T(JP0000000013) PAYMENT IN LIEU OF DIVIDEND (Ordinary Dividend)',
        455,
        'JPY'
      ]
    )
  );
  expect(statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''))).toEqual([
    '2024-03-05 dividend US0000000019 | gross 10 USD | taxes 1.5',
    '2024-03-05 return-of-capital US0000000019 | gross 2 USD',
    '2024-03-06 dividend JP0000000013 | gross 455 JPY'
  ]);
  expect(problemTexts(sheet)).toEqual([]);
});

const full = ['ClientAccountID', 'CurrencyPrimary', 'AssetClass', 'Symbol', 'Description', 'Conid', 'ISIN'];
const acme = ['U1', 'USD', 'STK', 'ACME', 'ACME CORP', '11', 'US0000000019'];
const trades = [
  ...full,
  'TradeID',
  'DateTime',
  'TradeDate',
  'SettleDateTarget',
  'TransactionType',
  'Quantity',
  'TradePrice',
  'Proceeds',
  'Taxes',
  'IBCommission',
  'IBCommissionCurrency',
  'Buy/Sell',
  'Open/CloseIndicator',
  'Notes/Codes',
  'LevelOfDetail'
];
const bought = [
  ...acme,
  '71',
  '20240102;093000',
  '20240102',
  '20240104',
  'ExchTrade',
  100,
  5,
  -500,
  0,
  -1,
  'USD',
  'BUY',
  'O',
  '',
  'EXECUTION'
];
const cash = [...full, 'Date/Time', 'SettleDate', 'Amount', 'Type', 'TransactionID', 'ReportDate', 'LevelOfDetail'];
const paid = [
  'U1',
  'USD',
  '',
  '',
  'ELECTRONIC FUND TRANSFER',
  '',
  '',
  '20240101',
  '20240101',
  1000,
  'Deposits/Withdrawals',
  '81',
  '20240101',
  'DETAIL'
];
const actions = [
  ...full,
  'ReportDate',
  'Date/Time',
  'ActionDescription',
  'Amount',
  'Proceeds',
  'Value',
  'Quantity',
  'Code',
  'Type',
  'ActionID'
];
const split = [
  ...acme,
  '20240610',
  '20240607;202500',
  'ACME(US0000000019) SPLIT 4 FOR 1 (ACME, ACME CORP, US0000000019)',
  0,
  0,
  0,
  300,
  '',
  'FS',
  '91'
];
const positions = [...full, 'ReportDate', 'Quantity', 'MarkPrice', 'PositionValue', 'LevelOfDetail'];
const held = [...acme, '20241231', 400, 2, 800, 'SUMMARY'];
const report = [
  'ClientAccountID',
  'CurrencyPrimary',
  'LevelOfDetail',
  'FromDate',
  'ToDate',
  'StartingCash',
  'EndingCash'
];
const ending = ['U1', 'USD', 'Currency', '20240101', '20241231', 0, 499];
const expected = [
  '2024-01-01 deposit | note ELECTRONIC FUND TRANSFER | cash 1000 USD',
  '2024-01-02 buy US0000000019 | settles 2024-01-04 | quantity 100 | price 5 | gross 500 USD | fees 1',
  '2024-06-10 split US0000000019 | numerator 4 | denominator 1',
  '2024-12-31 assert-position US0000000019 | quantity 400',
  '2024-12-31 assert-cash | cash 499 USD'
];

describe('a report of several sections', () => {
  test('each under its own header', () => {
    const sheet = readBy(ibkrCsv, csv(trades, bought, cash, paid, actions, split, positions, held, report, ending));
    expect(statedTexts(sheet)).toEqual(expected);
    expect(sheet.posted.map(({ about }) => about.id)).toEqual(['81', '71', '91', undefined, undefined]);
    expect(heldUnits(sheet)).toEqual({ US0000000019: '400' });
    expect(cashHeld(sheet)).toEqual({ USD: '499' });
    expect([...sheet.accounts.values()].map(({ number }) => number)).toEqual(['U1']);
  });

  test('framed by lines that begin and end files, accounts and sections', () => {
    const framed = (code: string, header: readonly (string | number)[], data: readonly (string | number)[]) => [
      ['BOS', code, code],
      ['HEADER', code, ...header],
      ['DATA', code, ...data],
      ['EOS', code, 1]
    ];
    const sheet = readBy(
      ibkrCsv,
      csv(
        ['BOF', 'U1', 'All', '5', '20240101', '20241231', '20250101;020000'],
        ['BOA', 'U1'],
        ...framed('TRNT', trades, bought),
        ...framed('CTRN', cash, paid),
        ...framed('CORP', actions, split),
        ...framed('POST', positions, held),
        ...framed('CRTT', report, ending),
        ...framed('RATE', ['FromCurrency', 'ToCurrency', 'Rate'], ['EUR', 'USD', 1.1]),
        ['EOA', 'U1'],
        ['EOF', 'U1']
      )
    );
    expect(statedTexts(sheet)).toEqual(expected);
    expect(problemTexts(sheet)).toEqual([]);
  });

  test('other tables are not taken for one', () => {
    const known = (text: string): boolean => ibkrCsv.recognises(openSource(new TextEncoder().encode(text), 'a.csv'));
    expect(known(csv(trades, bought))).toBe(true);
    expect(known('Date,Type,Amount,Currency\n2024-01-01,Dividend,1,USD')).toBe(false);
    expect(known('a;b\n1;2')).toBe(false);
  });
});

const shared = process.env['SEXTANT_SHARED'];
if (!shared) console.log('skipped 22 rows: SEXTANT_SHARED is not set');
const sample = (path: string) => readBy(ibkrCsv, new Uint8Array(readFileSync(`${shared}/samples/${path}`)), path);

// Counted and added up with Python's csv module and Decimal.
describe.skipIf(!shared)('real exports', () => {
  test('ibkr-trades.csv: 8 purchases, 3 exchanges with commissions in francs', () => {
    const sheet = sample('brokers/ibkr-trades.csv');
    expect(verbCounts(sheet)).toEqual({ buy: 8, exchange: 3 });
    expect(problemTexts(sheet)).toEqual([
      '10 note action-to-check',
      '11 note action-to-check',
      '12 note action-to-check'
    ]);
    expect(heldUnits(sheet)).toEqual({ CH0111762537: '7', US9220427424: '323' });
    expect(cashHeld(sheet)).toEqual({ CHF: '-30021.23142', USD: '0.732' });
    expect(brokenFields(sheet)).toEqual([]);
  });

  test('ibkr-dividends.csv: 7 payments, 4 taxes withheld from them', () => {
    const sheet = sample('brokers/ibkr-dividends.csv');
    expect(verbCounts(sheet)).toEqual({ dividend: 6, 'return-of-capital': 1 });
    expect(cashHeld(sheet)).toEqual({ USD: '334.61', CHF: '32.08', JPY: '455' });
    expect(problemTexts(sheet)).toEqual([]);
    expect(sheet.lines.size).toBe(11);
  });

  test('vti-buy-on-ibkr.csv: one purchase, 3,474.9041 with its commission', () => {
    const sheet = sample('ghostfolio/ok/vti-buy-on-ibkr.csv');
    expect(statedTexts(sheet)).toEqual([
      '2023-04-03 buy US9229087690 | settles 2023-04-05 | quantity 17 | price 204.3473 | gross 3473.9041 USD | fees 1'
    ]);
    expect(cashHeld(sheet)).toEqual({ USD: '-3474.9041' });
    expect(sheet.posted[0]?.about).toEqual({ id: '1234567890', seconds: 35933 });
  });
});
