import { dayFromNumber, weekday } from '../calendar';

/** Trading days that may pass before a price is called stale: a weekend and a holiday or two. */
export const STALE_AFTER_TRADING_DAYS = 2;

/** How old a price is on a day. */
export interface Freshness {
  readonly day: number;
  /** Trading days since. */
  readonly age: number;
  readonly stale: boolean;
}

/** Monday to Friday: the trading week of all exchanges that are not told apart. */
export const isWeekday = (day: number): boolean => weekday(dayFromNumber(day)) <= 5;

/**
 * Days of trading after one day up to and with another; 0 when the latter is not later. Without a calendar every weekday
 * counts, so a holiday makes a price look one day older than it is.
 */
export function tradingDaysSince(from: number, to: number, isOpen: (day: number) => boolean = isWeekday): number {
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (isOpen(day)) count++;
  return count;
}

/** How old a price of `day` is on `on`. */
export function freshnessOf(day: number, on: number, isOpen?: (day: number) => boolean): Freshness {
  const age = tradingDaysSince(day, on, isOpen);
  return { day, age, stale: age > STALE_AFTER_TRADING_DAYS };
}
