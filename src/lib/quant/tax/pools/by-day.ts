import type { Day } from '$lib/domain/calendar';

interface OfDay {
  readonly day: Day;
}

/** Those of a list ordered by day that fall between two days, both included. */
export function withinDays<T extends OfDay>(list: readonly T[], first: number, last: number): T[] {
  return list.slice(countBefore(list, first), countBefore(list, last + 1));
}

/** The last one of a list ordered by day that does not come after a day. */
export function lastUpTo<T extends OfDay>(list: readonly T[], last: number): T | undefined {
  return list[countBefore(list, last + 1) - 1];
}

function countBefore(list: readonly OfDay[], day: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.day ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
