import { civilFromDay, dayFromCivil, type Day } from '$lib/domain/calendar';

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** Indices of the first day of each month, quarter or year after the first day of an ascending list. */
export function firstDaysOf(every: 'month' | 'quarter' | 'year', days: Int32Array): number[] {
  const found: number[] = [];
  let next = -Infinity;
  for (let t = 0; t < days.length; t++) {
    if (days[t] < next) continue;
    if (t > 0) found.push(t);
    const { year, month } = civilFromDay(days[t] as Day);
    const following = Math.floor((month - 1) / monthsOf[every] + 1) * monthsOf[every];
    next = dayFromCivil(year + Math.floor(following / 12), (following % 12) + 1, 1);
  }
  return found;
}
