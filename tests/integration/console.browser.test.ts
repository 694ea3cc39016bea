import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseWorkers, run } from '$lib/compute/caller';
import { dayFromText } from '$lib/domain/calendar';
import { currencyCode } from '$lib/domain/money';
import { consoleCatalog, ranSql, type ConsoleQuestion, type RowsOutcome } from '$lib/services/sql-console';
import { appendActs, closeVault, deleteVault, openVault, type Vault } from '$lib/storage/dexie';
import { apple, batch, broker, closes, deposit, purchase } from '$lib/storage/dexie/vault.fixture';

const name = 'mine';
let vault: Vault;
let revision = 0;
const question = (): ConsoleQuestion => ({
  ...{ vault: name, revision, today: dayFromText('2020-03-01') },
  ...{ base: currencyCode('USD'), asOf: dayFromText('2020-02-28') }
});

beforeAll(async () => {
  await deleteVault(name);
  vault = await openVault(name);
  await appendActs(
    vault,
    [
      deposit('e1', '1000.10', '2019-12-30'),
      deposit('e2', '0.000000000000000001', '2020-02-03'),
      purchase('e3', '3', '100')
    ],
    {
      ...{ batch: batch('b1'), recordedAt: 1, title: 'first', accounts: [broker], instruments: [apple] },
      prices: [closes({ '2020-01-30': 10, '2020-01-31': 12, '2020-02-28': 9 })]
    }
  );
});

afterAll(async () => {
  releaseWorkers();
  closeVault(vault);
  await deleteVault(name);
});

async function outcomes(sql: string) {
  return (await ranSql(question(), sql)).outcomes;
}

async function rows(sql: string): Promise<RowsOutcome> {
  const last = (await outcomes(sql)).at(-1);
  if (last?.status !== 'rows') throw new Error(JSON.stringify(last));
  return last;
}

/** Values row by row. */
async function table(sql: string): Promise<(string | number | null)[][]> {
  const { columns, count } = await rows(sql);
  return Array.from({ length: count }, (_, at) => columns.map(({ values }) => values[at] ?? null));
}

test('money of the ledger is exact to the 18th digit', async () => {
  expect(await table('SELECT sum(amount) FROM movements WHERE amount > 0')).toEqual([['1000.100000000000000001']]);
  expect(await table('SELECT verb, quantity, price FROM transactions ORDER BY position DESC LIMIT 1')).toEqual([
    ['deposit', null, null]
  ]);
});

test('every copy can be asked, and its legs add up to nothing', async () => {
  const { copies } = await consoleCatalog(question());
  for (const { name: copy, columns } of copies) {
    const found = await rows(`SELECT * FROM ${copy}`);
    expect(
      found.columns.map((one) => [one.name, one.type]),
      copy
    ).toEqual(columns.map((one) => [one.name, one.type]));
  }
  expect(await table('SELECT currency, instrument, sum(quantity) FROM postings GROUP BY ALL ORDER BY ALL')).toSatisfy(
    (legs: unknown[][]) => legs.length > 0 && legs.every((leg) => leg[2] === '0')
  );
});

test('rows keep the order that was asked for, and say where there are more', async () => {
  const found = await rows('SELECT range AS n FROM range(30000) ORDER BY n DESC');
  expect([found.count, found.more, found.columns[0]?.values[0]]).toEqual([10_000, true, '29999']);
  const saved = await run('console', 'export', {
    ...{ ...question(), id: 'all', sql: 'SELECT range AS n FROM range(30000)', format: 'csv' }
  });
  expect('bytes' in saved && saved.count).toBe(30_000);
});

test('values of every type come as they are written in SQL', async () => {
  const sql = `SELECT 1.50::DECIMAL(9,2) a, 170141183460469231731687303715884105727::HUGEINT b, DATE '2020-02-29' c,
    TIMESTAMP '2020-01-01 10:00:00' d, [1, 2] e, {'x': 1.5} f, INTERVAL '1 month' g, true h, NULL i, 'it''s' j, 0.1 k,
    9007199254740993 l, 'a'::ENUM('a') m, TIMESTAMPTZ '2020-01-01 00:00:00+00' n, DATE 'infinity' o, 1 a -- end`;
  const { columns } = await rows(sql);
  const values = columns.map(({ name: key, values: [value] }) => [key, value]);
  expect(values).toEqual([
    ...[
      ['a', '1.5'],
      ['b', '170141183460469231731687303715884105727'],
      ['c', dayFromText('2020-02-29')]
    ],
    ...[
      ['d', '2020-01-01 10:00:00'],
      ['e', '[1, 2]'],
      ['f', "{'x': 1.5}"],
      ['g', '1 month'],
      ['h', 'true']
    ],
    ...[
      ['i', NaN],
      ['j', "it's"],
      ['k', '0.1'],
      ['l', '9007199254740993'],
      ['m', 'a']
    ],
    ...[
      ['n', '2020-01-01 00:00:00+00'],
      ['o', 2_147_483_647],
      ['a', 1]
    ]
  ]);
});

test('own tables and views stand beside the copies, and follow the vault', async () => {
  await outcomes('CREATE TABLE own AS SELECT 1 AS x; CREATE VIEW cash AS SELECT sum(amount) AS total FROM movements');
  expect((await consoleCatalog(question())).own.map((one) => one.name)).toEqual(['cash', 'own']);
  const [[before] = []] = await table('SELECT total FROM cash');
  await appendActs(vault, [deposit('e9', '5', '2020-02-10')], { batch: batch('b2'), recordedAt: 2, title: 'more' });
  revision++;
  const [[after] = []] = await table('SELECT total FROM cash');
  expect(Number(after) - Number(before)).toBeCloseTo(5, 9);
});

describe('what an offline database cannot do', () => {
  test.each([
    ["SELECT * FROM read_csv('https://example.org/a.csv')", 'refused', 'network'],
    ["SELECT * FROM 'prices.parquet'", 'refused', 'file-in'],
    ['INSTALL httpfs', 'refused', 'extension'],
    ['LOAD json', 'refused', 'extension'],
    ["ATTACH 'x.db'", 'refused', 'attach'],
    ["COPY prices TO 'x.csv'", 'refused', 'file-out'],
    ["COPY own FROM 'x.csv'", 'refused', 'file-in'],
    ['SET autoload_known_extensions = true', 'refused', 'setting'],
    ['DROP TABLE prices', 'refused', 'vault-table'],
    ['EXPLAIN ANALYZE DELETE FROM main.transactions', 'refused', 'vault-table'],
    ["SELECT json_extract('{}', '$.a')", 'failed', 'extension'],
    ["SELECT '{}'::JSON", 'failed', 'extension'],
    ["SELECT TIMESTAMP '2020-01-01' AT TIME ZONE 'Europe/Berlin'", 'failed', 'extension'],
    ["SELECT date_part('year', now())", 'failed', 'extension'],
    ['SELECT now()::DATE', 'failed', 'zone'],
    ["SELECT 'a' COLLATE de", 'failed', 'extension'],
    ["SELECT * FROM read_parquet('your-files/x.parquet')", 'failed', 'extension'],
    ["SELECT * FROM read_xlsx('your-files/a.xlsx')", 'failed', 'extension'],
    ["SELECT * FROM read_json('your-files/a.json')", 'failed', 'extension'],
    ["SELECT * FROM sqlite_scan('a', 'b')", 'failed', 'extension'],
    ['SELECT st_point(1, 2)', 'failed', 'extension'],
    ["PRAGMA create_fts_index('own', 'x')", 'refused', 'setting'],
    ["SELECT * FROM read_csv('your-files/none.csv')", 'failed', 'file'],
    ["SELECT getenv('HOME')", 'failed', 'function']
  ])('%s', async (sql, status, code) => {
    const began = performance.now();
    const [found] = await outcomes(sql);
    expect(
      found?.status === 'failed'
        ? [found.status, found.problem.kind]
        : [found?.status, found?.status === 'refused' && found.refusal.code],
      JSON.stringify(found)
    ).toEqual([status, code]);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test('today and the current date are there without it', async () => {
    expect(await table('SELECT today(), current_date, current_date - 1')).toEqual([
      [dayFromText('2020-03-01'), dayFromText('2020-03-01'), dayFromText('2020-02-29')]
    ]);
  });
});

test('a mistake is told with its place', async () => {
  const sql = 'SELECT 1;\nSELECT instrument,\n  nope FROM prices';
  const last = (await outcomes(sql)).at(-1);
  expect(last?.status === 'failed' && [last.problem.kind, last.start + (last.problem.at ?? -1)]).toEqual([
    'column',
    sql.indexOf('nope')
  ]);
  const [wrong] = await outcomes('SELEC 1');
  expect(wrong?.status === 'failed' && [wrong.problem.kind, wrong.problem.at], JSON.stringify(wrong)).toEqual([
    'syntax',
    0
  ]);
  const text = "SELECT 'x'::INTEGER AS n FROM range(3)";
  const [unread] = await outcomes(text);
  expect(unread?.status === 'failed' && [unread.problem.kind, unread.problem.at]).toEqual([
    'conversion',
    text.indexOf('::')
  ]);
});

test.each([
  'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3',
  'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r',
  'CREATE TABLE big AS SELECT a.range AS x FROM range(1000000) a, range(1000000) b'
])('a run without end is stopped within 100 ms, and the next one is answered: %s', async (sql) => {
  const { session } = await ranSql(question(), 'CREATE OR REPLACE TABLE kept AS SELECT 1 AS x');
  const stop = new AbortController();
  const endless = ranSql(question(), sql, { signal: stop.signal });
  endless.catch(() => undefined);
  await new Promise((done) => setTimeout(done, 600));
  const began = performance.now();
  stop.abort(new Error('enough'));
  await expect(endless).rejects.toThrow('enough');
  expect(performance.now() - began).toBeLessThan(100);
  const next = await ranSql(question(), 'SELECT x FROM kept');
  console.info(
    `${sql.slice(0, 30)}: next answer after ${Math.round(performance.now() - began)} ms, ${next.session === session ? 'same database' : 'a new database'}`
  );
  if (next.session === session) expect(next.outcomes[0]?.status).toBe('rows');
});

test('rows are saved as CSV, JSON and Parquet, and Parquet and CSV come back as tables', async () => {
  const sql =
    "SELECT 1 AS n, 'a,\"b' AS t, DATE '2020-01-02' AS d, 1.5::DECIMAL(38,18) AS m, true AS b, NULL::VARCHAR AS e";
  const bytesOf = async (format: 'csv' | 'json' | 'parquet') => {
    const made = await run('console', 'export', { ...question(), id: format, sql, format });
    if (!('bytes' in made)) throw new Error(JSON.stringify(made));
    return made.bytes;
  };
  expect(new TextDecoder().decode(await bytesOf('csv'))).toBe('n,t,d,m,b,e\r\n1,"a,""b",2020-01-02,1.5,true,\r\n');
  expect(JSON.parse(new TextDecoder().decode(await bytesOf('json')))).toEqual([
    { n: 1, t: 'a,"b', d: '2020-01-02', m: '1.5', b: true, e: null }
  ]);
  for (const format of ['csv', 'parquet'] as const) {
    const bytes = await bytesOf(format);
    const { table: made, rows: count } = await run('console', 'openFile', {
      ...question(),
      name: `My Rows.${format}`,
      bytes
    });
    expect([made, count]).toEqual(['file_my_rows', 1]);
    expect(await table(`SELECT n, t, d, CAST(m AS DOUBLE), b FROM ${made}`)).toEqual([
      [format === 'csv' ? '1' : 1, 'a,"b', dayFromText('2020-01-02'), 1.5, 'true']
    ]);
  }
  expect(await table("SELECT n FROM read_csv('your-files/My Rows.csv')")).toEqual([['1']]);
});
