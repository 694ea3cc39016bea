import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Answers, StatementPreview } from '$lib/domain/statements';
import { emptyContext, problemCodes } from '../import.fixture';
import { statementFrom } from '../read-statement';
import { openFile } from './file';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A workbook as spreadsheets write it, with text, numbers and days. */
function workbook(sheets: Readonly<Record<string, readonly (readonly (string | number)[])[]>>): Uint8Array {
  const names = Object.keys(sheets);
  const cell = (value: string | number, row: number, column: number): string => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (typeof value === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
    return `<c r="${at}"${column === 0 ? ' s="1"' : ''}><v>${value}</v></c>`;
  };
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packed = 'http://schemas.openxmlformats.org/package/2006';
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(`${head}<Types xmlns="${packed}/content-types"/>`),
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships xmlns="${packed}/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="${relations}/styles" Target="styles.xml"/></Relationships>`
    ),
    'xl/styles.xml': strToU8(
      `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`
    )
  };
  names.forEach((name, at) => {
    const rows = (sheets[name] ?? []).map(
      (row, number) =>
        `<row r="${number + 1}">${row.map((value, column) => cell(value, number, column)).join('')}</row>`
    );
    files[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(
      `${head}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`
    );
  });
  return zipSync(files);
}

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
