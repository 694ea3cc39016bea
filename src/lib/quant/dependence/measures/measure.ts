import type { ReturnMatrix } from '$lib/quant/moments';

/** Settings that some measures take. */
export interface CorrelationOptions {
  /** Rows after which a return counts half, for the exponential measure. */
  readonly halfLife: number;
}

/** Correlations of all pairs of series. */
export interface MeasuredCorrelation {
  /** n x n, symmetric, 1 on the diagonal; NaN beside a series that does not move. */
  readonly values: Float64Array;
  /** Rows that the figures are worth: fewer than there are where they are weighted. */
  readonly effectiveRows: number;
  /** Weight of the common correlation that the figures were pulled to, 0 to 1, where they were. */
  readonly shrinkage?: number;
}

/** One way to measure how two series move together. */
export interface CorrelationMeasure {
  readonly id: string;
  /** Needs returns without a gap. `progress` is told the share done. */
  matrix(returns: ReturnMatrix, options: CorrelationOptions, progress: (share: number) => void): MeasuredCorrelation;
  /** Standard error of the inverse hyperbolic tangent of a correlation r from so many rows. */
  fisherError(r: number, rows: number): number;
  /** Two-sided probability of so large a value when the series are independent. */
  pValue(r: number, rows: number): number;
}
