import { tradingDaysSince } from '$lib/domain/market';
import { lastUpdate, updateMarket, type UpdateCause, type UpdateRecord } from '$lib/services/background';
import { priceHeaders, rateHeaders, type VaultName } from '$lib/storage/dexie';
import { loadBackgroundSet, type BackgroundRow } from '$lib/storage/device';
import { openedVault } from '../open-vault';
import { proposedSet } from './proposed-set';

const HOUR = 3_600_000;
/** Hours in which opening the app again asks nobody again. */
const REST = 3;
const DAY = 24 * HOUR;

/** What an update is for. */
export interface UpdateQuestion {
  readonly vault: VaultName;
  readonly cause: Extract<UpdateCause, 'open' | 'hand'>;
}

/** The update of background work, in a worker of an open page: what is in the clear set or, without one, what is held and followed. */
export async function update({ vault, cause }: UpdateQuestion): Promise<UpdateRecord | undefined> {
  const rows = await rowsOf(vault);
  if (cause === 'open' && !(await isDue(vault, rows))) return undefined;
  return updateMarket({ rows, cause, mayUnseal: true }, { fetch: fetch.bind(globalThis), now: Date.now });
}

async function rowsOf(vault: VaultName): Promise<readonly BackgroundRow[]> {
  const clear = (await loadBackgroundSet()).filter((row) => row.vault === vault);
  return clear.length > 0 ? clear : proposedSet({ vault });
}

/** True when something is older than a trading day and nobody was asked a short while ago. */
async function isDue(name: VaultName, rows: readonly BackgroundRow[]): Promise<boolean> {
  const now = Date.now();
  const before = await lastUpdate();
  if (rows.length === 0 || (before && before.result !== 'offline' && before.at > now - REST * HOUR)) return false;
  const vault = await openedVault(name);
  const [prices, rates] = await Promise.all([priceHeaders(vault), rateHeaders(vault)]);
  const last = new Map<string, number>([
    ...prices.map((one): [string, number] => [one.instrument, one.last]),
    ...rates.map((one): [string, number] => [`${one.base}/${one.quote}`, one.last])
  ]);
  const today = Math.floor(now / DAY);
  return rows.some(({ key }) => tradingDaysSince(last.get(key) ?? -1, today) > 1);
}
