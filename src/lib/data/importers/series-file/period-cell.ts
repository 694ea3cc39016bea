import { dayFromCivil, isCivilDate, type Day } from '$lib/domain/calendar';
import type { DateOrder } from '$lib/domain/statements';
import { writtenDate } from '../values/dates';

/** How much of a date a cell names. */
export type PeriodForm = 'day' | 'month' | 'quarter' | 'year';

/** A period as a cell names it: its first day, and how much of a date was written. */
export interface PeriodCell {
  readonly day: Day;
  readonly form: PeriodForm;
}

const MONTH = /^(\d{4})[-/.]?(\d{2})$/;
const QUARTER = /^(\d{4})[-\s]?Q([1-4])$/i;
const YEAR = /^(1[5-9]|20)\d{2}$/;

/** The period that a cell names; undefined when it names none. */
export function periodCell(text: string, order: DateOrder): PeriodCell | undefined {
  const cell = text.trim();
  const month = MONTH.exec(cell);
  if (month && isCivilDate(Number(month[1]), Number(month[2]), 1) && Number(month[1]) >= 1500)
    return { day: dayFromCivil(Number(month[1]), Number(month[2]), 1), form: 'month' };
  const quarter = QUARTER.exec(cell);
  if (quarter) return { day: dayFromCivil(Number(quarter[1]), Number(quarter[2]) * 3 - 2, 1), form: 'quarter' };
  if (YEAR.test(cell)) return { day: dayFromCivil(Number(cell), 1, 1), form: 'year' };
  const date = writtenDate(cell, order);
  return date && { day: date.day, form: 'day' };
}
