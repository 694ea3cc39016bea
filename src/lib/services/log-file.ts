import type { LogEntry } from '$lib/storage/device';

const moment = (at: number): string => new Date(at).toISOString();

/** Entries as JSON, one a line. */
export function jsonLines(entries: readonly LogEntry[]): string {
  return entries
    .map(({ at, level, area, event, data }) =>
      JSON.stringify({ time: moment(at), level, area, event, ...(data ? { data } : {}) })
    )
    .map((line) => `${line}\n`)
    .join('');
}

// A cell that a spreadsheet would take for a formula begins with a quotation mark of its own.
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Entries as comma-separated values (RFC 4180); the values of an entry are JSON in one column. */
export function csvText(entries: readonly LogEntry[]): string {
  const lines = entries.map(({ at, level, area, event, data }) => [
    moment(at),
    level,
    area,
    event,
    data ? JSON.stringify(data) : ''
  ]);
  return [['time', 'level', 'area', 'event', 'data'], ...lines]
    .map((line) => `${line.map(cell).join(',')}\r\n`)
    .join('');
}
