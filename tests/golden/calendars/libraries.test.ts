import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  calendarById,
  dayFromNumber,
  dayFromText,
  dayText,
  exchangeCalendars,
  holidaysBetween,
  sessionOf,
  tradingDays
} from '$lib/domain/calendar';
import type { ExchangeCalendar } from '$lib/domain/calendar';

/** Days as month and day, parted by spaces, by year. */
type DaysByYear = Readonly<Record<string, string>>;

interface Table {
  readonly calendar: string;
  readonly cases: readonly {
    readonly id: string;
    readonly source: { readonly program: string; readonly version: string };
    readonly from: string;
    readonly through: string;
    readonly closed: DaysByYear;
    readonly earlyCloses?: Readonly<Record<string, DaysByYear>>;
    readonly earlyClosesFrom?: string;
    /** Local open and close, by day. */
    readonly usualHours?: Readonly<Record<string, string>>;
    readonly differences: readonly {
      readonly day: string;
      readonly ours: 'open' | 'closed';
      readonly reason: string;
    }[];
  }[];
}

const folder = new URL('./', import.meta.url);
const tables = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'published-lists.json')
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Table);

test('every calendar that closes at all has a table', () => {
  const closing = exchangeCalendars.filter(({ holidays }) => holidays.length > 0).map(({ id }) => id);
  expect(tables.map(({ calendar }) => calendar).sort()).toEqual(closing.sort());
});

describe.each(tables)('$calendar day by day', ({ calendar: id, cases }) => {
  const calendar = calendarById(id);
  test.each(cases)('$source.program $source.version, $from to $through', (row) => {
    const theirs = new Set(listed(row.closed));
    for (const { day, ours } of row.differences) {
      expect(theirs.has(day), `${day}: a difference that is none`).toBe(ours === 'open');
      if (ours === 'open') theirs.delete(day);
      else theirs.add(day);
    }
    const ours = holidaysBetween(calendar, dayFromText(row.from), dayFromText(row.through));
    expect(Array.from(ours, text)).toEqual([...theirs].sort());
    for (const [day, hours] of Object.entries(row.usualHours ?? {})) {
      const session = sessionOf(calendar, dayFromText(day));
      expect(session && `${time(session.open)}-${time(session.close)}`, day).toBe(hours);
    }
    if (!row.earlyCloses) return;
    const early = Object.entries(row.earlyCloses).flatMap(([close, days]) =>
      listed(days).map((day) => `${day} ${close}`)
    );
    expect(earlyCloses(calendar, row.earlyClosesFrom ?? row.from, row.through)).toEqual(early.sort());
  });
});

function listed(days: DaysByYear): string[] {
  return Object.entries(days).flatMap(([year, list]) =>
    list.split(' ').map((day) => `${year}-${day.slice(0, 2)}-${day.slice(2)}`)
  );
}

function earlyCloses(calendar: ExchangeCalendar, from: string, through: string): string[] {
  const found: string[] = [];
  for (const day of tradingDays(calendar, dayFromText(from), dayFromText(through))) {
    const session = sessionOf(calendar, dayFromNumber(day));
    if (!session?.early) continue;
    found.push(`${text(day)} ${time(session.close)}`);
  }
  return found;
}

function time(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function text(day: number): string {
  return dayText(dayFromNumber(day));
}
