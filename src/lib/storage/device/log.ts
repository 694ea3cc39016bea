import { liveQuery } from 'dexie';
import { deviceDatabase, type LogEntry, type LogLevel } from './database';
import { redactedValues } from './redaction';

/** Entries kept; the oldest go first. */
export const MOST_LOGGED = 5000;

let sinceTrimmed = 0;

/** Writes entries to the log; false when it cannot be written, which never stops the work it tells of. */
export async function logged(entries: readonly LogEntry[]): Promise<boolean> {
  if (entries.length === 0) return true;
  try {
    const { log } = deviceDatabase();
    await log.bulkAdd(entries.map((one) => (one.data ? { ...one, data: redactedValues(one.data) } : one)));
    sinceTrimmed += entries.length;
    if (sinceTrimmed > 100) {
      sinceTrimmed = 0;
      const surplus = (await log.count()) - MOST_LOGGED;
      if (surplus > 0) await log.orderBy('id').limit(surplus).delete();
    }
    return true;
  } catch {
    return false;
  }
}

/** What to look for in the log. */
export interface LogFilter {
  readonly levels?: readonly LogLevel[];
  readonly area?: string;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly most?: number;
}

/** Entries of the log, newest first. */
export async function loadLog({ levels, area, since = 0, most = MOST_LOGGED }: LogFilter = {}): Promise<LogEntry[]> {
  return deviceDatabase()
    .log.orderBy('id')
    .reverse()
    .filter((one) => (!levels || levels.includes(one.level)) && (!area || one.area === area) && one.at >= since)
    .limit(most)
    .toArray();
}

/** Tells the entries now and after every change, by this page, its workers or another tab; returns how to stop. */
export function followLog(filter: LogFilter, listener: (entries: readonly LogEntry[]) => void): () => void {
  const following = liveQuery(() => loadLog(filter)).subscribe({ next: listener, error: () => listener([]) });
  return () => following.unsubscribe();
}

/** Forgets every entry. */
export async function clearLog(): Promise<void> {
  await deviceDatabase().log.clear();
}
