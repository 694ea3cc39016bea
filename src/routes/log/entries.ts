import type { LogEntry, LogLevel } from '$lib/services/event-log';
import type { Tone } from '$lib/ui/tables';
import { logTexts as texts } from '$lib/ui/texts';

/** What of the log is shown. */
export interface LogChoice {
  readonly level: keyof typeof texts.levels;
  readonly area: string | undefined;
  readonly time: keyof typeof texts.times;
  readonly text: string;
}

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warning: 2, error: 3 };
const LEAST: Readonly<Record<LogChoice['level'], number>> = { all: 0, info: 1, warning: 2, error: 3 };
const HOUR = 3_600_000;
const SPANS: Readonly<Record<LogChoice['time'], number>> = {
  all: Infinity,
  hour: HOUR,
  day: 24 * HOUR,
  week: 7 * 24 * HOUR
};

/** Entries that fit the choice, in the order given. */
export function fittingEntries(entries: readonly LogEntry[], choice: LogChoice, now: number): LogEntry[] {
  const wanted = choice.text.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      RANK[entry.level] >= LEAST[choice.level] &&
      (choice.area === undefined || entry.area === choice.area) &&
      entry.at >= now - SPANS[choice.time] &&
      (wanted === '' || searchText(entry).includes(wanted))
  );
}

/** Name of a part of the program. */
export const areaName = (area: string): string => texts.areas[area] ?? area;

/** What happened, in words where there are some. */
export const eventName = ({ area, event }: LogEntry): string => texts.events[`${area} ${event}`] ?? event;

/** The values of an entry in one line. */
export function valuesText({ data = {} }: LogEntry): string {
  return Object.entries(data)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

/** How an entry stands out. */
export function toneOf({ level }: LogEntry): Tone {
  return level === 'error' ? 'loss' : level === 'warning' ? 'warn' : level === 'debug' ? 'quiet' : '';
}

function searchText(entry: LogEntry): string {
  return [areaName(entry.area), eventName(entry), entry.area, entry.event, entry.level, valuesText(entry)]
    .join(' ')
    .toLowerCase();
}
