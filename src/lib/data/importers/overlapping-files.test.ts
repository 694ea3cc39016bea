import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import type { StatementContext } from '$lib/domain/statements';
import { acceptedAnswers, contextAfter, emptyContext, written } from './import.fixture';
import { readStatement } from './read-statement';

const context: StatementContext = emptyContext('a.csv', { today: dayFromText('2026-12-31') });

function taken(rows: readonly string[], at: StatementContext, fileName: string) {
  const bytes = new TextEncoder().encode(rows.join('\n'));
  const read = (answers = {}) => readStatement(bytes, { ...at, fileName }, { answers });
  const preview = read(acceptedAnswers(read));
  const acts = written(preview, fileName);
  return { preview, acts, after: contextAfter(at, acts) };
}

const plain = 'Date,Type,Symbol,Quantity,Price,Fee,Amount,Currency';
const trading =
  'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total (EUR),ID';
const degiro =
  'Date,Time,Product,ISIN,Reference Exchange,Execution Venue,Quantity,Price,,Value,,Transaction and/or third,,Total,,Order ID';
const binance = 'Date(UTC),Pair,Side,Price,Executed,Amount,Fee';
const fill = (day: string, units: number, id: string) =>
  `Market buy,2026-01-${day} 10:00:00,US0000000003,ACME,"Acme Co",${units},10.00,EUR,1,${units * 10}.00,${id}`;
const order = (day: string, units: number, id: string) =>
  `${day}-01-2026,09:15,ACME,US0000000019,NDQ,XNAS,${units},10.00,USD,-${units * 10}.00,USD,-1.00,USD,-${units * 10 + 1}.00,USD,${id}`;
const coins = (day: string, units: number) =>
  `2026-01-${day} 10:00:00,SOLEUR,BUY,100.0,${units}.0000SOL,${units * 100}.00000000EUR,1.00000000EUR`;
const line = (day: string, units: number) => `2026-01-${day},Buy,ACME,${units},10,1,-${units * 10 + 1},USD`;

/** Header, rows of the first file, rows that only the second one has; two rows of the first are equal fills. */
test.each([
  ['any table', plain, [line('05', 1), line('06', 2), line('06', 2), line('07', 3)], [line('08', 4), line('09', 4)]],
  [
    'Trading 212',
    trading,
    [fill('05', 1, 'E1'), fill('06', 2, 'E2'), fill('06', 2, 'E3'), fill('07', 3, 'E4')],
    [fill('08', 4, 'E5')]
  ],
  [
    'Degiro',
    degiro,
    [order('05', 1, 'a'), order('06', 2, 'b'), order('06', 2, 'b'), order('07', 3, 'c')],
    [order('08', 4, 'd')]
  ],
  ['Binance', binance, [coins('05', 1), coins('06', 2), coins('06', 2), coins('07', 3)], [coins('08', 4)]]
])('%s: a later file that overlaps adds what is new', (_, header, first, fresh) => {
  const one = taken([header, ...first], context, 'a.csv');
  expect(one.acts.transactions.filter(({ verb }) => verb === 'buy')).toHaveLength(first.length);
  const two = taken([header, ...[...first.slice(1), ...fresh].reverse()], one.after, 'b.csv');
  expect(two.acts.transactions.map(({ origin }) => origin?.line).sort()).toEqual(fresh.map((__, at) => at + 2));
  expect(two.preview.counts.alreadyThere).toBe(first.length - 1);
  expect(taken([header, ...first, ...fresh], two.after, 'c.csv').acts.transactions).toEqual([]);
});

test.each([
  ['a note', 'Note', 'x'],
  ['an id', 'Order ID', 'o'],
  ['a settlement', 'Settlement Date', '2026-01-20'],
  ['a net amount', 'Net Amount', '-21']
])('%s in a further column makes no row new', (_, name, cell) => {
  const rows = [line('06', 2), line('06', 2), line('07', 2)];
  const { after } = taken([plain, ...rows], context, 'a.csv');
  const wider = [...rows, line('08', 2)].map((row, at) => `${row},${name === 'Order ID' ? `${cell}${at}` : cell}`);
  expect(
    taken([`${plain},${name}`, ...wider], after, 'b.csv').acts.transactions.map(({ origin }) => origin?.line)
  ).toEqual([5]);
});

test('an opening balance of a later file is not added to the cash that is there', () => {
  const cash = 'TransactionDate,Comment,Credit,Debit,Balance';
  const first = taken(
    [cash, '2026-01-01,Opening Balance,,,100.00', '2026-01-05,DEPOSIT,500,,600.00'],
    context,
    'a.csv'
  );
  expect(first.acts.transactions.map(({ verb }) => verb)).toEqual(['opening-cash', 'deposit']);
  const rows = [cash, '2026-02-01,Opening Balance,,,600.00', '2026-02-05,DEPOSIT,50,,650.00'];
  expect(taken(rows, first.after, 'b.csv').acts.transactions.map(({ verb }) => verb)).toEqual(['deposit']);
});
