import { describe, expect, test } from 'vitest';
import { BrokenFileError } from '../sheet/reader';
import { jsonTree } from './json';
import { ofxTree } from './ofx';
import { openSource } from './source';
import { xmlTree } from './xml';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Code and line of what a broken file throws. */
function fault(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof BrokenFileError) return [error.subject.code, error.line];
    throw error;
  }
  return undefined;
}

describe('XML', () => {
  const text =
    '<?xml version="1.0"?>\r\n<a>\r\n <b x="1 &amp; 2"/>\n <c><d>007.50</d>\n<d>&lt;é&#65;</d></c>\n <b x="3"/></a>';
  const root = xmlTree(text);

  test('elements with their lines, attributes and texts as written', () => {
    expect([root.name, root.line, root.parent]).toEqual(['a', 2, undefined]);
    expect(root.all('b').map((one) => [one.line, one.attribute('x'), one.attribute('y')])).toEqual([
      [3, '1 & 2', ''],
      [6, '3', '']
    ]);
    expect(root.textAt('c/d')).toBe('007.50');
    expect([...root.within('d')].map((one) => [one.line, one.text, one.parent?.name])).toEqual([
      [4, '007.50', 'c'],
      [5, '<éA', 'c']
    ]);
  });

  test.each([
    ['<a>\n<b></a>', ['file-broken', 2]],
    ['<a>\n<b x=1/></a>', ['file-broken', 2]]
  ])('%j is broken', (broken, expected) => expect(fault(() => xmlTree(broken))).toEqual(expected));

  test('entities that multiply are refused', () => {
    const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">${levels}]><a>&l9;</a>`;
    let size = 0;
    expect(() => {
      size = xmlTree(bomb).text.length;
      if (size < 1000) throw new BrokenFileError({ code: 'file-broken', detail: 'not expanded' });
    }).toThrow(BrokenFileError);
  });

  test('deep nesting neither fails nor takes long', () => {
    const deep = 900;
    expect([...xmlTree('<a>'.repeat(deep) + '</a>'.repeat(deep)).within('a')]).toHaveLength(deep - 1);
  });
});

describe('OFX', () => {
  const open = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n';

  test('tags without closing, empty leaves, and closed ones', () => {
    const { header, root } = ofxTree(
      `${open}<OFX><BANKTRANLIST>\n<STMTTRN><TRNTYPE>DEBIT\n<MEMO>\n<TRNAMT>-1.50\n<NAME>A &amp; B</NAME></STMTTRN>\n<stmttrn><TRNAMT>2</stmttrn></BANKTRANLIST></OFX>`
    );
    expect(header['CHARSET']).toBe('1252');
    const rows = [...root.within('STMTTRN')];
    expect(rows.map((row) => [row.line, row.textAt('TRNAMT'), row.textAt('NAME'), row.children.length])).toEqual([
      [8, '-1.50', 'A & B', 4],
      [12, '2', '', 1]
    ]);
  });

  test('XML of version 2 gives the same elements', () => {
    const { header, root } = ofxTree(
      '<?xml version="1.0"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n<OFX><A><B>1</B><C/><D>2</D></A></OFX>'
    );
    expect(header['VERSION']).toBe('211');
    expect(root.at('A')?.children.map((one) => [one.name, one.text])).toEqual([
      ['B', '1'],
      ['C', ''],
      ['D', '2']
    ]);
  });

  test('a file that was cut off names its last line', () => {
    expect(fault(() => ofxTree(`${open}<OFX><A><B>1\n<C>2`))).toEqual(['file-broken', 8]);
  });

  test('the character set of the header holds', () => {
    const text = `${open.replace('1252', '1251')}<OFX><NAME>?</OFX>`;
    const bytes = bytesOf(text).map((byte) => (byte === 63 ? 0xe6 : byte));
    expect(openSource(bytes, 'x.ofx').text).toContain('<NAME>ж');
    expect(openSource(bytesOf(`${open}<OFX><NAME>é</OFX>`), 'x.ofx').text).toContain('é');
  });
});

describe('JSON', () => {
  const tree = jsonTree('{\n "rows": [\n  {"n": 0.10000000000000000001, "s": "a\\"b"},\n  {"n": null}\n ]\n}');

  test('values, lines and digits as written', () => {
    expect(tree.lineOf(['rows', 1, 'n'])).toBe(4);
    expect(tree.lineOf(['rows', 1, 'missing', 3])).toBe(4);
    expect(tree.textAt(['rows', 0, 'n'])).toBe('0.10000000000000000001');
    expect(tree.textAt(['rows', 0, 's'])).toBe('a"b');
    expect(tree.textAt(['rows', 1, 'n'])).toBe('');
  });

  test.each([
    ['{"a": 1,\n}', ['file-broken', 2]],
    ['[1\n 2]', ['file-broken', 2]],
    ['[', ['file-broken', 1]]
  ])('%j is broken', (broken, expected) => expect(fault(() => jsonTree(broken))).toEqual(expected));

  test('nesting that exhausts the parser is a broken file', () => {
    expect(fault(() => jsonTree('['.repeat(200_000)))).toEqual(['file-broken', undefined]);
  });
});
