import { noCalls, waitBefore, withCall, type Calls, type Quotas } from '$lib/data/providers';
import { deviceDatabase, loadQuota, type QuotaRow } from '$lib/storage/device';

/** Quotas in the database of the device: each call is counted in one transaction, whichever tab or worker makes it. */
export const deviceQuotas: Quotas = {
  take(source, limits, now) {
    const db = deviceDatabase();
    return db.transaction('rw', db.quotas, async () => {
      const before = callsOf(await db.quotas.get(source));
      const wait = waitBefore(limits, before, now);
      if (wait === 0) await db.quotas.put({ provider: source, ...withCall(limits, before, now) });
      return wait;
    });
  },
  pause(source, until) {
    const db = deviceDatabase();
    return db.transaction('rw', db.quotas, async () => {
      const { calls, pausedUntil = 0 } = callsOf(await db.quotas.get(source));
      await db.quotas.put({ provider: source, calls, pausedUntil: Math.max(until, pausedUntil) });
    });
  },
  read: async (source) => callsOf(await loadQuota(source))
};

function callsOf(row: QuotaRow | undefined): Calls {
  if (!row) return noCalls;
  return { calls: row.calls, ...(row.pausedUntil === undefined ? {} : { pausedUntil: row.pausedUntil }) };
}
