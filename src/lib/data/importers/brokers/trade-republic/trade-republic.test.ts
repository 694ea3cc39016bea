import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, cashHeld, heldUnits, problemTexts, statedTexts, verbCounts } from '../rows/stated.fixture';
import { tradeRepublic } from './trade-republic';

const folder = process.env.SEXTANT_SHARED;
const real = `${folder}/samples/brokers/traderepublic.csv`;
if (!folder) console.log('skipped 9 rows: SEXTANT_SHARED is not set');

const names =
  'datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,currency,original_amount,original_currency,fx_rate,description,transaction_id,counterparty_name,counterparty_iban,payment_reference,mcc_code'.split(
    ','
  );
let next = 0;
const row = (date: string, cells: Readonly<Record<string, string>>): string =>
  names
    .map((name) => {
      const given: Readonly<Record<string, string>> = {
        datetime: `${date}T10:00:0${next % 10}.123Z`,
        date,
        account_type: 'DEFAULT',
        currency: 'EUR',
        transaction_id: `t${++next}`,
        ...cells
      };
      return `"${given[name] ?? ''}"`;
    })
    .join(',');
const read = (...rows: string[]) => {
  const sheet = readBy(tradeRepublic, [names.map((name) => `"${name}"`).join(','), ...rows].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};
const plain = (sheet: ReturnType<typeof read>) => statedTexts(sheet).map((text) => text.replace(/note [^|]* \| /, ''));
const share = { category: 'TRADING', asset_class: 'STOCK', name: 'Probe AG', symbol: 'DE0000000012' };

describe('the official export of Trade Republic', () => {
  it('reads trades, income and cash; the amount is before fee and tax', () => {
    const sheet = read(
      row('2025-01-02', {
        category: 'CASH',
        type: 'CUSTOMER_INBOUND',
        transaction_id: 'first',
        name: 'A Person',
        amount: '1000.00'
      }),
      row('2025-01-03', { ...share, type: 'BUY', shares: '10', price: '20', amount: '-200.00', fee: '-1.00' }),
      row('2025-01-04', {
        ...share,
        type: 'SELL',
        shares: '-4',
        price: '25',
        amount: '100.00',
        fee: '-1.00',
        tax: '-3.50'
      }),
      row('2025-01-05', {
        category: 'CASH',
        type: 'DIVIDEND',
        name: 'Probe AG',
        symbol: 'DE0000000012',
        shares: '6',
        amount: '3.00',
        tax: '-0.79'
      }),
      row('2025-01-06', { category: 'CASH', type: 'INTEREST_PAYMENT', amount: '1.20', tax: '-0.32' }),
      row('2025-01-07', { category: 'CASH', type: 'CARD_TRANSACTION', name: 'A Shop', amount: '-12.30' }),
      row('2025-01-08', { category: 'CASH', type: 'TAX_OPTIMIZATION', amount: '0', tax: '2.10' }),
      row('2025-01-09', { category: 'CASH', type: 'BENEFITS_SAVEBACK', amount: '0.40' }),
      row('2025-01-09', { ...share, type: 'BUY', shares: '0.02', price: '20', amount: '-0.40' })
    );
    expect(plain(sheet)).toEqual([
      '2025-01-02 deposit | cash 1000 EUR',
      '2025-01-03 buy DE0000000012 | quantity 10 | price 20 | gross 200 EUR | fees 1',
      '2025-01-04 sell DE0000000012 | quantity 4 | price 25 | gross 100 EUR | fees 1 | taxes 3.5',
      '2025-01-05 dividend DE0000000012 | gross 3 EUR | taxes 0.79',
      '2025-01-06 interest | gross 1.2 EUR | taxes 0.32',
      '2025-01-07 withdrawal | cash 12.3 EUR',
      '2025-01-08 tax | cash -2.1 EUR',
      '2025-01-09 deposit | cash 0.4 EUR',
      '2025-01-09 buy DE0000000012 | quantity 0.02 | price 20 | gross 0.4 EUR'
    ]);
    expect(cashHeld(sheet)).toEqual({ EUR: '887.39' });
    expect(sheet.posted[0]?.about).toMatchObject({ id: 'first' });
  });

  it('books coins, their staking and private funds', () => {
    const coin = { asset_class: 'CRYPTO', name: 'Solana', symbol: 'SOL' };
    const fund = { asset_class: 'PRIVATE_FUND', name: 'Private', symbol: 'LU0000000013' };
    const sheet = read(
      row('2025-02-01', { ...coin, category: 'TRADING', type: 'BUY', shares: '2', price: '100', amount: '-200' }),
      row('2025-02-02', { ...coin, category: 'DELIVERY', type: 'FREE_RECEIPT', shares: '0.01', price: '110' }),
      row('2025-02-03', { ...coin, category: 'DELIVERY', type: 'MIGRATION', shares: '-2' }),
      row('2025-02-03', { ...coin, category: 'DELIVERY', type: 'MIGRATION', shares: '2' }),
      row('2025-02-04', { category: 'CASH', type: 'PRIVATE_MARKET_BUY', amount: '-50.00' }),
      row('2025-02-28', { ...fund, category: 'TRADING', type: 'BUY', shares: '0.5', price: '100' })
    );
    expect(plain(sheet)).toEqual([
      '2025-02-01 buy SOL | quantity 2 | price 100 | gross 200 EUR',
      '2025-02-02 income-in-kind SOL | source staking | quantity 0.01 | value 1.1 EUR',
      '2025-02-04 withdrawal | cash 50 EUR',
      '2025-02-28 delivery-in LU0000000013 | quantity 0.5 | cost 50 EUR'
    ]);
    expect(
      sheet.instruments.get(
        sheet.posted[0]?.transaction.verb === 'buy' ? sheet.posted[0].transaction.instrument : ('' as never)
      )
    ).toMatchObject({ kind: 'crypto', symbol: 'SOL' });
  });

  it('books corporate actions: a split that only adds units needs what is held before', () => {
    const action = { ...share, category: 'CORPORATE_ACTION' };
    const other = { ...action, name: 'Neu AG', symbol: 'DE0000000020' };
    const sheet = read(
      // Newest first, as some exports are.
      row('2025-03-09', { ...action, type: 'SPLIT', shares: '' }),
      row('2025-03-08', { ...other, type: 'WRITE_OFF', shares: '-20' }),
      row('2025-03-07', { ...action, type: 'MERGER', shares: '-40' }),
      row('2025-03-07', { ...other, type: 'MERGER', shares: '20' }),
      row('2025-03-06', { ...action, type: 'STOCK_DIVIDEND_CANCELLED', shares: '-1' }),
      row('2025-03-06', { ...action, type: 'STOCK_DIVIDEND', shares: '1' }),
      row('2025-03-05', { ...action, type: 'SPLIT', shares: '30' }),
      row('2025-03-04', { ...share, type: 'BUY', shares: '10', amount: '-100' })
    );
    expect(plain(sheet)).toEqual([
      '2025-03-04 buy DE0000000012 | quantity 10 | price 10 | gross 100 EUR',
      '2025-03-05 split DE0000000012 | numerator 4 | denominator 1',
      '2025-03-07 reorganisation DE0000000012 | kind merger | keeps false | retained 0 | receives [instrument DE0000000020 numerator 1 denominator 2 basis 1]',
      '2025-03-08 sell DE0000000020 | quantity 20 | gross 0 EUR'
    ]);
    expect(problemTexts(sheet)).toEqual(['2 row ratio-missing']);
    expect(heldUnits(sheet)).toEqual({});
    expect(sheet.lines.size).toBe(8);
  });

  it('refuses unknown kinds one by one', () => {
    const sheet = read(
      row('2025-04-01', { category: 'CASH', type: 'WORMHOLE', amount: '5' }),
      row('2025-04-01', { ...share, type: 'BUY', shares: 'ten', amount: '5' }),
      row('2025-04-01', { category: 'CASH', type: 'FEE', amount: '-5' })
    );
    expect(problemTexts(sheet)).toEqual(['2 row row-kind-unknown', '3 row number-unreadable']);
    expect(cashHeld(sheet)).toEqual({ EUR: '-5' });
  });
});

describe('a converted export', () => {
  it('reads German words, net amounts with their costs', () => {
    const sheet = readBy(
      tradeRepublic,
      [
        'Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern',
        '2024-05-01T10:11:12;Einzahlung;100,00;A Person;;;;',
        '2024-05-02;Kauf;-51,00;Probe AG;DE0000000012;2,5;-1,00;',
        '2024-05-03;Verkauf;28,00;Probe AG;DE0000000012;1;-1,00;-1,00',
        '2024-05-04;Dividende;0,75;Probe AG;DE0000000012;;;-0,25',
        '2024-05-05;Zinsen;0,80;Guthaben;;;;-0,20',
        '2024-05-06;Saveback;-0,50;Probe AG;DE0000000012;0,02;;',
        '2024-05-07;Sternschnuppe;1,00;;;;;'
      ].join('\n')
    );
    expect(brokenFields(sheet)).toEqual([]);
    expect(statedTexts(sheet)).toEqual([
      '2024-05-01 deposit | note A Person | cash 100 EUR',
      '2024-05-02 buy DE0000000012 | quantity 2.5 | price 20 | gross 50 EUR | fees 1',
      '2024-05-03 sell DE0000000012 | quantity 1 | price 30 | gross 30 EUR | fees 1 | taxes 1',
      '2024-05-04 dividend DE0000000012 | gross 1 EUR | taxes 0.25',
      '2024-05-05 interest | note Guthaben | gross 1 EUR | taxes 0.2',
      '2024-05-06 buy DE0000000012 | quantity 0.02 | price 25 | gross 0.5 EUR'
    ]);
    expect(problemTexts(sheet)).toEqual(['8 row row-kind-unknown']);
    expect(cashHeld(sheet)).toEqual({ EUR: '78.05' });
  });
});

// Sum of the column "Waarde (netto)" (awk): nine rows, nothing left out.
test.skipIf(!folder || !existsSync(real))('the real sample', () => {
  const sheet = readBy(tradeRepublic, new Uint8Array(readFileSync(real)));
  expect(brokenFields(sheet)).toEqual([]);
  expect(problemTexts(sheet)).toEqual([]);
  expect(verbCounts(sheet)).toEqual({ withdrawal: 1, deposit: 1, buy: 4, sell: 2, dividend: 1 });
  expect(cashHeld(sheet)).toEqual({ EUR: '-638.536621' });
  expect(heldUnits(sheet)).toEqual({ LU1829221024: '0.2989', US88160R1014: '-0.2625', SI0031102120: '5' });
});
