import { unzlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sheetHtml, sheetPdf, type SheetDocument } from '.';
import { fontCodes, fontWidth } from './pdf-fonts';

const rows = Array.from({ length: 90 }, (_, at) => [`Row ${at}`, `${at}`]);
const sheet: SheetDocument = {
  title: 'Tear sheet <of> "us" & them',
  subtitle: 'All accounts (2020–2024)',
  language: 'en',
  foot: 'Made on this device',
  parts: [
    { kind: 'words', text: 'It returned +4.2% a year. '.repeat(12).trim() },
    { kind: 'heading', text: 'Return', hint: 'a year' },
    { kind: 'facts', items: [{ label: 'Return', value: '−3.1%' }] },
    {
      kind: 'drawing',
      drawing: {
        width: 400,
        height: 100,
        label: 'Growth',
        shapes: [
          {
            kind: 'line',
            points: [
              [0, 0],
              [10, 20]
            ],
            ink: 'ink',
            width: 1
          },
          {
            kind: 'area',
            points: [
              [0, 0],
              [10, 20],
              [0, 20]
            ],
            fill: '#f0d0c0'
          },
          { kind: 'text', x: 5, y: 5, text: 'You', size: 9, ink: 'soft', anchor: 'end' }
        ]
      }
    },
    { kind: 'table', label: 'Rows', heads: ['', 'Value'], rows, left: 1 },
    {
      kind: 'cells',
      cells: [[{ kind: 'note', text: 'One' }], [{ kind: 'table', label: 'Two', rows: rows.slice(0, 3), left: 1 }]]
    }
  ]
};

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

describe('a sheet as HTML', () => {
  const html = sheetHtml(sheet);
  test('is one page without script, address or unescaped text', () => {
    expect(html).not.toMatch(/<script|https?:|src=|href=|url\(/i);
    expect(html).toContain('Tear sheet &lt;of&gt; &quot;us&quot; &amp; them');
    expect(html).toContain('<svg viewBox="0 0 400 100" role="img" aria-label="Growth">');
    expect(html.match(/<tr>/g)).toHaveLength(94);
  });
});

describe('a sheet as PDF', () => {
  const pdf = sheetPdf(sheet);
  const text = latin(pdf);

  test('every object stands where the table of references says', () => {
    expect(text.startsWith('%PDF-1.4')).toBe(true);
    expect(text.endsWith('%%EOF\n')).toBe(true);
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    const entries = text.slice(start).match(/\d{10} 00000 n /g) ?? [];
    expect(entries.length).toBeGreaterThan(8);
    entries.forEach((entry, at) =>
      expect(text.slice(Number(entry.slice(0, 10)))).toMatch(new RegExp(`^${at + 1} 0 obj`))
    );
  });

  test('streams have the length they state and hold every row once', () => {
    const contents = [...text.matchAll(/\/Length (\d+) \/Filter \/FlateDecode >>\nstream\n/g)].map((found) => {
      const from = found.index + found[0].length;
      const stream = pdf.slice(from, from + Number(found[1]));
      expect(text.slice(from + Number(found[1]), from + Number(found[1]) + 10)).toBe('\nendstream');
      return latin(unzlibSync(stream));
    });
    expect(contents.length).toBeGreaterThan(1);
    const all = contents.join('\n');
    for (const at of [0, 45, 89]) expect(all).toContain(`(Row ${at}) Tj`);
    expect(all).toContain('(All accounts \\(2020\u00962024\\)) Tj');
    contents.forEach((page, at) => expect(page).toContain(`(${at + 1} / ${contents.length}) Tj`));
  });

  test('the same sheet gives the same bytes', () => expect(sheetPdf(sheet)).toEqual(pdf));
});

test('letters outside the fonts, and widths of those within', () => {
  expect(fontCodes('A−é€漢😀')).toEqual([65, 0x96, 0xe9, 0x80, 63, 63]);
  // Helvetica: A 667, space 278, i 222 thousandths.
  expect(fontWidth('A i', 'sans', 10)).toBeCloseTo(11.67, 10);
});
