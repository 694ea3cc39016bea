/** Rows from `start` up to, but without, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is learned from, and what is judged on. Spans ascending; training never overlaps testing. */
export interface Split {
  readonly train: readonly Span[];
  readonly test: readonly Span[];
}

/** A test span of a split, by position. */
export interface PathPiece {
  readonly split: number;
  readonly test: number;
}

/**
 * Splits of a series and how their test spans make paths: on each path, in order of time, no row is tested twice. A
 * walk-forward and k folds make one path, combinations several.
 */
export interface SplitPlan {
  readonly rows: number;
  readonly splits: readonly Split[];
  readonly paths: readonly (readonly PathPiece[])[];
}

/** @throws RangeError unless the value is a whole number of at least `least`. */
export function requireCount(value: number, least: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${what} ${value} is not a whole number >= ${least}`);
}
