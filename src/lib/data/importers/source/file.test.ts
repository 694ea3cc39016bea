import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Answers, StatementPreview } from '$lib/domain/statements';
import { emptyContext, problemCodes } from '../import.fixture';
import { statementFrom } from '../read-statement';
import { openFile } from './file';
import { workbook } from './workbook.fixture';

const read = async (bytes: Uint8Array, name: string, answers: Answers = {}): Promise<StatementPreview> =>
  statementFrom(await openFile(bytes, name), emptyContext(name), { answers });

const header = ['Date', 'Action', 'Symbol', 'Quantity', 'Price', 'Note'];
// 45293 is 2 January 2024 as spreadsheets count days.
const trades = [header, [45293, 'Buy', 'ACME', 10, 12.5, 'a\tb "c"'], [45294, 'Sell', 'ACME', 0.0000005, 13, '']];

describe('a workbook', () => {
  test('is read by the sheet with the table; its rows are the lines', async () => {
    const preview = await read(workbook({ Cover: [['Statement of Ada Example']], Trades: trades }), 'book.xlsx');
    expect(preview.source).toMatchObject({ name: 'book.xlsx', part: 'Trades', rows: 2 });
    expect(preview.drafts.map(({ line, transaction }) => [line, transaction.verb, transaction.tradeDay])).toEqual([
      [2, 'buy', 19724],
      [3, 'sell', 19725]
    ]);
    expect(preview.drafts.map(({ transaction }) => transaction.verb === 'sell' && transaction.quantity)).toEqual([
      false,
      500_000_000_000n
    ]);
    expect(problemCodes(preview)).toEqual([':parts-not-read']);
    expect(preview.questions.map((one) => one.id)).not.toContain('which-part');
  });

  test('asks which sheet it is when several have one', async () => {
    const book = workbook({ January: trades, February: [...trades, [45330, 'Buy', 'ACME', 1, 2, '']] });
    const preview = await read(book, 'book.xlsx');
    expect(preview.source.part).toBe('February');
    const [question] = preview.questions;
    expect(question?.subject).toEqual({
      code: 'which-part',
      container: 'xlsx',
      parts: [
        { name: 'January', rows: 3 },
        { name: 'February', rows: 4 }
      ]
    });
    const other = await read(book, 'book.xlsx', { 'which-part': { option: 'part:January' } });
    expect([other.source.part, other.counts.rows]).toEqual(['January', 2]);
  });

  test('without a table is refused as what it is', async () => {
    const preview = await read(workbook({ A: [['x']], B: [['y', 'z']] }), 'book.xlsx');
    expect(preview.problems[0]?.subject).toEqual({ code: 'not-a-table', format: 'xlsx' });
    expect(problemCodes(await read(zipSync({ 'xl/workbook.xml': strToU8('<x') }), 'book.xlsx'))).toEqual([
      ':file-broken'
    ]);
  });
});

describe('an archive', () => {
  const csv = 'Date,Action,Symbol,Quantity,Price\n2024-01-02,Buy,ACME,10,12.5\n';

  test('is read by the statement within it, and says so', async () => {
    const preview = await read(
      zipSync({ 'read me.txt': strToU8('Dear client'), 'a/trades.csv': strToU8(csv), '__MACOSX/x': strToU8('x') }),
      'all.zip'
    );
    expect(preview.source.part).toBe('a/trades.csv');
    expect(preview.counts.rows).toBe(1);
    expect(preview.problems.map((one) => one.subject)).toEqual([
      { code: 'parts-not-read', read: 'a/trades.csv', others: ['read me.txt'] }
    ]);
  });

  test('may hold a workbook', async () => {
    const preview = await read(zipSync({ 'book.xlsx': workbook({ Trades: trades }) }), 'all.zip');
    expect([preview.source.part ?? preview.source.name, preview.counts.rows]).toEqual(['all.zip', 2]);
  });

  test('that is locked or cut says so', async () => {
    const locked = zipSync({ 'a.csv': strToU8(csv) });
    locked[6] = 1;
    locked.fill(7, 40, 60);
    expect(problemCodes(await read(locked, 'a.zip'))).toEqual([':file-encrypted']);
    expect(problemCodes(await read(zipSync({ 'a.csv': strToU8(csv) }).slice(0, 60), 'a.zip'))).toEqual([
      ':file-broken'
    ]);
  });
});
