import type { ReturnMatrix } from '$lib/quant/moments';

/** Simple returns of instruments without a gap, the weights held in them, and the returns of the whole that follow. */
export interface TailSample {
  readonly returns: ReturnMatrix;
  readonly weights: Float64Array;
  /** Return of the portfolio in each period, oldest first. */
  readonly series: Float64Array;
}

/** What is asked: the probability that the loss is no greater, 0.5 to 1, and over how many periods. */
export interface TailRequest {
  readonly confidence: number;
  readonly horizon: number;
  /** False leaves errors and interval out: a rolling forecast has no use for them. */
  readonly errors?: boolean;
}

/** How a figure of several periods is made. */
export type HorizonRule =
  /** One period is asked for. */
  | 'one-period'
  /** Means grow with the periods, deviations with their root: right for independent periods alone. */
  | 'root-of-time'
  /** Past returns over so many periods, each beginning a period after the one before. */
  | 'overlapping'
  /** Periods are drawn one after the other and compounded. */
  | 'simulated';

/** Why a figure should be doubted. */
export type TailDoubt =
  /** Fewer than ten past outcomes lie beyond the value at risk. */
  | 'few-beyond'
  /** Skewness and kurtosis are too great for the expansion, which then is no distribution. */
  | 'outside-domain'
  /** The tail is so heavy that its mean is infinite. */
  | 'infinite-mean'
  /** A fit did not settle. */
  | 'not-settled';

/** Value at risk and expected shortfall as fractions of the value; a loss is positive. */
export interface TailRisk {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  /** Standard errors of both; undefined where the method has none. */
  readonly valueAtRiskError?: number | undefined;
  readonly expectedShortfallError?: number | undefined;
  /** Interval that holds the value at risk with probability 0.95. */
  readonly interval?: { readonly lower: number; readonly upper: number } | undefined;
  readonly horizonRule: HorizonRule;
  readonly doubts: readonly TailDoubt[];
  /** What was fitted, by name: volatilities a period, degrees of freedom, shapes. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** A method with its options. `horizon` and `shortfall` belong to the historical ones. */
export type TailSpec =
  | {
      readonly method: 'historical';
      /** How several periods are made: overlapping unless given. */
      readonly horizon?: 'overlapping' | 'root-of-time';
      /** The mean of the whole worst share, or, as PerformanceAnalytics has it, of what lies beyond the quantile. */
      readonly shortfall?: 'whole-tail' | 'beyond-quantile';
    }
  | { readonly method: 'age-weighted'; readonly decay?: number; readonly horizon?: 'overlapping' | 'root-of-time' }
  | { readonly method: 'filtered-ewma'; readonly decay?: number; readonly paths?: number; readonly seed?: number }
  | { readonly method: 'filtered-garch'; readonly paths?: number; readonly seed?: number }
  | {
      readonly method: 'normal';
      /** Divisor of the variance: n unless given; n - 1 for 'sample', as PerformanceAnalytics has it in components. */
      readonly deviation?: 'population' | 'sample';
    }
  | { readonly method: 'student-t' }
  | { readonly method: 'cornish-fisher' }
  | {
      readonly method: 'monte-carlo';
      readonly draws?: number;
      readonly seed?: number;
      /** Law of the draws: normal unless given; Student's t with degrees of freedom of the portfolio's own past. */
      readonly law?: 'normal' | 'student-t';
    }
  /** `tailShare`: share of the losses that the tail is fitted to, 0.1 unless given. */
  | { readonly method: 'extreme-value'; readonly tailShare?: number };

/** Name of a method. */
export type TailMethod = TailSpec['method'];

/** The spec of one method. */
export type SpecOf<M extends TailMethod> = Extract<TailSpec, { readonly method: M }>;

/** Whether the answer for past days may rest on parameters that were fitted some days before. */
export interface TailEstimator<M extends TailMethod = TailMethod> {
  readonly method: M;
  /** Fewest returns that it takes. */
  readonly fewest: number;
  /** True where the fit is dear: a rolling forecast then fits anew every 21 periods and moves on with what was fitted. */
  readonly keepsFit: boolean;
  /** `kept` are the parameters of an earlier answer, in place of a fit. */
  readonly of: (
    sample: TailSample,
    request: TailRequest,
    spec: SpecOf<M>,
    kept?: Readonly<Record<string, number>>
  ) => TailRisk;
}
