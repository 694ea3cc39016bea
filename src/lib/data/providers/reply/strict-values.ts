import { dayFromCivil, isCivilDate, plusDays, weekday, type Day } from '$lib/domain/calendar';
import type { MacroFrequency } from '$lib/domain/market';

const NUMBER = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Number of a text that is wholly a finite number with a point; undefined for any other text. */
export function strictNumber(text: string): number | undefined {
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Day of year, month and day as digits; undefined when the calendar has none. */
export function civilDay(year: string, month: string, day: string): Day | undefined {
  const parts = [Number(year), Number(month), Number(day)] as const;
  return isCivilDate(...parts) ? dayFromCivil(...parts) : undefined;
}

/** First day of a period and how long it is. */
export interface DatedPeriod {
  readonly day: Day;
  readonly frequency: MacroFrequency;
}

/** Period as statistical offices write it (ISO 8601, SDMX): 2024-01-31, 2024-01, 2024-Q1, 2024-W05, 2024. Half years are none. */
export function datedPeriod(text: string): DatedPeriod | undefined {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (date) {
    const day = civilDay(date[1] ?? '', date[2] ?? '', date[3] ?? '');
    return day === undefined ? undefined : { day, frequency: 'daily' };
  }
  const match = /^(\d{4})(?:-(?:(Q)([1-4])|(W)(\d{2})|(\d{2})))?$/.exec(text);
  if (!match) return undefined;
  const [, year = '', isQuarter, quarter, isWeek, week, month] = match;
  if (Number(year) < 1) return undefined;
  if (isQuarter) return { day: dayFromCivil(Number(year), Number(quarter) * 3 - 2, 1), frequency: 'quarterly' };
  if (isWeek) return weekPeriod(Number(year), Number(week));
  if (month === undefined) return { day: dayFromCivil(Number(year), 1, 1), frequency: 'yearly' };
  const first = civilDay(year, month, '1');
  return first === undefined ? undefined : { day: first, frequency: 'monthly' };
}

/** Monday of an ISO 8601 week. */
function weekPeriod(year: number, week: number): DatedPeriod | undefined {
  if (week < 1 || week > 53) return undefined;
  // The fourth of January always lies in the first week.
  const fourth = dayFromCivil(year, 1, 4);
  return { day: plusDays(fourth, 1 - weekday(fourth) + (week - 1) * 7), frequency: 'weekly' };
}
