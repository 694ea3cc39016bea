import { dayText } from '$lib/domain/calendar';
import { now, today } from '$lib/platform/clock';
import { saveFile } from '$lib/platform/files';
import type { LogEntry, LogLevel } from '$lib/storage/device';
import { csvText, jsonLines } from './log-file';

export type { LogEntry, LogLevel };

/** The log is loaded with what is first noted in it, not with the page. */
const device = () => import('$lib/storage/device');

/** Notes that something happened. Values are counts, codes and names of sources; no amounts, no keys. */
export async function noted(
  level: LogLevel,
  area: string,
  event: string,
  data: NonNullable<LogEntry['data']> = {}
): Promise<void> {
  const { logged } = await device();
  await logged([{ at: now(), level, area, event, ...(Object.keys(data).length > 0 ? { data } : {}) }]);
}

/** What became of an error, as values of the log. */
export function errorValues(error: unknown): NonNullable<LogEntry['data']> {
  if (!(error instanceof Error)) return { text: String(error) };
  const code: unknown = Reflect.get(error, 'code');
  return { name: error.name, ...(typeof code === 'string' ? { code } : {}), text: error.message };
}

/** Tells the entries now and after every change, newest first; returns how to stop. */
export function followLog(listener: (entries: readonly LogEntry[]) => void): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  void device().then(({ followLog: follow }) => {
    if (!stopped) stop = follow({}, listener);
  });
  return () => {
    stopped = true;
    stop?.();
  };
}

/** Forgets every entry. */
export async function clearLog(): Promise<void> {
  await (await device()).clearLog();
}

/** Saves entries as a file of JSON lines or of comma-separated values. */
export function saveLog(entries: readonly LogEntry[], format: 'jsonl' | 'csv'): void {
  const [text, type] = format === 'csv' ? [csvText(entries), 'text/csv'] : [jsonLines(entries), 'application/x-ndjson'];
  saveFile(text, `sextant-log-${dayText(today())}.${format}`, type);
}
