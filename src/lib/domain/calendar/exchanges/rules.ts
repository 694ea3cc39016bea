import { civilFromDay, dayFromCivil, dayFromNumber, dayFromText, daysInMonth, weekday } from '../day';
import type { Day } from '../day';

/** Moves a holiday to the day on which it is kept. */
export type Observance = (day: Day) => Day;

/** Days of a year on which one holiday is kept. */
export type YearlyDays = (year: number) => readonly Day[];

/** A holiday and the years in which its rule was in force. */
export interface HolidayRule {
  readonly name: string;
  readonly days: YearlyDays;
  /** First year in force. */
  readonly from?: number;
  /** Last year in force. */
  readonly to?: number;
  /** Years between them in which the rule did not hold. */
  readonly except?: readonly number[];
}

/** Years of force of a rule. */
export type InForce = Pick<HolidayRule, 'from' | 'to' | 'except'>;

/** A holiday rule with its years of force, both ends included. */
export function holiday(name: string, days: YearlyDays, inForce: InForce = {}): HolidayRule {
  return { name, days, ...inForce };
}

/** Kept on its date, whatever weekday that is. */
const asItFalls: Observance = (day) => day;
/** Sunday moves to Monday. */
export const sundayToMonday: Observance = (day) => shifted(day, 0, 1);
/** Saturday and Sunday move to Monday. */
export const weekendToMonday: Observance = (day) => shifted(day, 2, 1);
/** Saturday moves to Friday, Sunday to Monday. */
export const nearestWeekday: Observance = (day) => shifted(day, -1, 1);
/** Saturday and Sunday move to the Friday before. */
export const fridayBefore: Observance = (day) => shifted(day, -1, -2);
/** Saturday and Sunday move by two days: how two holidays in a row, as Christmas and Boxing Day, both get a weekday. */
export const twoDaysLater: Observance = (day) => shifted(day, 2, 2);

/** The same date each year. */
export function on(month: number, day: number, observed: Observance = asItFalls): YearlyDays {
  return (year) => [observed(dayFromCivil(year, month, day))];
}

/** The nth weekday (Monday 1 to Sunday 7) of a month. */
export function nth(n: number, isoWeekday: number, month: number): YearlyDays {
  return (year) => [weekdayOnOrAfter(isoWeekday, dayFromCivil(year, month, 1 + 7 * (n - 1)))];
}

/** The last weekday (Monday 1 to Sunday 7) of a month. */
export function last(isoWeekday: number, month: number): YearlyDays {
  return (year) => [weekdayOnOrAfter(isoWeekday, dayFromCivil(year, month, daysInMonth(year, month) - 6))];
}

/** Days after Easter Sunday. Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
export function easter(offset: number): YearlyDays {
  return (year) => [dayFromNumber(easterSunday(year) + offset)];
}

/** Days told one by one, as ISO dates parted by spaces. */
export function dates(text: string): YearlyDays {
  const days = text.split(' ').map(dayFromText);
  return (year) => days.filter((day) => civilFromDay(day).year === year);
}

/** First such weekday on a day or after it. */
export function weekdayOnOrAfter(isoWeekday: number, day: Day): Day {
  return dayFromNumber(day + ((isoWeekday - weekday(day) + 7) % 7));
}

/** Days of a rule in a year; none outside its years of force. */
export function daysOfRule(rule: HolidayRule, year: number): readonly Day[] {
  if (rule.from !== undefined && year < rule.from) return [];
  if (rule.to !== undefined && year > rule.to) return [];
  return rule.except?.includes(year) ? [] : rule.days(year);
}

function shifted(day: Day, saturday: number, sunday: number): Day {
  const iso = weekday(day);
  return dayFromNumber(day + (iso === 6 ? saturday : iso === 7 ? sunday : 0));
}

function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leapCentury = Math.floor(century / 4);
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCentury - moon + 15) % 30;
  const inCentury = year % 100;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return dayFromCivil(year, Math.floor(sum / 31), (sum % 31) + 1);
}
