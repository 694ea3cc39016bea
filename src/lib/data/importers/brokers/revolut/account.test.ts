import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { openSource } from '../../source/source';
import { brokenFields, cashHeld, problemTexts, statedTexts } from '../rows/stated.fixture';
import { revolutAccount, revolutInvest, revolutOther } from './revolut';

const english = 'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance';
const read = (header: string, ...rows: string[]) => {
  const sheet = readBy(revolutAccount, [header, ...rows].join('\n'));
  expect(brokenFields(sheet)).toEqual([]);
  return sheet;
};
const plain = (sheet: ReturnType<typeof read>) =>
  statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''));

describe('the account statement of Revolut', () => {
  test('books what took place, with its fee, and ends at its balance', () => {
    const sheet = read(
      english,
      'TOPUP,Current,2023-01-02 10:00:00,2023-01-02 10:00:05,Top-Up,100.00,0.00,EUR,COMPLETED,100.00',
      'CARD_PAYMENT,Current,2023-01-03 10:00:00,2023-01-04 10:00:05,Cafe,-4.50,0.00,EUR,COMPLETED,95.50',
      'EXCHANGE,Current,2023-01-05 10:00:00,2023-01-05 10:00:05,Exchanged to USD,-10.00,0.10,EUR,COMPLETED,85.40',
      'EXCHANGE,Current,2023-01-05 10:00:00,2023-01-05 10:00:05,Exchanged to USD,10.80,0.00,USD,COMPLETED,10.80',
      'Transfer,Current,2023-01-06 10:00:00,2023-01-06 10:00:00,To EUR Savings,-50.00,0.00,EUR,COMPLETED,35.40',
      'Transfer,Deposit,2023-01-06 10:00:00,2023-01-06 10:00:00,To EUR Savings,50.00,0.00,EUR,COMPLETED,50.00',
      'CARD_PAYMENT,Current,2023-01-07 10:00:00,,Hotel,-80.00,0.00,EUR,PENDING,',
      'CARD_PAYMENT,Current,2023-01-08 10:00:00,2023-01-08 11:00:00,Shop,-20.00,0.00,EUR,REVERTED,'
    );
    expect(plain(sheet)).toEqual([
      '2023-01-02 deposit | cash 100 EUR',
      '2023-01-04 withdrawal | cash 4.5 EUR',
      '2023-01-05 exchange | sold 10 EUR | bought 10.8 USD | fees 0.1',
      '2023-01-06 transfer-cash | to revolut deposit| | cash 50 EUR'
    ]);
    expect(cashHeld(sheet)).toEqual({ EUR: '85.4', USD: '10.8' });
  });

  test('is known by its places in any language, and by no other reader', () => {
    const italian = 'Tipo,Prodotto,Data di inizio,Data di completamento,Descrizione,Importo,Costo,Valuta,State,Saldo';
    const row =
      'Pagamento con carta,Attuale,2026-08-29 21:28:10,2026-09-01 03:14:14,Negozio,-9.31,0.00,EUR,COMPLETATO,9.10';
    expect(plain(read(italian, row))).toEqual(['2026-09-01 withdrawal | cash 9.31 EUR']);
    const source = openSource(new TextEncoder().encode(`${italian}\n${row}`), 'a.csv');
    expect([revolutInvest, revolutOther].map((one) => one.recognises(source))).toEqual([false, false]);
  });
});

test('amounts of coins with their currency behind them', () => {
  const sheet = readBy(
    revolutOther,
    [
      'Symbol,Type,Quantity,Price,Value,Fees,Date',
      'BTC,Buy,0.0005,"100,000.00 SEK",50.00 SEK,0.50 SEK,"May 5, 2020, 10:10:57 PM"',
      'BTC,Sell,0.0001,"90,000.00 SEK",9.00 SEK,0.00 SEK,"Jun 2, 2020, 9:10:31 PM"',
      'ETH,Staking reward,0.00002,,,,"Jan 15, 2025, 12:23:31 AM"'
    ].join('\n')
  );
  expect(statedTexts(sheet)).toEqual([
    '2020-05-05 buy BTC | quantity 0.0005 | price 100000 | gross 50 SEK | fees 0.5',
    '2020-06-02 sell BTC | quantity 0.0001 | price 90000 | gross 9 SEK',
    '2025-01-15 income-in-kind ETH | source staking | quantity 0.00002 | value 0 EUR'
  ]);
  expect(problemTexts(sheet)).toEqual(['4 note cost-unknown']);
});
