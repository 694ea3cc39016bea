import { instrumentId } from '$lib/domain/instruments';
import type { PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { clearVault, closeVault, openVault, savePrices } from '$lib/storage/dexie';
import { withVaultTables } from '$lib/storage/duckdb';
import { checksInSql, preparation, type Counts } from '../quality/checks-in-sql';
import { plantedSeries } from '../quality/planted';

export interface Asked {
  readonly question: 'store' | 'sql';
  readonly instruments: number;
  readonly days: number;
}

export interface Told {
  readonly milliseconds: number;
  readonly counts: Counts;
}

/** What is timed of each question, after what it needs. */
const answers: Readonly<Record<Asked['question'], (asked: Asked) => Promise<Told>>> = {
  async store({ instruments, days }) {
    const vault = await openVault('mine');
    await clearVault(vault);
    const begun = performance.now();
    await savePrices(vault, storable(instruments, days));
    closeVault(vault);
    return { milliseconds: performance.now() - begun, counts: {} };
  },

  sql: () =>
    withVaultTables('mine', 'prices', async ({ tables }) => {
      await tables.query(`CREATE OR REPLACE TEMP TABLE closes AS SELECT CAST(substr(instrument, 2) AS INTEGER) AS series,
        CAST(row_number() OVER (PARTITION BY instrument ORDER BY day) AS INTEGER) AS place,
        CAST(day - DATE '1970-01-01' AS INTEGER) AS day, close AS value FROM prices`);
      const begun = performance.now();
      for (const statement of preparation.split(';')) if (statement.trim() !== '') await tables.query(statement);
      const counts: Record<string, number> = {};
      for (const [code, sql] of Object.entries(checksInSql)) {
        const [row] = await tables.query<{ n: number }>(`SELECT CAST(n AS INTEGER) AS n FROM (${sql})`);
        counts[code] = row?.n ?? 0;
      }
      return { milliseconds: performance.now() - begun, counts };
    })
};

/** Planted series as a vault takes them: what is no number, doubled or out of order never gets in. */
function storable(instruments: number, length: number): PriceSeries[] {
  const about = {
    currency: currencyCode('USD'),
    adjustment: 'splits',
    quoteUnit: 'currency',
    source: 'bench'
  } as const;
  return plantedSeries(instruments, length).map((series, at) => {
    const byDay = new Map(Array.from(series.days, (day, row) => [day, series.values[row] ?? NaN]));
    const days = Int32Array.from(byDay.keys())
      .filter((day) => Number.isFinite(byDay.get(day)))
      .sort();
    const values = Float64Array.from(days, (day) => byDay.get(day) ?? NaN);
    return { instrument: instrumentId(`S${at}`), ...about, revision: 1, days, values };
  });
}

self.onmessage = ({ data }: MessageEvent<Asked>) =>
  void answers[data.question](data).then(
    (told) => self.postMessage(told),
    (error: unknown) => self.postMessage({ error: String(error) })
  );
