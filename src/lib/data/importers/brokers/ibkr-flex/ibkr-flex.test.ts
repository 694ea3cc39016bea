import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import type { StatementSheet } from '../../sheet/statement-sheet';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { acme, beta, cash, flex, put, row, trade } from './flex.fixture';
import { ibkrFlex } from './ibkr-flex';

const read = (sections: Readonly<Record<string, readonly string[]>>): StatementSheet =>
  readBy(ibkrFlex, flex(sections));
const trades = (...rows: string[]): StatementSheet => read({ Trades: rows });

describe('trades', () => {
  test('are told once, whatever the levels of detail', () => {
    const sheet = trades(
      row('AssetSummary', { assetCategory: 'STK', levelOfDetail: 'ASSET_SUMMARY', quantity: 0 }),
      row('SymbolSummary', { ...acme, levelOfDetail: 'SYMBOL_SUMMARY', quantity: 10, tradeDate: '20240102' }),
      row('Order', { ...acme, levelOfDetail: 'ORDER', quantity: 10, tradeDate: '20240102' }),
      trade(acme, '20240102', 10, 5, { settleDateTarget: '20240104' }),
      row('Lot', { ...acme, levelOfDetail: 'CLOSED_LOT', quantity: 4 }),
      row('WashSale', { ...acme, levelOfDetail: 'WASH_SALE', quantity: 4 })
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-02 buy US0000000019 | settles 2024-01-04 | quantity 10 | price 5 | gross 50 USD | fees 1'
    ]);
    expect(sheet.posted[0]?.about).toEqual({ id: 't2024010210', seconds: 36000 });
    expect(sheet.lines.size).toBe(6);
    const orders = trades(
      row('Order', {
        ...acme,
        accountId: 'U1',
        currency: 'USD',
        levelOfDetail: 'ORDER',
        quantity: 10,
        tradePrice: 5,
        tradeDate: '2024-01-02, 09:30:00'
      })
    );
    expect(statedTexts(orders)).toEqual(['2024-01-02 buy US0000000019 | quantity 10 | price 5 | gross 50 USD']);
  });

  test('short by the indicator; costs in another currency and costs paid back stand alone', () => {
    const sheet = trades(
      trade(acme, '20240102', -10, 5, { openCloseIndicator: 'O', taxes: -0.2 }),
      trade(acme, '20240103', 10, 4, { openCloseIndicator: 'C', ibCommission: -0.9, ibCommissionCurrency: 'EUR' }),
      trade(beta, '20240104', 3, 7, { ibCommission: 0.25 })
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-02 sell-short US0000000019 | quantity 10 | price 5 | gross 50 USD | fees 1 | taxes 0.2',
      '2024-01-03 buy-to-cover US0000000019 | quantity 10 | price 4 | gross 40 USD',
      '2024-01-03 fee US0000000019 | cash 0.9 EUR',
      '2024-01-04 buy US0000000027 | quantity 3 | price 7 | gross 21 USD',
      '2024-01-04 fee US0000000027 | cash -0.25 USD'
    ]);
    expect(brokenFields(sheet)).toEqual([]);
  });

  test('of currencies are exchanges', () => {
    const pair = { assetCategory: 'CASH', symbol: 'EUR.USD', conid: '99', multiplier: 1 };
    const sheet = trades(
      trade(pair, '20240102', -100, 1.1, { ibCommission: -2, ibCommissionCurrency: 'EUR' }),
      trade(pair, '20240103', 50, 1.2, { ibCommission: -2, ibCommissionCurrency: 'EUR' })
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-02 exchange | sold 100 EUR | bought 110 USD | fees 2',
      '2024-01-03 exchange | sold 60 USD | bought 50 EUR',
      '2024-01-03 fee | cash 2 EUR'
    ]);
    expect(cashHeld(sheet)).toEqual({ EUR: '-54', USD: '50' });
    expect(sheet.instruments.size).toBe(0);
  });

  test('of bonds are in percent, with their interest once', () => {
    const bond = {
      assetCategory: 'BOND',
      symbol: 'T 4 05/15/30',
      conid: '31',
      cusip: '912828ZZ1',
      description: 'T 4 05/15/30',
      maturity: '20300515'
    };
    const sheet = read({
      Trades: [
        trade(bond, '20240102', 10000, 99, { proceeds: -9900, accruedInt: -55, netCash: -9956 }),
        trade({ ...bond, conid: '32', cusip: '912828ZZ2', symbol: 'T 3' }, '20240103', 1000, 98, {
          proceeds: -980,
          accruedInt: -7,
          netCash: -981
        })
      ],
      CashTransactions: [
        cash('Bond Interest Paid', -7, '20240103', {
          ...bond,
          conid: '32',
          cusip: '912828ZZ2',
          description: 'PURCHASE ACCRUED INT T 3'
        })
      ]
    });
    expect(statedTexts(sheet)).toEqual([
      '2024-01-02 buy T 4 05/15/30 | quantity 10000 | price 99 | gross 9900 USD | fees 1 | accrued 55',
      '2024-01-03 buy T 3 | quantity 1000 | price 98 | gross 980 USD | fees 1',
      '2024-01-03 interest T 3 | note PURCHASE ACCRUED INT T 3 | gross -7 USD'
    ]);
    expect([...sheet.instruments.values()][0]).toMatchObject({
      kind: 'bond',
      multiplier: '0.01',
      cusip: '912828ZZ1',
      bond: { maturity: 22049 }
    });
  });

  test('that were cancelled did not take place', () => {
    const sheet = trades(
      trade(acme, '20240102', 10, 5, { tradeID: '1' }),
      trade(acme, '20240102', -10, 5, {
        tradeID: '2',
        origTradeID: '1',
        buySell: 'BUY (Ca.)',
        transactionType: 'TradeCancel'
      }),
      trade(beta, '20240105', -4, 3, {
        tradeID: '3',
        origTradeID: '77',
        buySell: 'BUY (Ca.)',
        transactionType: 'TradeCancel',
        ibCommission: 1
      })
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-01-05 sell US0000000027 | quantity 4 | price 3 | gross 12 USD',
      '2024-01-05 fee US0000000027 | cash -1 USD'
    ]);
    expect(problemTexts(sheet)).toEqual(['7 note action-to-check']);
    expect(sheet.lines.size).toBe(3);
  });

  test('that lack something name it', () => {
    const sheet = trades(
      trade(acme, '20241350', 10, 5),
      trade({ assetCategory: 'STK' }, '20240102', 10, 5),
      trade({ ...acme, currency: 'XQQ' }, '20240102', 10, 5),
      trade(acme, '20240102', 0, 5)
    );
    expect(sheet.posted).toEqual([]);
    expect(sheet.problems.map(({ line, column, subject }) => `${line} ${column} ${subject.code}`)).toEqual([
      '5 tradeDate date-unreadable',
      '6 symbol symbol-missing',
      '7 currency currency-unreadable',
      '8 quantity quantity-zero'
    ]);
  });
});

describe('options', () => {
  const book = { transactionType: 'BookTrade', ibCommission: 0, openCloseIndicator: 'C' };

  test('assigned, exercised and expired, with their shares', () => {
    const call = { ...put, symbol: 'ACME  240621C00050000', conid: '22', putCall: 'C', strike: 50 };
    const sheet = trades(
      trade(put, '20240102', -2, 1.5, { openCloseIndicator: 'O' }),
      trade(call, '20240102', 1, 2),
      trade(call, '20240103', 3, 1),
      trade(put, '20240621', 2, 0, { ...book, notes: 'A', tradeID: '71' }),
      trade(acme, '20240621', 200, 40, { ...book, notes: 'A', tradeID: '72', openCloseIndicator: 'O' }),
      trade(call, '20240621', -1, 0, { ...book, notes: 'Ex', tradeID: '73' }),
      trade(acme, '20240621', 100, 50, { ...book, notes: 'Ex', tradeID: '74' }),
      trade(call, '20240621', -3, 0, { ...book, notes: 'Ep', tradeID: '75' })
    );
    expect(statedTexts(sheet).slice(3)).toEqual([
      '2024-06-21 assignment ACME  240621P00040000 | quantity 2 | way receive | underlying US0000000019 | units 200 | gross 8000 USD',
      '2024-06-21 exercise ACME  240621C00050000 | quantity 1 | way receive | underlying US0000000019 | units 100 | gross 5000 USD',
      '2024-06-21 expiry ACME  240621C00050000 | quantity 3'
    ]);
    expect(heldUnits(sheet)).toEqual({ US0000000019: '300' });
    expect(cashHeld(sheet)).toEqual({ USD: '-13203' });
    expect(problemTexts(sheet)).toEqual([]);
    expect(brokenFields(sheet)).toEqual([]);
    expect(sheet.lines.size).toBe(8);
    const option = [...sheet.instruments.values()].find(({ symbol }) => symbol === put['symbol']);
    expect(option).toMatchObject({
      kind: 'option',
      multiplier: '100',
      option: { right: 'put', strike: '40', underlying: '?instrument:US0000000019' }
    });
  });

  test('told by their own section only when the trades do not', () => {
    const event = (values: Record<string, string | number>): string =>
      row('OptionEAE', { accountId: 'U1', currency: 'USD', date: '20240621', ...values });
    const told = read({
      Trades: [
        trade(put, '20240102', -2, 1.5, { openCloseIndicator: 'O' }),
        trade(put, '20240621', 2, 0, { ...book, notes: 'Ep', tradeID: '71' })
      ],
      OptionEAE: [event({ ...put, transactionType: 'Expiration', quantity: 2, tradeID: '71', proceeds: 0 })]
    });
    expect(verbCounts(told)).toEqual({ 'sell-short': 1, expiry: 1 });
    const alone = read({
      OptionEAE: [
        event({ ...put, transactionType: 'Assignment', quantity: 2, tradeID: '81', proceeds: 0 }),
        event({ ...acme, transactionType: 'Buy', quantity: 200, tradePrice: 40, proceeds: -8000, tradeID: '82' })
      ]
    });
    expect(statedTexts(alone)).toEqual([
      '2024-06-21 assignment ACME  240621P00040000 | quantity 2 | way receive | underlying US0000000019 | units 200 | gross 8000 USD'
    ]);
    expect(alone.lines.size).toBe(2);
  });

  test('settled in cash are closed at their worth; without shares the contracts end', () => {
    const sheet = trades(
      trade(put, '20240621', -2, 3, { ...book, notes: 'Ex', tradeID: '1', ibCommission: 0 }),
      trade(put, '20240622', 1, 0, { ...book, notes: 'A', tradeID: '2' })
    );
    expect(statedTexts(sheet)).toEqual([
      '2024-06-21 sell ACME  240621P00040000 | quantity 2 | price 3 | gross 600 USD',
      '2024-06-22 expiry ACME  240621P00040000 | quantity 1'
    ]);
    expect(problemTexts(sheet)).toEqual(['6 note half-missing']);
  });
});

test('contracts without columns of terms and codes: by their symbol, and by the section of option events', () => {
  const { symbol, conid, multiplier, assetCategory } = put;
  const bare = { symbol, conid, multiplier, assetCategory };
  const call = { ...bare, symbol: 'ACME  240621C00050000', conid: '22' };
  const book = { transactionType: 'BookTrade', ibCommission: 0 };
  const event = { assetCategory, date: '20240621' };
  const sheet = read({
    Trades: [
      trade(bare, '20240102', -1, 1.5),
      trade(call, '20240102', 1, 2),
      trade(bare, '20240621', 1, 0, book),
      trade(acme, '20240621', 100, 40, book),
      trade(call, '20240621', -1, 0, { ...book, ibCommission: -2 })
    ],
    OptionEAE: [
      row('OptionEAE', { ...event, conid: '21', transactionType: 'Assignment', quantity: 1 }),
      row('OptionEAE', { ...event, conid: '11', transactionType: 'Buy', quantity: 100 })
    ]
  });
  expect(statedTexts(sheet).slice(2)).toEqual([
    '2024-06-21 assignment ACME  240621P00040000 | quantity 1 | way receive | underlying US0000000019 | units 100 | gross 4000 USD',
    '2024-06-21 expiry ACME  240621C00050000 | quantity 1',
    '2024-06-21 fee ACME  240621C00050000 | cash 2 USD'
  ]);
  const options = [...sheet.instruments.values()].flatMap(({ option }) =>
    option ? [option.right, option.strike] : []
  );
  expect(options).toEqual(['put', '40', 'call', '50']);
});

test('several statements and accounts in one file', () => {
  const one = flex({ AccountInformation: [], Trades: [trade(acme, '20240102', 10, 5)] });
  const two = flex({ Trades: [trade(acme, '20240103', 3, 5, { accountId: 'U2' })] }).replace(
    'accountId="U1" fromDate',
    'accountId="U2" fromDate'
  );
  const inner = two.split('\n').slice(2, -2).join('\n');
  const sheet = readBy(ibkrFlex, one.replace('</FlexStatements>', `${inner}\n</FlexStatements>`));
  expect([...sheet.accounts.values()].map(({ number }) => number)).toEqual(['U1', 'U2']);
  expect(sheet.posted.length).toBe(2);
});

test('a file without a statement, and one that is cut short, are broken as a whole', () => {
  expect(() => readBy(ibkrFlex, '<FlexQueryResponse queryName="x"></FlexQueryResponse>')).toThrow('file-broken');
  expect(() => readBy(ibkrFlex, flex({ Trades: [trade(acme, '20240102', 10, 5)] }).slice(0, 500))).toThrow(
    'file-broken'
  );
});
