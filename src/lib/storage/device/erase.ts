import { deviceDatabase } from './database';

/** Forgets all that this device keeps for itself: keys and the key that seals them, sources, quotas, the clear set, log, settings. */
export async function eraseDevice(): Promise<void> {
  const db = deviceDatabase();
  await db.transaction('rw', db.tables, async () => void (await Promise.all(db.tables.map((table) => table.clear()))));
}
