import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actsUndoing, type JournalAct } from '$lib/domain/ledger';
import {
  appendActs,
  clearVault,
  closeVault,
  deleteVault,
  loadLedger,
  loadPrices,
  openResult,
  openVault,
  saveMapping,
  saveResult,
  saveSetting,
  type Vault
} from '$lib/storage/dexie';
import { apple, batch, broker, closes, deposit, euroRates, purchase, told } from '../dexie/vault.fixture';
import { exportVault } from './write';
import type { RestoreDifference } from './difference';
import { importVault, inspectArchive, openedArchive, plannedRestore, restoreArchive } from './import';

const app = { appVersion: '0.1.0' };
const opened = (bytes: Uint8Array) => [
  bytes.length,
  ...Object.entries(unzipSync(bytes)).map(([path, content]) => `${path}\n${strFromU8(content)}`)
];

let vault: Vault;
let other: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
  other = await openVault('demo');
});

afterEach(async () => {
  for (const one of [vault, other]) {
    closeVault(one);
    await deleteVault(one.name);
  }
});

async function filled(where: Vault): Promise<void> {
  await appendActs(where, [deposit('e1', '1000.10'), purchase('e2', '10', '100')], {
    ...{ batch: batch('b1'), recordedAt: 1, title: 'first', file: 'a.csv', accounts: [broker], instruments: [apple] },
    prices: [
      closes({ '2019-12-31': 0.1 + 0.2, '2020-01-02': 1e-9 }),
      closes({ '2020-01-02': 5 }, { instrument: 'a/b:"c" é' as typeof apple.id, adjustment: 'total-return' })
    ],
    rates: [euroRates({ '2020-01-02': 1.12 })]
  });
  const { entries, head } = await loadLedger(where);
  const options = { batch: batch('u1'), recordedAt: 2, title: 'undo', undoes: batch('b1'), expectedHead: head };
  await appendActs(where, actsUndoing(entries, batch('b1')), options);
  await appendActs(where, [deposit('e3', '7')], {
    ...{ batch: batch('b2'), recordedAt: 3, title: 'again', accounts: [broker], instruments: [apple] },
    prices: [closes({ '2021-01-04': 130 })]
  });
  await saveSetting(where, 'base', 'EUR');
  await saveMapping(where, { id: 'm', title: 'Bank', createdAt: 1, content: { date: 'Datum', $: 'mine' } });
  await saveResult(where, {
    ...{ id: 'r', kind: 'simulation', title: 'Run', createdAt: 4, inputs: { a: undefined, b: 10n }, seed: 1 },
    ...{
      engineVersion: '0.1.0',
      dataHash: 'h',
      output: { fan: Float64Array.of(1, NaN, -0), at: new Map([['x', -Infinity]]) }
    }
  });
}

test('export, import and export again give the same bytes, and nothing is lost', async () => {
  await filled(vault);
  const first = await exportVault(vault, app);
  expect(inspectArchive(first)).toMatchObject({ status: 'readable', summary: { entries: 5, accounts: 1, results: 1 } });
  await filled(other);
  await appendActs(other, [deposit('x', '1')], { batch: batch('x'), recordedAt: 9, title: 'to be replaced' });
  expect((await importVault(other, first)).status).toBe('restored');
  expect(opened(await exportVault(other, app))).toEqual(opened(first));
  for (const name of vault.db.tables.map((table) => table.name))
    expect([name, await other.db.table(name).toArray()]).toEqual([name, await vault.db.table(name).toArray()]);
  expect((await openResult(other, 'r'))?.output).toEqual({
    fan: Float64Array.of(1, NaN, -0),
    at: new Map([['x', -Infinity]])
  });
});

test('an archive of version 1 is read as it was, with the head it had', async () => {
  const bytes = new Uint8Array(readFileSync('tests/samples/archive/version-1.zip'));
  const manifest = strFromU8(unzipSync(bytes)['manifest.json'] ?? new Uint8Array());
  const told = JSON.parse(manifest) as { version: number; journal: { head: string }[] };
  expect(told.version).toBe(1);
  const outcome = await importVault(vault, bytes);
  expect(outcome).toMatchObject({
    status: 'restored',
    summary: { version: 1, entries: 5, head: told.journal[0]?.head }
  });
  expect((await loadLedger(vault)).head).toBe(told.journal[0]?.head);
  const { ['manifest.json']: _, ...old } = unzipSync(bytes);
  const now = unzipSync(await exportVault(vault, app));
  for (const [path, content] of Object.entries(old)) expect([path, now[path]]).toEqual([path, content]);
});

test('the tables hold the transactions and prices for other programs', async () => {
  await filled(vault);
  const files = unzipSync(await exportVault(vault, { ...app, tables: () => ({ 'tables/more.csv': 'a,b\n' }) }));
  expect(strFromU8(files['tables/more.csv'] ?? new Uint8Array())).toBe('a,b\n');
  const rows = async (path: string) => parquetReadObjects({ file: (files[path] ?? new Uint8Array()).slice().buffer });
  expect(await rows('tables/transactions.parquet')).toMatchObject([
    {
      trade_day: new Date('2020-01-02'),
      verb: 'deposit',
      amount: '7',
      currency: 'USD',
      account: 'broker',
      quantity: null
    }
  ]);
  expect(await rows('tables/prices.parquet')).toEqual([
    { day: new Date('2021-01-04'), close: 130, instrument: 'AAPL' }
  ]);
  expect(await rows('tables/price-series.parquet')).toEqual([
    { instrument: 'AAPL', currency: 'USD', adjustment: 'none', quote_unit: 'currency', source: 'test' }
  ]);
  expect(await rows('tables/rates.parquet')).toEqual([]);
});

describe('what a restore would do is told before', () => {
  const plan = async (bytes: Uint8Array) => {
    const opened = openedArchive(bytes);
    if (opened.status === 'refused') throw new Error(opened.problem.text);
    return { plan: await plannedRestore(other, opened.archive), archive: opened.archive };
  };
  const kind = (one: RestoreDifference, name: string) => one.kinds.find((each) => each.kind === name);

  test('into an empty vault', async () => {
    await filled(vault);
    const { plan: found } = await plan(await exportVault(vault, app));
    expect(found).toMatchObject({ relation: 'here-empty', empty: true, common: 0 });
    expect(kind(found, 'entries')).toMatchObject({ here: 0, inFile: 5, added: 5, changed: 0, lost: 0 });
    expect((await loadLedger(other)).entries).toEqual([]);
  });

  test('older, newer, apart and the same; what would be lost is counted', async () => {
    await filled(vault);
    const first = await exportVault(vault, app);
    const { archive } = await plan(first);
    await restoreArchive(other, archive);
    const same = (await plan(first)).plan;
    expect(same).toMatchObject({ relation: 'same', common: 5, headHere: archive.summary.head, empty: false });
    expect(same.kinds.every(({ added, changed, lost }) => added + changed + lost === 0)).toBe(true);

    await appendActs(other, [deposit('e9', '9')], {
      ...{ batch: batch('b9'), recordedAt: 9, title: 'later', accounts: [{ ...broker, name: 'Renamed' }] },
      prices: [closes({ '2021-01-04': 131 })]
    });
    const older = (await plan(first)).plan;
    expect(older).toMatchObject({ relation: 'file-is-older', common: 5 });
    expect(kind(older, 'entries')).toMatchObject({ here: 6, inFile: 5, added: 0, lost: 1 });
    expect(kind(older, 'accounts')).toMatchObject({ changed: 1, lost: 0 });
    expect(kind(older, 'prices')).toMatchObject({ changed: 1 });

    const later = await exportVault(other, app);
    await restoreArchive(other, archive);
    expect((await plan(later)).plan).toMatchObject({ relation: 'file-continues', common: 5 });
    await appendActs(other, [deposit('e8', '8')], { batch: batch('b8'), recordedAt: 8, title: 'another' });
    expect((await plan(later)).plan).toMatchObject({ relation: 'apart', common: 5 });
  });

  test('a vault that another tab wrote to meanwhile is left alone', async () => {
    await filled(vault);
    const { plan: seen, archive } = await plan(await exportVault(vault, app));
    await appendActs(other, [deposit('mine', '1')], { batch: batch('mine'), recordedAt: 1, title: 'mine' });
    await expect(restoreArchive(other, archive, { expectedHead: seen.headHere })).rejects.toMatchObject({
      code: 'head-moved'
    });
    expect((await loadLedger(other)).entries).toHaveLength(1);
  });
});

test('the files are open formats', async () => {
  await filled(vault);
  const files = unzipSync(await exportVault(vault, app));
  expect(strFromU8(files['prices/AAPL.csv'] ?? new Uint8Array())).toBe('date,close\n2021-01-04,130\n');
  const lines = strFromU8(files['journal.jsonl'] ?? new Uint8Array())
    .trim()
    .split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { act: string }).act)).toEqual([
    'post',
    'post',
    'void',
    'void',
    'post'
  ]);
});

test('property: any ledger and any prices come back as they were', async () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 20n }).map((units) => `${units / 1000n}.${units % 1000n}`);
  const price = fc.double({ noNaN: true, noDefaultInfinity: true });
  await fc.assert(
    fc.asyncProperty(
      fc.array(amount, { maxLength: 8 }),
      fc.array(price, { maxLength: 30 }),
      fc.anything({ withBigInt: true, withTypedArray: false, withMap: true, withSet: true }),
      async (amounts, prices, output) => {
        await clearVault(vault);
        const acts: JournalAct[] = amounts.map((text, i) => deposit(`e${i}`, text));
        const days = Int32Array.from(prices, (_, i) => 18_000 + i * 29);
        const series = { ...closes({}), days, values: Float64Array.from(prices) };
        const about = { recordedAt: 1, title: 'one', accounts: [broker], instruments: [apple] };
        await appendActs(vault, acts, { ...about, batch: batch('b'), prices: prices.length > 0 ? [series] : [] });
        const run = { kind: 'k', title: 't', createdAt: 1, inputs: null, engineVersion: '1', dataHash: 'h' };
        await saveResult(vault, { ...run, id: 'r', output });
        const bytes = await exportVault(vault, app);
        expect((await importVault(other, bytes)).status).toBe('restored');
        expect(opened(await exportVault(other, app))).toEqual(opened(bytes));
        expect((await openResult(other, 'r'))?.output).toEqual((await openResult(vault, 'r'))?.output);
      }
    ),
    { numRuns: 40 }
  );
}, 60_000);

describe('a file that cannot be trusted changes nothing', () => {
  const refused = async (bytes: Uint8Array, code: string, place?: string): Promise<void> => {
    await appendActs(other, [deposit('mine', '1')], { batch: batch('mine'), recordedAt: 1, title: 'mine' });
    const before = await exportVault(other, app);
    const outcome = await importVault(other, bytes);
    expect(outcome).toMatchObject({ status: 'refused', problem: { code, ...(place ? { place } : {}) } });
    expect(await exportVault(other, app)).toEqual(before);
  };
  const changed = async (path: string, change: (text: string) => string | undefined): Promise<Uint8Array> => {
    await filled(vault);
    const files = unzipSync(await exportVault(vault, app));
    const text = change(strFromU8(files[path] ?? new Uint8Array()));
    const { [path]: _, ...rest } = files;
    return zipSync(text === undefined ? rest : { ...rest, [path]: strToU8(text) });
  };

  test('no zip', () => refused(strToU8('date,symbol\n'), 'not-an-archive'));
  test('empty', () => refused(new Uint8Array(0), 'not-an-archive'));
  test('another zip', () => refused(zipSync({ 'a.txt': strToU8('a') }), 'not-an-archive'));
  test('cut off', async () => {
    await filled(vault);
    const bytes = await exportVault(vault, app);
    await refused(bytes.slice(0, bytes.length / 2), 'not-an-archive');
  });
  test('a changed price', async () =>
    refused(await changed('prices/AAPL.csv', (text) => text.replace('130', '131')), 'damaged', 'prices/AAPL.csv'));
  test('a lost file', async () =>
    refused(await changed('rates/index.json', () => undefined), 'incomplete', 'rates/index.json'));
  test('a newer archive', async () =>
    refused(await changed('manifest.json', (text) => text.replace('"version": 3', '"version": 4')), 'newer-archive'));
  test('a manifest of another head', async () => {
    const forged = await changed('manifest.json', (text) => text.replace(/"head": "[0-9a-f]{8}/, '"head": "00000000'));
    await refused(forged, 'chain-broken', 'journal.jsonl');
  });
});

test('a damaged vault is exported without what is lost, and says so', async () => {
  await filled(vault);
  await vault.db.journal.update(3, { bytes: '{}' });
  await vault.db.prices.where('[instrument+year]').equals(['AAPL', 2021]).modify({ values: Float64Array.of() });
  const bytes = await exportVault(vault, app);
  const outcome = await importVault(other, bytes);
  expect(outcome).toMatchObject({ status: 'restored', summary: { entries: 4 } });
  expect('summary' in outcome && outcome.summary.omitted).toHaveLength(2);
  expect(await exportVault(other, app)).not.toEqual(bytes);
  const { entries, problems } = await loadLedger(other);
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 4, 5]);
  expect(problems.map(({ code }) => code)).toEqual(['entry-gap']);
  expect((await loadPrices(other)).series.map(told)).toEqual([]);
});
