import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf, nameOf, namesWithin, refusalOf, statementAt, statementsOf, tokensOf } from '.';

const vaultTables = ['transactions', 'prices'];
const refusalsOf = (sql: string) => statementsOf(sql).map((one) => refusalOf(one, vaultTables)?.code);

test('property: pieces and the white space between them are the whole text', () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    '--',
    '/*',
    '*/',
    '$$',
    '$a$',
    ';',
    '\n',
    ' ',
    'select',
    'E',
    '\\',
    '1.5',
    'ä',
    '('
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }), (pieces) => {
      const sql = pieces.join('');
      let at = 0;
      for (const { start, end, text } of tokensOf(sql)) {
        expect(sql.slice(at, start).trim()).toBe('');
        expect(sql.slice(start, end)).toBe(text);
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(sql.slice(at).trim()).toBe('');
    })
  );
});

test('comments nest, texts double their quotes, dollar quotes hold anything', () => {
  const kinds = (sql: string) => tokensOf(sql).map(({ kind, text }) => [kind, text]);
  expect(kinds("a /* x /* y */ ; */ 'it''s' -- ; end\n$q$ ; ' $q$ E'\\'' \"a \"\"b\"")).toEqual([
    ...[
      ['word', 'a'],
      ['comment', '/* x /* y */ ; */'],
      ['text', "'it''s'"],
      ['comment', '-- ; end']
    ],
    ...[
      ['text', "$q$ ; ' $q$"],
      ['text', "E'\\''"],
      ['quoted', '"a ""b"']
    ]
  ]);
  const [text, quoted] = tokensOf('\'it\'\'s\' "a ""b"');
  expect(text && contentOf(text)).toBe("it's");
  expect(nameOf(quoted)).toBe('a "b');
  expect(tokensOf("'never closed").map(({ open }) => open)).toEqual([true]);
});

test('statements are split at semicolons that mean it', () => {
  const sql = "SELECT ';' AS a; -- only a comment;\n/* ; */ SELECT 2;;\n  ";
  const found = statementsOf(sql);
  expect(found.map(({ text }) => text)).toEqual(["SELECT ';' AS a", '-- only a comment;\n/* ; */ SELECT 2']);
  expect(found.every(({ start, end, text }) => sql.slice(start, end) === text)).toBe(true);
  expect(statementAt(found, 3)).toBe(found[0]);
  expect(statementAt(found, sql.length)).toBe(found[1]);
  expect(statementsOf(' ; -- nothing')).toEqual([]);
});

test('names are found where they are names', () => {
  const [one] = statementsOf('SELECT \'prices\' FROM "Transactions" -- prices');
  expect(one && namesWithin(one, vaultTables)).toEqual(['transactions']);
});

describe('what is not run', () => {
  test.each([
    ['INSTALL httpfs', 'extension'],
    ['/* a */ load json', 'extension'],
    ['FORCE INSTALL x', 'extension'],
    ['UPDATE EXTENSIONS', 'extension'],
    ["ATTACH 'a.db' AS a", 'attach'],
    ["COPY (SELECT 1) TO 'a.csv'", 'file-out'],
    ['COPY t FROM $$a.csv$$', 'file-in'],
    ["EXPORT DATABASE 'a'", 'file-out'],
    ["SELECT * FROM 'https://a.b/c.csv'", 'network'],
    ["SELECT * FROM read_csv(['s3://a/b.csv'])", 'network'],
    ["SELECT * FROM read_csv(['your-files/a.csv', 'b.csv'])", 'file-in'],
    ["SELECT * FROM (SELECT * FROM read_text('/etc/passwd'))", 'file-in'],
    ["SELECT 1 FROM t JOIN 'x.parquet' USING (a)", 'file-in'],
    ['SET threads = 1', 'setting'],
    ['USE main', 'setting'],
    ['PRAGMA enable_profiling', 'setting'],
    ['BEGIN', 'transaction'],
    ['PREPARE a AS SELECT 1', 'prepared'],
    ['DROP TABLE IF EXISTS mine, prices', 'vault-table'],
    ['DROP VIEW "Prices"', 'vault-table'],
    ['CREATE OR REPLACE TEMP TABLE prices AS SELECT 1', 'vault-table'],
    ['CREATE TABLE main.mine (a INT)', 'vault-table'],
    ['CREATE INDEX i ON prices (day)', 'vault-table'],
    ['ALTER TABLE memory.main.transactions ADD COLUMN a INT', 'vault-table'],
    ['INSERT OR REPLACE INTO prices VALUES (1)', 'vault-table'],
    ['WITH a AS (SELECT 1) INSERT INTO prices SELECT * FROM a', 'vault-table'],
    ['EXPLAIN ANALYZE UPDATE prices SET close = 1', 'vault-table'],
    ['DELETE FROM main.prices', 'vault-table'],
    ['TRUNCATE prices', 'vault-table'],
    ['MERGE INTO prices USING a ON true WHEN MATCHED THEN DELETE', 'vault-table'],
    ["COMMENT ON TABLE prices IS 'x'", 'vault-table']
  ])('%s', (sql, code) => expect(refusalsOf(sql)).toEqual([code]));
});

describe('what is run', () => {
  test.each([
    "SELECT 'INSTALL httpfs; DROP TABLE prices'",
    '-- DROP TABLE prices\nSELECT 1',
    'SELECT update, load, delete FROM mine',
    'CREATE TABLE mine AS SELECT * FROM prices',
    'INSERT INTO mine SELECT * FROM prices',
    'CREATE VIEW v AS SELECT * FROM main.prices',
    'DROP TABLE mine',
    'SET VARIABLE x = 1',
    'PRAGMA table_info(prices)',
    "SELECT * FROM read_csv('your-files/a.csv', header = true)",
    "SELECT * FROM 'your-files/a.csv'",
    "SELECT regexp_extract(name, 'https://a') FROM mine",
    "SELECT * FROM mine WHERE name IN ('a', 'b')",
    'SUMMARIZE prices',
    'DESCRIBE transactions',
    'SHOW TABLES',
    'SELEC 1'
  ])('%s', (sql) => expect(refusalsOf(sql)).toEqual([undefined]));
});

test('a refusal names its place in the whole text', () => {
  const sql = "SELECT 1;\nSELECT * FROM read_csv('b.csv')";
  const [, second] = statementsOf(sql);
  const found = second && refusalOf(second, vaultTables);
  expect(found && [found.name, sql.slice(found.start, found.end)]).toEqual(['b.csv', "'b.csv'"]);
});
