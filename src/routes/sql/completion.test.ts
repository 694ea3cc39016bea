import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colouredSql, suggestionsFor, written } from './completion';

const catalog = {
  copies: [
    {
      name: 'prices',
      columns: [
        { name: 'instrument', type: 'VARCHAR' },
        { name: 'close', type: 'DOUBLE' }
      ]
    },
    { name: 'accounts', columns: [{ name: 'account', type: 'VARCHAR' }] }
  ],
  own: [{ name: 'my rows', columns: [{ name: 'Order', type: 'BIGINT' }] }],
  functions: ['corr', 'count', 'coalesce']
};
/** Completion where `|` stands. */
const at = (text: string, asked = false) => {
  const caret = text.indexOf('|');
  return suggestionsFor(text.replace('|', ''), caret, catalog, asked)?.list.map((one) => one.text);
};

test('tables after FROM, JOIN and their like', () => {
  expect(at('SELECT * FROM |', true)).toEqual(['prices', 'accounts', '"my rows"']);
  expect(at('SELECT * FROM p|')).toEqual(['prices']);
  expect(at('DESCRIBE a|')).toEqual(['accounts']);
});

test('columns of the tables that are named come first, and of an alias after a dot', () => {
  expect(at('SELECT c| FROM prices')?.slice(0, 1)).toEqual(['close']);
  expect(at('SELECT p.| FROM prices AS p')).toEqual(['instrument', 'close']);
  expect(at('SELECT a.| FROM prices p, accounts a')).toEqual(['account']);
  expect(at('SELECT x.| FROM "my rows" x')).toEqual(['"Order"']);
  expect(at('SELECT co|')).toEqual(['COLUMNS', 'corr', 'count', 'coalesce']);
});

test('nothing within texts and comments, nor where the word is whole', () => {
  expect(at("SELECT 'c|")).toBeUndefined();
  expect(at("SELECT 'c|'")).toBeUndefined();
  expect(at('SELECT 1 -- c|')).toBeUndefined();
  expect(at('SELECT 1 /* c| */')).toBeUndefined();
  expect(at('SELECT * FROM prices|')).toBeUndefined();
  expect(at('SELECT |')).toBeUndefined();
});

test('property: coloured pieces put together are the text', () => {
  fc.assert(
    fc.property(fc.string(), (sql) => {
      expect(
        colouredSql(sql)
          .map(({ text }) => text)
          .join('')
      ).toBe(sql);
    })
  );
});

test('names are written in quotes where they must be', () => {
  expect(['day', 'Day', 'select', 'a "b'].map(written)).toEqual(['day', '"Day"', '"select"', '"a ""b"']);
});
