import { civilFromDay, dayFromNumber, dayFromText } from '../day';
import type { Day } from '../day';
import type { CalendarBasis, ExchangeCalendar, TradingHours } from './exchange-calendar';
import { isTradingDay, tradingDayOnOrBefore } from './trading-days';
import { yearPlan } from './year-plan';
import { localTime } from './zones';

/** Hours of one trading day, in minutes of local time after its midnight. */
export interface TradingSession {
  readonly open: number;
  readonly close: number;
  /** The break at noon, where there is one before the close. */
  readonly lunch: readonly [start: number, end: number] | undefined;
  /** The session ends before the usual close. */
  readonly early: boolean;
  readonly basis: CalendarBasis;
}

/**
 * Hours of the session of a day; undefined on a day without one. Hours are those usual at the time as far as the calendar
 * knows their changes: openings delayed and halts of part of a day are not told.
 */
export function sessionOf(calendar: ExchangeCalendar, day: Day): TradingSession | undefined {
  if (!isTradingDay(calendar, day)) return undefined;
  const usual = hoursOn(calendar, day);
  const early = yearPlan(calendar, civilFromDay(day).year).early.get(day);
  const close = early ?? usual.close;
  const lunch = usual.lunch && usual.lunch[1] < close ? usual.lunch : undefined;
  return { open: usual.open, close, lunch, early: close < usual.close, basis: basisOf(calendar, day) };
}

/** Whether what the calendar says of a day rests on announced holidays or on the rules alone. */
export function basisOf(calendar: ExchangeCalendar, day: Day): CalendarBasis {
  return day >= calendar.knownFrom && day <= calendar.announcedThrough ? 'announced' : 'by rule';
}

/**
 * Last trading day whose session had ended at an instant: the newest close that can be known.
 * @param instant milliseconds since 1970-01-01 UTC
 */
export function lastCompletedSession(calendar: ExchangeCalendar, instant: number): Day {
  const { day, minute } = localTime(calendar.zone, instant);
  const last = tradingDayOnOrBefore(calendar, day);
  const session = sessionOf(calendar, last);
  const ended = last < day || (session !== undefined && minute >= session.close);
  return ended ? last : tradingDayOnOrBefore(calendar, dayFromNumber(last - 1));
}

function hoursOn(calendar: ExchangeCalendar, day: Day): TradingHours {
  const found = calendar.hours.findLast((hours) => hours.from === undefined || dayFromText(hours.from) <= day);
  const hours = found ?? calendar.hours[0];
  if (!hours) throw new RangeError(`no hours: ${calendar.id}`);
  return hours;
}
