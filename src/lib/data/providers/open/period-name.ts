import { civilFromDay, dayText, type Day } from '$lib/domain/calendar';

/** Name of the period that a day lies in (SDMX): a month for M, a quarter for Q, a year for A, else the day. */
export function periodName(day: Day, frequency: string): string {
  const { year, month } = civilFromDay(day);
  switch (frequency) {
    case 'M':
      return dayText(day).slice(0, 7);
    case 'Q':
      return `${year}-Q${Math.ceil(month / 3)}`;
    case 'A':
      return String(year);
    default:
      return dayText(day);
  }
}
