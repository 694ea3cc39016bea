import { dayFromCivil, type Day } from '$lib/domain/calendar';

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}

/** Today where the user is. */
export function today(): Day {
  const date = new Date();
  return dayFromCivil(date.getFullYear(), date.getMonth() + 1, date.getDate());
}
