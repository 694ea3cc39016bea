import { plusDays, plusMonths, type Day } from '$lib/domain/calendar';

/** How long something was held: at most a year, or longer. */
export type HoldingTerm = 'short' | 'long';

/**
 * Term of a holding. The count begins on the day after the purchase and the year must be over: bought on the last day
 * of February, long-term from 1 March of the next year. Internal Revenue Code section 1222; Revenue Ruling 66-7.
 */
export function holdingTerm(opened: Day, closed: Day): HoldingTerm {
  return closed > plusMonths(opened, 12) && closed >= plusMonths(plusDays(opened, 1), 12) ? 'long' : 'short';
}
