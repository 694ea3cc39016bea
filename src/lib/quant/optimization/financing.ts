import type { InstrumentId } from '$lib/domain/instruments';

/** A figure of an instrument. */
export interface InstrumentFigure {
  readonly instrument: InstrumentId;
  readonly value: number;
}

/** What borrowed money costs a year above the risk-free rate, up to an amount; the last tier has no end. */
export interface BorrowingTier {
  readonly spread: number;
  /** Borrowed amount, a fraction of the whole, at which the next tier begins. */
  readonly upTo?: number;
}

/**
 * Money may be borrowed, up to a fraction of the whole: weights then add up to more than 1. It is what they exceed the
 * whole by, less the cash that must be held, costs the risk-free rate in expected returns and risks, and above it
 * the spreads of its tiers in the return that aims count. Spreads never fall from tier to tier, so that the cost is convex.
 */
export interface BorrowingLimit {
  readonly kind: 'borrowing';
  readonly id: string;
  readonly maximum: number;
  readonly tiers: readonly BorrowingTier[];
}

/**
 * Margin: the requirement, `rate` of every position long or short, is at most the whole. With a `fall` it still is after each
 * price has moved against its position by that fraction, the loss taken off the whole. `multiples` are how many times rate
 * and fall count for an instrument (a leveraged fund), 1 where absent; neither counts above 1. Initial margin is the rule
 * without a fall at its rate, maintenance with one. Source: Regulation T (12 CFR 220.12); FINRA rule 4210.
 */
export interface MarginLimit {
  readonly kind: 'margin';
  readonly id: string;
  readonly rate: number;
  readonly fall?: number;
  readonly multiples?: readonly InstrumentFigure[];
}

/** Figures in the order of instruments; `otherwise` where there is none. */
export function figuresInOrder(
  instruments: readonly InstrumentId[],
  figures: readonly InstrumentFigure[] | undefined,
  otherwise: number
): Float64Array {
  const values = new Map(figures?.map(({ instrument, value }) => [instrument, value]));
  return Float64Array.from(instruments, (one) => values.get(one) ?? otherwise);
}
