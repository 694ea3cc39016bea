import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calendarById, dayFromNumber, dayFromText, dayText, holidaysBetween, isTradingDay } from '$lib/domain/calendar';

interface Table {
  readonly source: { readonly work: string };
  readonly cases: readonly {
    readonly id: string;
    readonly calendar: string;
    readonly from: string;
    readonly to: string;
    readonly holidays: readonly string[];
  }[];
  readonly singleClosures: { readonly calendar: string; readonly days: readonly string[] };
}
const table = JSON.parse(readFileSync(new URL('./published-lists.json', import.meta.url), 'utf8')) as Table;

describe(table.source.work, () => {
  for (const row of table.cases) {
    test(`${row.id}: ${row.calendar}, ${row.from} to ${row.to}`, () => {
      const days = holidaysBetween(calendarById(row.calendar), dayFromText(row.from), dayFromText(row.to));
      expect(Array.from(days, (day) => dayText(dayFromNumber(day)))).toEqual(row.holidays);
    });
  }

  test('single closures of New York', () => {
    const calendar = calendarById(table.singleClosures.calendar);
    const open = table.singleClosures.days.filter((day) => isTradingDay(calendar, dayFromText(day)));
    expect(open).toEqual([]);
  });
});
