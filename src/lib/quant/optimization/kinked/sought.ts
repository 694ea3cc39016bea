import type { SegmentedSolver } from '$lib/math/optimize';

/**
 * The optimum as that of min 1/2 w'Cw - tolerance gain'w - pull (Cb)'w over the segments: every limit on volatility or
 * tracking error has the matrix C, so that its multiplier only scales the two linear parts. `own` is the part of the
 * quadratic that is the aim's, `pull` that of the limit on tracking error, what is left of one that of the volatility.
 */
export interface LimitedOptimum {
  readonly solver: SegmentedSolver;
  readonly tolerance: number;
  readonly pull: number;
  readonly own: number;
}

/** What is sought: a fixed tolerance for risk, the greatest gain, or the greatest gain for each unit of volatility. */
export type Sought =
  | { readonly kind: 'tolerance'; readonly tolerance: number }
  | { readonly kind: 'greatest-gain' }
  | { readonly kind: 'greatest-ratio'; readonly constant: number; readonly start?: number };
