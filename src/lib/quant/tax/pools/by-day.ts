import type { Day } from '$lib/domain/calendar';

/** Those of a list ordered by day that fall between two days, both included. */
export function withinDays<T extends { readonly day: Day }>(list: readonly T[], first: number, last: number): T[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.day ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let at = low; at < list.length; at++) {
    const one = list[at];
    if (!one || one.day > last) break;
    found.push(one);
  }
  return found;
}
