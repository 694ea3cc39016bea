import { alone, showBadge } from '$lib/platform/background';
import { closeVault, openVault, StorageError, type Vault, type VaultName } from '$lib/storage/dexie';
import {
  deviceSetting,
  enabledOrigins,
  loadSources,
  logged,
  PROXY_TEMPLATE,
  proxyOrigin,
  vaultIsSealed,
  type BackgroundRow,
  type LogEntry
} from '$lib/storage/device';
import type { AskingWorld } from './permitted-request';
import { saveUpdate, type UpdateCause, type UpdateRecord, type UpdateResult } from './run-record';
import { updateSeries, type SeriesOutcome } from './update-series';

/** What an update is asked to do. */
export interface MarketUpdate {
  readonly rows: readonly BackgroundRow[];
  readonly cause: UpdateCause;
  /** True where a page that holds the key of a locked vault is open: the service worker never uses it. */
  readonly mayUnseal: boolean;
}

/** What an update needs of the world. */
export type UpdateWorld = Pick<AskingWorld, 'fetch' | 'now'>;

const AREA = 'background';

/**
 * Fetches the last days of some series and writes what is sound, says in the log how it went and shows on the icon what
 * needs the person. One at a time in this browser; undefined when another one is at it.
 */
export function updateMarket(update: MarketUpdate, world: UpdateWorld): Promise<UpdateRecord | undefined> {
  return alone('sextant-market-update', async () => {
    const record = await recorded(update, world);
    await saveUpdate(record);
    const { result, series, values, doubtful, unanswered, cause } = record;
    const level = result === 'failed' || doubtful > 0 ? 'warning' : 'info';
    await logged([
      {
        ...{ at: record.at, level, area: AREA, event: result },
        data: { cause, series, values, doubtful, unanswered }
      }
    ]);
    // Without a network there is nothing that a person could mend.
    if (result !== 'offline' && result !== 'locked') await showBadge(doubtful + unanswered);
    return record;
  });
}

async function updatedVaults({ rows, cause, mayUnseal }: MarketUpdate, world: UpdateWorld): Promise<UpdateRecord> {
  const asking = await askingWorld(world);
  const outcomes: SeriesOutcome[] = [];
  let locked = false;
  for (const name of new Set(rows.map((row) => row.vault))) {
    const own = rows.filter((row) => row.vault === name);
    // Rows of a sealed vault can only be written with its key, and nothing private is kept beside it.
    if (!mayUnseal && (await vaultIsSealed(name))) locked = true;
    else if ((await updatedVault(name, own, mayUnseal, asking, outcomes)) === 'locked') locked = true;
  }
  const counted = (fits: (one: SeriesOutcome) => boolean): number => outcomes.filter(fits).length;
  return {
    at: world.now(),
    cause,
    result: resultOf(outcomes, locked),
    series: counted((one) => one.status === 'written' && one.values > 0),
    values: outcomes.reduce((sum, one) => sum + (one.status === 'written' ? one.values : 0), 0),
    doubtful: counted((one) => one.status === 'differs' || (one.status === 'written' && one.doubtful > 0)),
    unanswered: counted((one) => one.status === 'none')
  };
}

/** A failure of this device, a full disk for one, ends the update and is told like any other end. */
async function recorded(update: MarketUpdate, world: UpdateWorld): Promise<UpdateRecord> {
  try {
    return await updatedVaults(update, world);
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const at = world.now();
    await logged([{ at, level: 'error', area: AREA, event: 'stopped', data: { cause: update.cause, text } }]);
    return {
      at,
      cause: update.cause,
      result: 'failed',
      series: 0,
      values: 0,
      doubtful: 0,
      unanswered: update.rows.length
    };
  }
}

async function askingWorld(world: UpdateWorld): Promise<AskingWorld> {
  const [origins, template] = await Promise.all([enabledOrigins(), deviceSetting(PROXY_TEMPLATE)]);
  const proxy = proxyOrigin(template) === undefined ? undefined : String(template);
  return { ...world, origins: new Set(origins), ...(proxy === undefined ? {} : { proxy }) };
}

async function updatedVault(
  name: VaultName,
  rows: readonly BackgroundRow[],
  mayUnseal: boolean,
  world: AskingWorld,
  outcomes: SeriesOutcome[]
): Promise<'done' | 'locked'> {
  let vault: Vault;
  try {
    vault = await openVault(name);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'vault-locked') return 'locked';
    throw error;
  }
  try {
    const sources = new Map((await loadSources()).map((one) => [one.provider, one]));
    for (const row of rows) {
      const source = sources.get(row.provider);
      const outcome: SeriesOutcome = source?.enabled
        ? await updateSeries({ vault, row, source, mayUnseal, world })
        : { status: 'none', problem: 'refused', text: `${row.provider} is not enabled` };
      outcomes.push(outcome);
      await logged([entryOf(row, outcome, world.now())].flatMap((entry) => entry ?? []));
      // One look tells that the network is away; the next event tries again.
      if (outcome.status === 'none' && outcome.problem === 'offline' && outcomes.every(isOffline)) break;
    }
  } finally {
    closeVault(vault);
  }
  return 'done';
}

const isOffline = (one: SeriesOutcome): boolean => one.status === 'none' && one.problem === 'offline';

function entryOf(row: BackgroundRow, outcome: SeriesOutcome, at: number): LogEntry | undefined {
  const data = { kind: row.kind, key: row.key, source: row.provider };
  if (outcome.status === 'differs')
    return { at, level: 'warning', area: AREA, event: 'differs', data: { ...data, why: outcome.why } };
  if (outcome.status === 'none') {
    const level = outcome.problem === 'offline' || outcome.problem === 'waiting' ? 'info' : 'warning';
    return {
      at,
      level,
      area: AREA,
      event: outcome.problem,
      data: { ...data, ...(outcome.text === '' ? {} : { text: outcome.text }) }
    };
  }
  const { values, doubtful, rejected } = outcome;
  if (values === 0 && doubtful === 0 && rejected === 0) return undefined;
  const level = doubtful > 0 ? 'warning' : 'info';
  return { at, level, area: AREA, event: 'series-stored', data: { ...data, values, doubtful, rejected } };
}

function resultOf(outcomes: readonly SeriesOutcome[], locked: boolean): UpdateResult {
  if (outcomes.length === 0) return locked ? 'locked' : 'nothing-to-do';
  if (outcomes.every(isOffline)) return 'offline';
  const answered = outcomes.filter((one) => one.status !== 'none');
  if (answered.length === 0) return 'failed';
  if (answered.length < outcomes.length) return 'partly';
  return answered.some((one) => one.status === 'written' && one.values > 0) ? 'updated' : 'nothing-new';
}
