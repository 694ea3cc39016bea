import { deviceDatabase, type BackgroundRow, type QuotaRow, type SourceRow } from './database';
import { redacted } from './redaction';

/** Settings of every source a person has touched, in the order of fallback. */
export async function loadSources(): Promise<SourceRow[]> {
  return (await deviceDatabase().sources.toArray()).sort(
    (a, b) => a.order - b.order || a.provider.localeCompare(b.provider)
  );
}

/** Keeps the settings of a source. */
export async function saveSource(row: SourceRow): Promise<void> {
  await deviceDatabase().sources.put(row);
}

/** Forgets a source, its key and its quota. */
export async function removeSource(provider: string): Promise<void> {
  const db = deviceDatabase();
  await db.transaction('rw', [db.sources, db.keys, db.quotas, db.background], async () => {
    await db.sources.delete(provider);
    await db.keys.delete(provider);
    await db.quotas.delete(provider);
    await db.background.filter((row) => row.provider === provider).delete();
  });
}

/** Notes how the last call to a source went. */
export async function noteSource(
  provider: string,
  outcome: { readonly at: number; readonly problem?: { readonly code: string; readonly text: string } }
): Promise<void> {
  const db = deviceDatabase();
  await db.transaction('rw', db.sources, async () => {
    const row = await db.sources.get(provider);
    if (!row) return;
    const { lastProblem: _, ...rest } = row;
    await db.sources.put(
      outcome.problem
        ? { ...row, lastProblem: { at: outcome.at, ...outcome.problem, text: redacted(outcome.problem.text) } }
        : { ...rest, firstSuccessAt: row.firstSuccessAt ?? outcome.at, lastSuccessAt: outcome.at }
    );
  });
}

/** Calls a source has had; undefined when none. */
export function loadQuota(provider: string): Promise<QuotaRow | undefined> {
  return deviceDatabase().quotas.get(provider);
}

/** Keeps the calls of a source. */
export async function saveQuota(row: QuotaRow): Promise<void> {
  await deviceDatabase().quotas.put(row);
}

/** The clear set of background work. */
export function loadBackgroundSet(): Promise<BackgroundRow[]> {
  return deviceDatabase().background.toArray();
}

/** Puts another clear set in the place of the one of a vault. */
export async function saveBackgroundSet(vault: BackgroundRow['vault'], rows: readonly BackgroundRow[]): Promise<void> {
  const db = deviceDatabase();
  await db.transaction('rw', db.background, async () => {
    await db.background.filter((row) => row.vault === vault).delete();
    await db.background.bulkPut([...rows]);
  });
}

/** A setting of the device; undefined when it was never set. */
export async function deviceSetting(key: string): Promise<unknown> {
  return (await deviceDatabase().settings.get(key))?.value;
}

/** Sets a setting of the device; undefined removes it. */
export async function saveDeviceSetting(key: string, value: unknown): Promise<void> {
  const { settings } = deviceDatabase();
  await (value === undefined ? settings.delete(key) : settings.put({ key, value }));
}
