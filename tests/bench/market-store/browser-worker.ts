import { withVaultTables } from '$lib/storage/duckdb';
import { clearVault, closeVault, loadPrices, openVault, savePrices } from '$lib/storage/dexie';
import { instrumentAt, marketSeries } from './market';

export type Asked = { what: 'store' | 'sql' | 'load'; size: number; sql?: string };
export type Told = { milliseconds: number; rows: number; note?: string };

async function answer({ what, size, sql }: Asked): Promise<Told> {
  const count = size;
  if (what === 'store') {
    const vault = await openVault('mine');
    await clearVault(vault);
    const series = marketSeries(count);
    const start = performance.now();
    const { written } = await savePrices(vault, series, { origin: 'fetched', recordedAt: 1 });
    const milliseconds = performance.now() - start;
    closeVault(vault);
    return { milliseconds, rows: written };
  }
  if (what === 'load') {
    const vault = await openVault('mine');
    const start = performance.now();
    const { series } = await loadPrices(vault);
    const milliseconds = performance.now() - start;
    closeVault(vault);
    return { milliseconds, rows: series.length, note: instrumentAt(0) };
  }
  const start = performance.now();
  const rows = await withVaultTables('mine', 'prices', ({ tables }) => tables.query(sql ?? 'SELECT count(*)::INT AS n FROM prices'));
  return { milliseconds: performance.now() - start, rows: rows.length, note: String(rows.length) };
}

self.onmessage = ({ data }: MessageEvent<Asked>) =>
  void answer(data).then((told) => self.postMessage(told), (error: unknown) => self.postMessage({ milliseconds: 0, rows: 0, note: String(error) }));
