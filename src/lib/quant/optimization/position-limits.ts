import type { InstrumentId } from '$lib/domain/instruments';

/** What a rule is named by, and whom it is about: without a list, all instruments. */
export interface Rule {
  readonly id: string;
  readonly instruments?: readonly InstrumentId[];
}

/** No instrument above a fraction of the whole. The lowest of several caps counts. */
export interface PositionCap extends Rule {
  readonly kind: 'position-cap';
  readonly upper: number;
}

/** No instrument below a fraction of the whole; below zero it may be sold short so far. The greatest floor counts. */
export interface PositionFloor extends Rule {
  readonly kind: 'position-floor';
  readonly lower: number;
}

/** Not held at all. */
export interface Exclusion extends Rule {
  readonly kind: 'exclusion';
}

/** Held at least as much as now. */
export interface NoSale extends Rule {
  readonly kind: 'no-sale';
}

/** Held at most as much as now. */
export interface NoBuy extends Rule {
  readonly kind: 'no-buy';
}
