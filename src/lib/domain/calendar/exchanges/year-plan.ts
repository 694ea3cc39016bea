import { dayFromCivil, dayFromNumber, dayFromText, weekday } from '../day';
import type { Day } from '../day';
import type { ExchangeCalendar } from './exchange-calendar';
import { daysOfRule } from './rules';
import type { HolidayRule } from './rules';

/** One year of a calendar, worked out once. */
export interface YearPlan {
  readonly first: Day;
  /** 1 for a trading day, from 1 January on. */
  readonly open: Uint8Array;
  /** Trading days, ascending. */
  readonly sessions: Int32Array;
  /** Weekdays without a session and the name of what closed them. */
  readonly closed: ReadonlyMap<number, string>;
  /** Trading days that end early: minutes of local time. */
  readonly early: ReadonlyMap<number, number>;
}

const plans = new WeakMap<ExchangeCalendar, Map<number, YearPlan>>();

/** Plan of a year, kept once made. */
export function yearPlan(calendar: ExchangeCalendar, year: number): YearPlan {
  let years = plans.get(calendar);
  if (!years) plans.set(calendar, (years = new Map<number, YearPlan>()));
  let plan = years.get(year);
  if (!plan) years.set(year, (plan = made(calendar, year)));
  return plan;
}

function made(calendar: ExchangeCalendar, year: number): YearPlan {
  const first = dayFromCivil(year, 1, 1);
  const open = new Uint8Array(dayFromCivil(year + 1, 1, 1) - first);
  for (let index = 0; index < open.length; index++) {
    open[index] = calendar.weekend.includes(weekday(dayFromNumber(first + index))) ? 0 : 1;
  }
  const kept = new Set(calendar.openNevertheless?.split(' ').map(dayFromText));
  const closed = new Map<number, string>();
  for (const rule of calendar.holidays) {
    for (const day of keptIn(year, rule)) {
      if (open[day - first] !== 1 || kept.has(day)) continue;
      open[day - first] = 0;
      closed.set(day, rule.name);
    }
  }
  const early = new Map<number, number>();
  for (const rule of calendar.halfDays) {
    for (const day of keptIn(year, rule)) if (open[day - first] === 1) early.set(day, rule.close);
  }
  return { first, open, sessions: sessionsOf(first, open), closed, early };
}

/** A rule of the next year may be kept on 31 December of this one. */
function keptIn(year: number, rule: HolidayRule): readonly Day[] {
  return [...daysOfRule(rule, year), ...daysOfRule(rule, year + 1)];
}

function sessionsOf(first: Day, open: Uint8Array): Int32Array {
  const sessions = new Int32Array(open.length);
  let count = 0;
  for (let index = 0; index < open.length; index++) if (open[index] === 1) sessions[count++] = first + index;
  return sessions.slice(0, count);
}
