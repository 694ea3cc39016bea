import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sample } from '../import.fixture';
import { cellRanges, rowCells, rowIndex } from './rows';
import { cellsOf, lineOf, MAXIMUM_BYTES, openTable } from './table';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const opened = (text: string) => openTable(new TextEncoder().encode(text), 'x.csv');

describe('character sets', () => {
  test.each([
    ['german-broker.csv', 'windows-1252', ';'],
    ['french-utf8-bom.csv', 'utf-8', ';'],
    ['tabs-utf16le.tsv', 'utf-16le', '\t'],
    ['pipes-utf16be.txt', 'utf-16be', '|'],
    ['plain-trades.csv', 'utf-8', ',']
  ])('%s is read as %s', (name, encoding, delimiter) => {
    const table = openTable(sample(name), name);
    expect(table.refusal).toBeUndefined();
    expect([table.encoding, table.delimiter]).toEqual([encoding, delimiter]);
  });

  test('UTF-16 without a mark is told by its NULs', () => {
    const text = 'date,symbol,close\n2024-01-02,ACME,10\n';
    const wide = Uint8Array.from([...text].flatMap((character) => [character.charCodeAt(0), 0]));
    expect(openTable(wide, 'x.csv').encoding).toBe('utf-16le');
  });

  test('a single bad byte among sound UTF-8 does not turn the rest to windows-1252', () => {
    const table = openTable(
      Uint8Array.from([...new TextEncoder().encode('name,x\nMüller äöü,1\n'), 0xff, 0x2c, 0x31]),
      'x.csv'
    );
    expect([table.encoding, table.guessed]).toEqual(['utf-8', 1]);
    expect(cellsOf(table, 1)[0]).toBe('Müller äöü');
  });
});

describe('files that are no tables', () => {
  test.each([
    ['xlsx', new TextEncoder().encode('PK\u0003\u0004..[Content_Types].xml')],
    ['pdf', new TextEncoder().encode('%PDF-1.7 ...')],
    ['image', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['xls', bytes(0xd0, 0xcf, 0x11, 0xe0, 1, 2)],
    ['unknown', bytes(65, 66, 0, 0, 0, 1, 44, 10)],
    ['json', new TextEncoder().encode('{ "activities": [] }')],
    ['xml', new TextEncoder().encode('<?xml version="1.0"?><a/>')],
    ['html', new TextEncoder().encode('<!DOCTYPE html><html>')],
    ['ofx', new TextEncoder().encode('OFXHEADER:100\nDATA:OFXSGML\n')],
    ['qif', new TextEncoder().encode('!Type:Invst\nD1/1/24\n^')]
  ])('%s', (format, content) => {
    expect(openTable(content, 'x').refusal).toEqual({ subject: { code: 'not-a-table', format }, effect: 'file' });
  });

  test('empty, blank, one column, too large', () => {
    expect(opened('').refusal?.subject.code).toBe('empty-file');
    expect(opened(' \n\r\n ').refusal?.subject.code).toBe('empty-file');
    expect(openTable('  \n', 'pasted').refusal?.subject.code).toBe('empty-file');
    expect(openTable(sample('one-column.csv'), 'x').refusal?.subject.code).toBe('one-column');
    const large = openTable(new Uint8Array(MAXIMUM_BYTES + 1), 'x').refusal?.subject;
    expect(large).toEqual({ code: 'too-large', bytes: MAXIMUM_BYTES + 1, limit: MAXIMUM_BYTES });
  });
});

describe('rows', () => {
  test('a quoted cell spans lines, a quote that never closes ends with its line', () => {
    const table = openTable(sample('quotes-over-lines.csv'), 'x.csv');
    expect(table.index.starts.map((_, row) => lineOf(table, row))).toEqual([1, 2, 4, 5]);
    expect(cellsOf(table, 1).at(-1)).toBe('two\nlines, "quoted"');
    expect([...table.index.unclosed]).toEqual([3]);
  });

  test('every line ending, blank lines, and Excel’s separator line', () => {
    for (const newline of ['\n', '\r\n', '\r']) {
      const table = opened(['a,b', '1,2', '', '3,4', ''].join(newline));
      expect(table.index.starts.map((_, row) => cellsOf(table, row))).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4']
      ]);
      expect(lineOf(table, 2)).toBe(4);
    }
    expect(opened('sep=|\na|b,c\n1|2\n').delimiter).toBe('|');
  });

  test('places of cells hold the cell, quotes included', () => {
    const row = 'a,"b,""c""",  d ,"e"';
    expect(cellRanges(row, ',').map((cell) => [cell.value, row.slice(cell.from, cell.to)])).toEqual([
      ['a', 'a'],
      ['b,"c"', '"b,""c"""'],
      ['d', '  d '],
      ['e', '"e"']
    ]);
  });

  test('what was quoted is read back, whatever it contains', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'é', '1', ',', '"', '\n', ';', '.', '-') })
      .map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const text = rows
          .map((row) => ['x', ...row].map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\n');
        const index = rowIndex(text, ',');
        const read = index.starts.map((start, at) => rowCells(text, start, index.ends[at] ?? 0, ','));
        expect(read).toEqual(rows.map((row) => ['x', ...row]));
      })
    );
  });
});
