import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import type { StatementSheet } from '../../sheet/statement-sheet';
import { brokenFields, problemTexts, statedTexts } from '../rows/stated.fixture';
import { acme, beta, cash, flex, put, row, trade } from './flex.fixture';
import { ibkrFlex } from './ibkr-flex';

const read = (sections: Readonly<Record<string, readonly string[]>>): StatementSheet =>
  readBy(ibkrFlex, flex(sections));

describe('movements of cash', () => {
  const paid = (text: string) => ({
    ...acme,
    description: `ACME(US0000000019) CASH DIVIDEND USD 0.5 PER SHARE ${text}`
  });

  test('taxes withheld belong to their dividend', () => {
    const sheet = read({
      CashTransactions: [
        cash('Withholding Tax', -1.5, '20240305', { ...paid('- US TAX'), transactionID: '2' }),
        cash('Dividends', 10, '20240305', { ...paid('(Ordinary Dividend)'), transactionID: '1' }),
        cash('Payment In Lieu Of Dividends', 4, '20240306', {
          ...acme,
          description: 'ACME(US0000000019) PAYMENT IN LIEU OF DIVIDEND (Ordinary Dividend)'
        }),
        cash('871(m) Withholding', -0.6, '20240306', {
          ...acme,
          description: 'ACME(US0000000019) PAYMENT IN LIEU OF DIVIDEND - US TAX'
        }),
        cash('Dividends', 3, '20240307', paid('(Return of Capital)')),
        cash('Dividends', 2, '20240308', paid('(Long Term Capital Gain)')),
        cash('Dividends', -10, '20240401', paid('(Ordinary Dividend)')),
        cash('Withholding Tax', 1.5, '20240401', paid('- US TAX')),
        cash('Withholding Tax', -0.3, '20240402', { description: 'WITHHOLDING ON CREDIT INT' }),
        cash('Dividends', 10, '20240305', { ...paid('(Ordinary Dividend)'), levelOfDetail: 'SUMMARY' })
      ]
    });
    expect(statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''))).toEqual([
      '2024-03-05 dividend US0000000019 | gross 10 USD | taxes 1.5',
      '2024-03-06 dividend US0000000019 | gross 4 USD | taxes 0.6',
      '2024-03-07 return-of-capital US0000000019 | gross 3 USD',
      '2024-03-08 dividend US0000000019 | gross 2 USD | kind long-term-gain',
      '2024-04-01 dividend US0000000019 | gross -10 USD',
      '2024-04-01 tax US0000000019 | cash -1.5 USD',
      '2024-04-02 tax | cash 0.3 USD'
    ]);
    expect(sheet.posted[0]?.about).toEqual({ id: '1', lines: [5] });
    expect(sheet.lines.size).toBe(10);
    expect(brokenFields(sheet)).toEqual([]);
  });

  test('interest, coupons, fees, taxes and flows', () => {
    const bond = { assetCategory: 'BOND', symbol: 'T 4', conid: '31', cusip: '912828ZZ1' };
    const sheet = read({
      CashTransactions: [
        cash('Broker Interest Received', 1, '20240102'),
        cash('Broker Interest Paid', -2, '20240102'),
        cash('Bond Interest Received', 200, '20240102', bond),
        cash('Other Fees', -4.5, '20240102'),
        cash('Commission Adjustments', 0.4, '20240102'),
        cash('Deposits/Withdrawals', 1000, '20240102'),
        cash('Deposits & Withdrawals', -300, '20240102'),
        cash('Moon Money', 1, '20240102')
      ],
      SalesTaxes: [
        row('SalesTax', {
          accountId: 'U1',
          currency: 'USD',
          date: '20240103',
          salesTax: -0.9,
          taxableDescription: 'VAT'
        })
      ],
      TransactionTaxes: [
        row('TransactionTax', {
          accountId: 'U1',
          currency: 'EUR',
          date: '20240103',
          taxAmount: -3,
          taxDescription: 'French transaction tax',
          tradeId: '5',
          ...acme
        })
      ]
    });
    expect(statedTexts(sheet)).toEqual([
      '2024-01-02 interest | gross 1 USD',
      '2024-01-02 interest | gross -2 USD',
      '2024-01-02 interest T 4 | gross 200 USD',
      '2024-01-02 fee | cash 4.5 USD',
      '2024-01-02 fee | cash -0.4 USD',
      '2024-01-02 deposit | cash 1000 USD',
      '2024-01-02 withdrawal | cash 300 USD',
      '2024-01-03 tax | cash 0.9 USD | note VAT',
      '2024-01-03 tax US0000000019 | cash 3 EUR | note French transaction tax'
    ]);
    expect(problemTexts(sheet)).toEqual(['12 row row-kind-unknown']);
  });
});

test('transfers: the two sides within a report are one; what comes from outside has the worth of its day', () => {
  const move = (values: Record<string, string | number>): string =>
    row('Transfer', { currency: 'USD', date: '20240210', ...values });
  const sheet = read({
    Trades: [trade(acme, '20240102', 10, 5)],
    Transfers: [
      move({ ...acme, accountId: 'U1', type: 'INTERNAL', direction: 'OUT', quantity: -4 }),
      move({ ...acme, accountId: 'U2', type: 'INTERNAL', direction: 'IN', quantity: 4 }),
      move({
        ...beta,
        accountId: 'U1',
        type: 'ACATS',
        direction: 'IN',
        quantity: 7,
        positionAmount: 70,
        transactionID: '9'
      }),
      move({ accountId: 'U1', type: 'ACATS', direction: 'OUT', cashTransfer: -25 })
    ]
  });
  expect(statedTexts(sheet).slice(1)).toEqual([
    '2024-02-10 transfer-securities US0000000019 | to interactive brokers u2|u2 | quantity 4',
    '2024-02-10 delivery-in US0000000027 | quantity 7 | cost 70 USD',
    '2024-02-10 withdrawal | cash 25 USD'
  ]);
  expect(problemTexts(sheet)).toEqual(['10 note cost-from-price']);
  expect(sheet.lines.size).toBe(5);
});

test('what is left at the end is stated: cash by currency, positions once', () => {
  const held = (values: Record<string, string | number>): string =>
    row('OpenPosition', { accountId: 'U1', currency: 'USD', reportDate: '20241231', ...values });
  const sheet = read({
    AccountInformation: [],
    CashReport: [
      row('CashReportCurrency', {
        accountId: 'U1',
        currency: 'BASE_SUMMARY',
        levelOfDetail: 'BaseCurrency',
        endingCash: 9
      }),
      row('CashReportCurrency', {
        accountId: 'U1',
        currency: 'EUR',
        levelOfDetail: 'Currency',
        endingCash: '-0.000015',
        toDate: '20241231'
      })
    ],
    OpenPositions: [
      held({ ...acme, position: 6, levelOfDetail: 'SUMMARY' }),
      held({ ...acme, position: 4, levelOfDetail: 'LOT' }),
      held({ ...acme, position: 2, levelOfDetail: 'LOT' }),
      held({ ...put, position: -2, levelOfDetail: 'SUMMARY' })
    ],
    SecuritiesInfo: [row('SecurityInfo', { ...acme, cusip: '000000001', issuerCountryCode: 'US' })],
    ConversionRates: [
      row('ConversionRate', { reportDate: '20241231', fromCurrency: 'EUR', toCurrency: 'USD', rate: 1.1 })
    ]
  });
  expect(statedTexts(sheet)).toEqual([
    '2024-12-31 assert-position US0000000019 | quantity 6',
    '2024-12-31 assert-position ACME  240621P00040000 | quantity -2',
    '2024-12-31 assert-cash | cash -0.000015 EUR'
  ]);
  expect([...sheet.instruments.values()][0]).toMatchObject({
    isin: 'US0000000019',
    cusip: '000000001',
    country: 'US',
    broker: '11'
  });
});
