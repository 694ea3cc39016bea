import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimalText } from '$lib/domain/money';
import { readBy } from '../../sheet/read-by.fixture';
import { parqet } from './parqet';

const header =
  '"datetime";"date";"time";"price";"shares";"amount";"tax";"fee";"realizedgains";"type";"broker";"assettype";"identifier";"wkn";"originalcurrency";"currency";"fxrate";"holding";"holdingname";"holdingnickname";"exchange";"avgholdingperiod"; ';
const row = (cells: string): string => `${cells};; `;
const file = (...rows: string[]): string => `\uFEFF${[header, ...rows.map(row)].join('\r\n')}\r\n`;
const shown = (text: string) => readBy(parqet, text, 'activities.csv').posted.map(({ transaction }) => transaction);
const folder = process.env.SEXTANT_SHARED;
if (!folder) console.log('skipped 1 rows: SEXTANT_SHARED is not set');

test('newest first becomes oldest first, with decimal commas and the local day', () => {
  const [first, second] = shown(
    file(
      '"2023-03-02T23:30:00.000Z";"03.03.2023";"00:30:00";120,5;1,25;150,63;0;0,99;;"Buy";"b";"Security";"IE00EXAMPL17";"A0EXMP";;"EUR";;;"World Shares";;;',
      '"2023-03-01T08:00:00.000Z";"01.03.2023";"09:00:00";0;0;1.000;0;0;;"Deposit";"b";"Cash";;;;"EUR";;;"Cash";;;'
    )
  );
  expect(first).toMatchObject({ verb: 'deposit' });
  expect(first && 'cash' in first ? decimalText(first.cash.amount) : '').toBe('1000');
  if (second?.verb !== 'buy') throw new Error('no buy');
  expect(dayText(second.tradeDay)).toBe('2023-03-03');
  expect([second.quantity, second.price, second.gross.amount, second.fees].map(decimalText)).toEqual([
    '1.25',
    '120.5',
    '150.63',
    '0.99'
  ]);
});

test('a tax that comes back is a tax of its own, and the sale keeps its gross', () => {
  const transactions = shown(
    file(
      '"2023-05-01T08:00:00.000Z";"01.05.2023";"10:00:00";20;10;200;-7,5;1;-40;"Sell";;"Security";"IE00EXAMPL17";;;"EUR";;;"World Shares";;;'
    )
  );
  expect(transactions.map((one) => one.verb)).toEqual(['tax', 'sell']);
  const [tax, sell] = transactions;
  expect(tax?.verb === 'tax' && decimalText(tax.cash.amount)).toBe('-7.5');
  expect(sell?.verb === 'sell' && [sell.gross.amount, sell.taxes, sell.fees].map(decimalText)).toEqual([
    '200',
    '0',
    '1'
  ]);
});

test('an amount after costs is known by its price', () => {
  const [sell] = shown(
    file(
      '"2023-05-01T08:00:00.000Z";"01.05.2023";"10:00:00";20;10;189;10;1;;"Sell";;"Security";"IE00EXAMPL17";;;"EUR";;;"World Shares";;;'
    )
  );
  expect(sell?.verb === 'sell' && decimalText(sell.gross.amount)).toBe('200');
});

test('coins, transfers, costs', () => {
  const sheet = readBy(
    parqet,
    file(
      '"2023-06-04T08:00:00.000Z";"04.06.2023";"10:00:00";0;0;4,9;0;0;;"Cost";;"Cash";;;;"EUR";;;;;;',
      '"2023-06-03T08:00:00.000Z";"03.06.2023";"10:00:00";21000;0,1;;0;0;;"TransferOut";;"Crypto";"BTC";;;"EUR";;;"Bitcoin";;;',
      '"2023-06-02T08:00:00.000Z";"02.06.2023";"10:00:00";20000;0,5;10000;0;0;;"TransferIn";;"Crypto";"BTC";;;"EUR";;;"Bitcoin";;;'
    )
  );
  expect(sheet.posted.map(({ transaction }) => transaction.verb)).toEqual(['delivery-in', 'delivery-out', 'fee']);
  expect([...sheet.instruments.values()]).toEqual([
    { currency: 'EUR', symbol: 'BTC', name: 'Bitcoin', kind: 'crypto' }
  ]);
});

test('bad rows name line and column, the others are booked', () => {
  const sheet = readBy(
    parqet,
    file(
      '"";"32.06.2023";"";20;10;200;0;0;;"Buy";;"Security";"IE00EXAMPL17";;;"EUR";;;;;;',
      '"";"02.06.2023";"";20;zehn;200;0;0;;"Buy";;"Security";"IE00EXAMPL17";;;"EUR";;;;;;',
      '"";"02.06.2023";"";20;1;20;0;0;;"Swap";;"Security";"IE00EXAMPL17";;;"EUR";;;;;;',
      '"";"02.06.2023";"";20;1;20;0;0;;"Buy";;"Security";"IE00EXAMPL17";;;"EUR";;;;;;'
    )
  );
  expect(sheet.posted).toHaveLength(1);
  expect(sheet.problems.map(({ line, column, subject }) => [line, column, subject.code])).toEqual([
    [4, 'type', 'row-kind-unknown'],
    [3, 'shares', 'number-unreadable'],
    [2, 'date', 'date-unreadable']
  ]);
});

test.skipIf(!folder || !existsSync(`${folder}/samples`))('a real file: every row, by kind and by sum', () => {
  const text = readFileSync(`${folder}/samples/brokers/parqet.csv`, 'utf8');
  const sheet = readBy(parqet, text);
  // Counted and added in the file by hand-written awk: rows by type, and the gross amount of all purchases.
  const rows = text.trim().split(/\r?\n/).slice(1);
  const typed = (type: string) => rows.filter((line) => line.includes(`"${type}"`));
  expect(sheet.problems).toEqual([]);
  const verbs = sheet.posted.map(({ transaction }) => transaction.verb);
  expect(verbs.filter((verb) => verb === 'buy')).toHaveLength(typed('Buy').length);
  expect(verbs.filter((verb) => verb === 'sell')).toHaveLength(typed('Sell').length);
  expect(verbs.filter((verb) => verb === 'dividend')).toHaveLength(typed('Dividend').length);
  expect(sheet.lines.size).toBe(rows.length);
  const cents = (cell = '') => Math.round(Number(cell.replace(',', '.')) * 100);
  const stated = typed('Buy').reduce((sum, line) => sum + cents(line.split(';')[5]), 0);
  const booked = sheet.posted.reduce(
    (sum, { transaction }) =>
      transaction.verb === 'buy' ? sum + Math.round(Number(decimalText(transaction.gross.amount)) * 100) : sum,
    0
  );
  expect(booked).toBe(stated);
});
