import { civilFromDay, dayFromCivil, daysInMonth, plusDays, type Day } from '$lib/domain/calendar';

/** Month (1 to 12) and day of the month on which a tax year begins. */
export interface TaxYearStart {
  readonly month: number;
  readonly day: number;
}

/** The calendar year. */
export const CALENDAR_YEAR: TaxYearStart = { month: 1, day: 1 };

/** The year of the United Kingdom, from 6 April. */
export const APRIL_YEAR: TaxYearStart = { month: 4, day: 6 };

/** A tax year, named by the calendar year in which it begins; both days belong to it. */
export interface TaxYear {
  readonly year: number;
  readonly first: Day;
  readonly last: Day;
}

/** The tax year that begins in a calendar year. @throws RangeError when the start is no day of any year. */
export function taxYear(year: number, start: TaxYearStart): TaxYear {
  return { year, first: firstDay(year, start), last: plusDays(firstDay(year + 1, start), -1) };
}

/** The calendar year in which the tax year of a day begins. */
export function taxYearOf(day: Day, start: TaxYearStart): number {
  const { year } = civilFromDay(day);
  return day >= firstDay(year, start) ? year : year - 1;
}

// A start on 29 February begins on 28 February in other years.
function firstDay(year: number, { month, day }: TaxYearStart): Day {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2000, month)))
    throw new RangeError(`no day of a year: month ${month}, day ${day}`);
  return dayFromCivil(year, month, Math.min(day, daysInMonth(year, month)));
}
