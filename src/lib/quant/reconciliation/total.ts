import type { Day } from '$lib/domain/calendar';
import { absolute, subtract, type Decimal } from '$lib/domain/money';

/** Worth of a position or of cash on the day of a broker's total, in the total's currency. */
export interface TotalPart<K> {
  readonly of: K;
  readonly worth: Decimal;
  /** Day of the price it is valued at; absent for cash. */
  readonly priceDay?: Day;
}

/** Why a part may be what a total differs by. */
export interface PartSuspect<K> {
  readonly of: K;
  readonly why: 'its-worth' | 'old-price';
}

/** A broker's total held against the worth of the parts. */
export interface TotalDifference<K> {
  readonly total: Decimal;
  readonly found: Decimal;
  /** Total less found. */
  readonly difference: Decimal;
  readonly suspects: readonly PartSuspect<K>[];
}

const DAYS_OLD = 4;

/**
 * Difference of a total that was typed from a broker's page and the sum of what the ledger values, with the parts that may
 * explain it: one whose whole worth is the difference (within a part in two hundred), or whose price is days old.
 */
export function totalDifference<K>(total: Decimal, day: Day, parts: readonly TotalPart<K>[]): TotalDifference<K> {
  const found = parts.reduce((sum, { worth }) => (sum + worth) as Decimal, 0n as Decimal);
  const difference = subtract(total, found);
  const suspects = parts.flatMap(({ of, worth, priceDay }): PartSuspect<K>[] => {
    const gap = absolute(subtract(absolute(difference), absolute(worth)));
    if (difference !== 0n && worth !== 0n && gap * 200n <= absolute(worth)) return [{ of, why: 'its-worth' }];
    return difference !== 0n && priceDay !== undefined && day - priceDay > DAYS_OLD ? [{ of, why: 'old-price' }] : [];
  });
  return { total, found, difference, suspects };
}
