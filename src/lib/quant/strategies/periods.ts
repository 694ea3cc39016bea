import { civilFromDay, dayFromCivil, type Day } from '$lib/domain/calendar';
import type { Asked, Frequency } from './parameters';

/** A number that is the same for days of one week (from Monday), month, quarter or year, and greater for later ones. */
export function periodOf(every: Frequency, day: number): number {
  if (every === 'day') return day;
  if (every === 'week') return Math.floor((day + 3) / 7);
  const { year, month } = civilFromDay(day as Day);
  if (every === 'year') return year;
  return every === 'quarter' ? year * 4 + Math.floor((month - 1) / 3) : year * 12 + month - 1;
}

/** First day of the period after that of a day. */
export function nextPeriod(every: Frequency, day: number): number {
  if (every === 'day') return day + 1;
  if (every === 'week') return 7 * (periodOf('week', day) + 1) - 3;
  const { year, month } = civilFromDay(day as Day);
  if (every === 'year') return dayFromCivil(year + 1, 1, 1);
  const following = every === 'quarter' ? 3 * Math.floor((month - 1) / 3) + 4 : month + 1;
  return following > 12 ? dayFromCivil(year + 1, 1, 1) : dayFromCivil(year, following, 1);
}

/**
 * True when a strategy is asked for this trading day: on the first of a run, and of each period; one that is asked once,
 * until it has answered.
 */
export function isAsked(asked: Asked, previous: number | undefined, day: number, answered: boolean): boolean {
  if (previous === undefined) return true;
  return asked === 'once' ? !answered : periodOf(asked, day) !== periodOf(asked, previous);
}

const order: readonly Asked[] = ['day', 'week', 'month', 'quarter', 'year', 'once'];

/** The most frequent of several. A week does not fall into months: with any longer period it is a day. */
export function mostFrequent(several: readonly Asked[]): Asked {
  const first = order.find((each) => several.includes(each)) ?? 'once';
  const others = several.some((each) => each !== 'week' && each !== 'once');
  return first === 'week' && others ? 'day' : first;
}
