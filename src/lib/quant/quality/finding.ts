import type { RateSeries, SplitRatio } from '$lib/domain/market';

/** How much a finding weighs: an error cannot be right, a doubt may be, a note is worth knowing and takes nothing away. */
export type QualityGravity = 'error' | 'doubt' | 'note';

/** Names of what the checks find. */
export type QualityCode =
  | 'not-finite'
  | 'zero'
  | 'negative'
  | 'wrong-order'
  | 'duplicate-equal'
  | 'duplicate-different'
  | 'weekend'
  | 'holiday'
  | 'gap'
  | 'late-listing'
  | 'ended'
  | 'stale-run'
  | 'spike'
  | 'hundredfold'
  | 'split-shaped'
  | 'split-contained'
  | 'currency-change'
  | 'redenomination'
  | 'level-change'
  | 'bar-inconsistent'
  | 'disagreement'
  | 'unit-differs'
  | 'trade-differs';

/** A series as it came: rows in any order, any value. `values` are closes, rates or figures; other columns of bars where there are any. */
export interface CheckedSeries {
  readonly kind: 'prices' | 'rates' | 'macro';
  readonly days: Int32Array;
  readonly values: Float64Array;
  /** 'ratio' for what is positive by nature and moves by fractions, 'difference' for yields and growth rates, which may be zero or less. */
  readonly moves: 'ratio' | 'difference';
  /** True for closes in which splits are still visible. */
  readonly raw?: boolean;
  /** Open, high, low by row; NaN where the source gives none. */
  readonly bars?: { readonly open: Float64Array; readonly high: Float64Array; readonly low: Float64Array };
}

/** A second opinion: the same thing as another source tells it; ascending days. */
export interface Opinion {
  readonly source: string;
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** What a series is judged against. */
export interface QualityContext {
  /** Day since 1970-01-01 on which the question is asked. */
  readonly today: number;
  /** Days on which a value is due, both ends included, ascending; `plain` says that holidays are not known. */
  readonly calendar: { readonly tradingDays: (from: number, to: number) => Int32Array; readonly plain: boolean };
  /** Splits that are known, in the market's events or in the ledger. */
  readonly splits?: readonly SplitRatio[];
  /** Exchange rates by which a change of currency is recognised. */
  readonly rates?: readonly Pick<RateSeries, 'base' | 'quote' | 'days' | 'values'>[];
  readonly opinions?: readonly Opinion[];
  /** Prices of one's own trades, ascending days. */
  readonly trades?: Omit<Opinion, 'source'>;
  /** Usual first and last day of series of the same frequency. */
  readonly peers?: { readonly first: number; readonly last: number };
  /** Values of this series that were mended before. */
  readonly repaired?: number;
}

/** Figures of a finding, for its words. */
export interface QualityFacts {
  readonly value?: number;
  readonly before?: number;
  readonly after?: number;
  /** Value after divided by value before. */
  readonly factor?: number;
  /** New units for old ones. */
  readonly ratio?: readonly [number, number];
  /** Exponent of ten. */
  readonly power?: number;
  /** "EUR/USD". */
  readonly pair?: string;
  readonly source?: string;
  readonly share?: number;
  readonly difference?: DifferenceName;
}

/** What tells two sources apart. */
export type DifferenceName = 'hundredths' | 'split' | 'power-of-ten' | 'scale' | 'adjustment' | 'values';

/** Something in a series that is wrong, doubtful or worth knowing, over a span of days. */
export interface QualityFinding {
  readonly code: QualityCode;
  readonly gravity: QualityGravity;
  /** The same finding has the same key the next time: its code and first day, with what tells it from another. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Values concerned, or missing. */
  readonly count: number;
  readonly facts: QualityFacts;
}
