import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tableToIPC } from 'apache-arrow';
import type * as DuckDb from '@duckdb/duckdb-wasm/blocking';
import { plainCalendar, seriesFindings, type CheckedSeries } from '$lib/quant/quality';
import { arrowTable } from '../../src/lib/storage/duckdb/columns';
import { checksInSql, preparation, type Counts } from './quality/checks-in-sql';
import { plantedSeries } from './quality/planted';

interface Measured {
  name: string;
  ours_ms: number;
  reference_ms: number;
  ratio: number;
  note: string;
}

const SERIES = 1000;
const DAYS = 5000;

/** Every check of the catalog over five million closes, against ten of them in SQL over the same rows; counts equal. */
export async function qualityBench(): Promise<Measured> {
  const all = plantedSeries(SERIES, DAYS);
  let ours: Counts = {};
  let ours_ms = Infinity;
  for (let k = 0; k < 3; k++) {
    const begun = performance.now();
    ours = countsOf(all);
    ours_ms = Math.min(ours_ms, performance.now() - begun);
  }
  const { counts, ms: reference_ms } = await inDuckDb(all);
  for (const [code, count] of Object.entries(counts))
    if (ours[code] !== count) throw new Error(`${code}: ${ours[code]} here, ${count} in SQL`);
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return {
    name: `Every check of ${(SERIES * DAYS) / 1e6} million closes, one thread`,
    ours_ms,
    reference_ms,
    ratio: reference_ms / ours_ms,
    note: `DuckDB in WebAssembly, ten of the checks in SQL over the table; ${total} values found by both`
  };
}

function countsOf(all: readonly CheckedSeries[]): Counts {
  const counts: Record<string, number> = {};
  for (const series of all) {
    const today = series.days[series.days.length - 1];
    for (const { code, count } of seriesFindings(series, { today, calendar: plainCalendar }).findings) {
      const name = code === 'spike' || code === 'hundredfold' ? 'bad-print' : code;
      counts[name] = (counts[name] ?? 0) + count;
    }
  }
  return counts;
}

async function inDuckDb(all: readonly CheckedSeries[]): Promise<{ counts: Counts; ms: number }> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const duckdb = require(entry) as typeof DuckDb;
  const folder = dirname(entry);
  const files = { mainModule: join(folder, 'duckdb-eh.wasm'), mainWorker: join(folder, 'duckdb-node-eh.worker.cjs') };
  const db = await duckdb.createDuckDB({ mvp: files, eh: files }, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await db.instantiate();
  const connection = db.connect();
  const rows = all.length * DAYS;
  const columns = { series: new Int32Array(rows), place: new Int32Array(rows), day: new Int32Array(rows) };
  const value = new Float64Array(rows);
  all.forEach((series, i) => {
    columns.series.fill(i, i * DAYS, (i + 1) * DAYS);
    for (let t = 0; t < DAYS; t++) columns.place[i * DAYS + t] = t;
    columns.day.set(series.days, i * DAYS);
    value.set(series.values, i * DAYS);
  });
  connection.insertArrowFromIPCStream(tableToIPC(arrowTable({ ...columns, value }), 'stream'), {
    name: 'closes',
    create: true
  });
  const begun = performance.now();
  connection.query(preparation);
  const counts = Object.fromEntries(
    Object.entries(checksInSql).map(([code, sql]) => {
      const [row] = connection.query(sql).toArray() as { toJSON(): { n: number | bigint } }[];
      return [code, Number(row.toJSON().n)];
    })
  );
  const ms = performance.now() - begun;
  connection.close();
  return { counts, ms };
}
