declare const dayBrand: unique symbol;

/** A calendar day: whole days since 1970-01-01 in the proleptic Gregorian calendar (Arrow Date32, DuckDB DATE). */
export type Day = number & { readonly [dayBrand]: true };

/** Year, month (1 to 12) and day of the month (1 to 31). */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Day from its count since 1970-01-01. @throws RangeError when it is no integer. */
export function dayFromNumber(value: number): Day {
  if (!Number.isInteger(value)) throw new RangeError(`not a day: ${value}`);
  return value as Day;
}

/** True for a date that the Gregorian calendar has. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days of a month, 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Day of a civil date. @throws RangeError when the calendar has no such date. Source: H. Hinnant, days_from_civil (2013). */
export function dayFromCivil(year: number, month: number, day: number): Day {
  if (!isCivilDate(year, month, day)) throw new RangeError(`no such date: ${year}-${month}-${day}`);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146097 + dayOfEra - 719468) as Day;
}

/** Civil date of a day. Source: H. Hinnant, civil_from_days (2013). */
export function civilFromDay(value: Day): CivilDate {
  const z = value + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  };
}

/** Day from ISO 8601 text "YYYY-MM-DD". @throws RangeError on any other text. */
export function dayFromText(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) throw new RangeError(`not an ISO date: "${text}"`);
  return dayFromCivil(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** ISO 8601 text "YYYY-MM-DD". */
export function dayText(value: Day): string {
  const { year, month, day } = civilFromDay(value);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Day of the week, Monday 1 to Sunday 7 (ISO 8601). */
export function weekday(value: Day): number {
  return ((((value + 3) % 7) + 7) % 7) + 1;
}

/** Day shifted by whole days. */
export function plusDays(value: Day, days: number): Day {
  return dayFromNumber(value + days);
}

/** Day shifted by whole months; the day of the month is capped at the month's end. */
export function plusMonths(value: Day, months: number): Day {
  const { year, month, day } = civilFromDay(value);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return dayFromCivil(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}
