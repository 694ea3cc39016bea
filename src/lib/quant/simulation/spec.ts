import type { ReturnMatrix } from '$lib/quant/moments';

/** Where returns come from: blocks of past rows, all instruments kept together, or correlated lognormal growth. */
export type ReturnModel =
  | {
      readonly kind: 'block-bootstrap';
      /** Blocks of random (geometric) length with the mean given, or of that length exactly; both wrap round the end. */
      readonly scheme: 'stationary' | 'circular';
      readonly blockMonths: number;
      /** Rows of the sample in a month: 21 for daily rows, 1 for monthly ones. */
      readonly rowsPerMonth: number;
    }
  | { readonly kind: 'normal' };

/** Money paid in (or, negative, taken out) at the end of each month from one month on to before another, from 0. */
export interface MonthlyFlow {
  readonly fromMonth: number;
  readonly toMonth: number;
  readonly monthly: number;
  /** Grows with inflation from the start. */
  readonly indexed: boolean;
}

/**
 * What to simulate, as plain data. Weights >= 0 add up to 1 at most and are restored every month; the rest is cash at
 * `cashRate`. Rates are annual fractions.
 */
export interface SimulationSpec {
  readonly seed: number;
  readonly paths: number;
  readonly months: number;
  readonly initialValue: number;
  readonly weights: Float64Array;
  readonly cashRate: number;
  readonly model: ReturnModel;
  readonly flows: readonly MonthlyFlow[];
  readonly inflation: number;
  /** Charged on the whole value, spread over the months. */
  readonly annualCost?: number;
  /** Value wanted at the end, in money of then or, indexed, of today. */
  readonly goal?: { readonly amount: number; readonly indexed: boolean };
  /** Dates of the fan after the start; 60 when absent. */
  readonly fanDates?: number;
}

/** What returns are made from: a sample of past rows, or annual moments of simple returns. */
export type SimulationSource =
  { readonly returns: ReturnMatrix } | { readonly expectedReturns: Float64Array; readonly covariance: Float64Array };

/** Prepared by {@link simulationInputs}: small, to be cloned to every worker. */
export type SimulationInputs =
  | {
      readonly kind: 'block-bootstrap';
      /** Growth of the portfolio over the month that begins at each row. */
      readonly growth: Float64Array;
      readonly rowsPerMonth: number;
    }
  | {
      readonly kind: 'normal';
      readonly weights: Float64Array;
      /** Monthly log means and the lower Cholesky factor of the monthly log covariance, of the instruments held. */
      readonly logMeans: Float64Array;
      readonly factor: Float64Array;
      /** Growth of the cash share, and of everything after the annual cost, in a month. */
      readonly cashGrowth: number;
      readonly afterCost: number;
      /** True when the covariance was not positive semidefinite and the nearest one is used. */
      readonly repaired: boolean;
    };

/** Paths computed together from one stream of chance; the unit of work of a thread. */
export interface PathBlock {
  readonly index: number;
  readonly firstPath: number;
  readonly paths: number;
}

/** Paths of one block. `fan` holds all paths of the first fan date, then of the next. */
export interface BlockResult {
  readonly index: number;
  readonly paths: number;
  readonly terminal: Float64Array;
  readonly fan: Float32Array;
  /** Month in which a withdrawal could not be met for the first time, -1 when all were. */
  readonly ruinMonth: Int32Array;
}

/** All paths together. Money of the day it falls due, not of today. */
export interface SimulationResult {
  readonly paths: number;
  /** Months of the fan dates, the first 0. */
  readonly fanMonths: Int32Array;
  readonly quantiles: readonly { readonly p: number; readonly values: Float64Array }[];
  /** Share of paths that end at the goal or above, with the standard error of that share. */
  readonly goalOdds?: number;
  readonly goalStandardError?: number;
  /** Goal in money of the last month. */
  readonly goalAmount?: number;
  /** Share of paths that could not meet a withdrawal: in all, and by the end of each month from 0 on. */
  readonly ruinOdds: number;
  readonly ruinByMonth: Float64Array;
  readonly terminal: {
    readonly mean: number;
    readonly standardError: number;
    readonly quantiles: readonly { readonly p: number; readonly value: number }[];
    /** Counts between edges; what lies outside is counted in the outermost. */
    readonly histogram: { readonly edges: Float64Array; readonly counts: Int32Array };
  };
  /** Initial value and all flows asked for, in money of their day. */
  readonly contributed: number;
}
