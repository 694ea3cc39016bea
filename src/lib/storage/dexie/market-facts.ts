import type { InstrumentId } from '$lib/domain/instruments';
import type { Fundamentals, MarketEvents, NewsItem } from '$lib/domain/market';
import { written } from './errors';
import type { RepairRecord } from './market-rows';
import { soundRows, type RowReading } from './problems';
import { announceChange, type Vault } from './vault';

/** Keeps the splits and dividends of instruments, in the place of those that were kept. */
export async function saveEvents(vault: Vault, rows: readonly MarketEvents[]): Promise<void> {
  await written(() => vault.db.events.bulkPut([...rows]));
  announceChange(vault, ['market']);
}

/** Splits and dividends of some instruments, of all when none are named. */
export function loadEvents(vault: Vault, instruments?: readonly InstrumentId[]): Promise<RowReading<MarketEvents>> {
  return soundRows(vault.db.events, 'events', instruments, (row) =>
    Array.isArray(row.splits) && Array.isArray(row.dividends) ? undefined : 'no lists of splits and dividends'
  );
}

/** Keeps figures of companies and funds, in the place of those that were kept. */
export async function saveFundamentals(vault: Vault, rows: readonly Fundamentals[]): Promise<void> {
  await written(() => vault.db.fundamentals.bulkPut([...rows]));
  announceChange(vault, ['market']);
}

/** Figures of some instruments, of all when none are named. */
export function loadFundamentals(
  vault: Vault,
  instruments?: readonly InstrumentId[]
): Promise<RowReading<Fundamentals>> {
  return soundRows(vault.db.fundamentals, 'fundamentals', instruments, (row) =>
    typeof row.source === 'string' && typeof row.asOf === 'number' ? undefined : 'no source or no day'
  );
}

/** Keeps news. */
export async function saveNews(vault: Vault, rows: readonly NewsItem[]): Promise<void> {
  await written(() => vault.db.news.bulkPut([...rows]));
  announceChange(vault, ['market']);
}

/** News, the newest first; of one instrument when it is named. */
export async function loadNews(vault: Vault, instrument?: InstrumentId): Promise<RowReading<NewsItem>> {
  const { rows, problems } = await soundRows(vault.db.news, 'news', undefined, (row) =>
    Array.isArray(row.instruments) && typeof row.url === 'string' && typeof row.seenAt === 'number'
      ? undefined
      : 'no instruments, address or time'
  );
  const asked = rows.filter((row) => instrument === undefined || row.instruments.includes(instrument));
  return { rows: asked.sort((a, b) => b.seenAt - a.seenAt), problems };
}

/** Keeps what was mended. */
export async function saveRepairs(vault: Vault, rows: readonly RepairRecord[]): Promise<void> {
  await written(() => vault.db.repairs.bulkPut([...rows]));
  announceChange(vault, ['market']);
}

/** What was mended, of one series or of all, the newest first. */
export async function loadRepairs(
  vault: Vault,
  about?: Pick<RepairRecord, 'kind' | 'key'>
): Promise<RowReading<RepairRecord>> {
  const { repairs } = vault.db;
  const ids = about && (await repairs.where('[kind+key]').equals([about.kind, about.key]).primaryKeys());
  const { rows, problems } = await soundRows(repairs, 'repairs', ids, (row) =>
    typeof row.day === 'number' && typeof row.before === 'number' && typeof row.after === 'number'
      ? undefined
      : 'no day or no values'
  );
  return { rows: rows.sort((a, b) => b.at - a.at), problems };
}

/** Forgets that something was mended. */
export async function removeRepairs(vault: Vault, ids: readonly string[]): Promise<void> {
  await written(() => vault.db.repairs.bulkDelete([...ids]));
  announceChange(vault, ['market']);
}
