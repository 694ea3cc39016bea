import type { Day } from '../day';
import type { HolidayRule } from './rules';
import type { ZoneName } from './zones';

/** Usual trading hours from a day on, in minutes of local time after midnight; negative is the evening before. */
export interface TradingHours {
  /** First day of these hours, ISO text; absent for the oldest known. */
  readonly from?: string;
  readonly open: number;
  /** 1440 for a session that ends at midnight. */
  readonly close: number;
  /** Start and end of the break at noon. */
  readonly lunch?: readonly [start: number, end: number];
}

/** A session that ends early, wherever the rule falls on a trading day. */
export interface HalfDayRule extends HolidayRule {
  /** Minutes of local time after midnight. */
  readonly close: number;
}

/** When an exchange or a settlement system is open, as rules that were in force in given years, and what no rule told. */
export interface ExchangeCalendar {
  /** Market identifier code (ISO 10383) or a name of our own where there is none. */
  readonly id: string;
  readonly title: string;
  /** Other market identifier codes that keep the same days and hours. */
  readonly alsoExchanges?: readonly string[];
  readonly zone: ZoneName;
  /** Ascending by first day. */
  readonly hours: readonly TradingHours[];
  /** Weekdays without a session, Monday 1 to Sunday 7 (ISO 8601). */
  readonly weekend: readonly number[];
  readonly holidays: readonly HolidayRule[];
  readonly halfDays: readonly HalfDayRule[];
  /** Days that a rule would close and that were open: ISO dates, parted by spaces. */
  readonly openNevertheless?: string;
  /** First day that was compared with the lists and libraries of the golden tables; the answers before it are "by rule". */
  readonly knownFrom: Day;
  /** Last day whose holidays were announced; the answers beyond it are "by rule". */
  readonly announcedThrough: Day;
}

/** Whether a day lies where holidays were announced, or follows from the rules alone. */
export type CalendarBasis = 'announced' | 'by rule';

/** Minutes after midnight of a time of day. */
export function at(hour: number, minute = 0): number {
  return hour * 60 + minute;
}

/** Saturday and Sunday. */
export const saturdayAndSunday: readonly number[] = [6, 7];
