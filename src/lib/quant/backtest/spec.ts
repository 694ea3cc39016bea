import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { PerformanceMeasures } from '$lib/quant/returns';

/** When weights are brought back to their targets: never, on the first day of each period, or when one leaves its band. */
export type RebalancingRule =
  | { readonly rule: 'none' }
  | { readonly rule: 'calendar'; readonly every: 'month' | 'quarter' | 'year' }
  /** Absolute band in weight, relative band as a fraction of the target; the narrower of the two counts. */
  | { readonly rule: 'band'; readonly absolute?: number; readonly relative?: number };

/** What a trade costs: fractions of the amount traded (half the spread is paid), and a sum for each trade. */
export interface TradingCosts {
  readonly rate: number;
  readonly spread: number;
  readonly fixed: number;
  /** A price that is worse by this fraction; none when absent. */
  readonly slippage?: number;
}

/**
 * A strategy of fixed target weights, as plain data. Weights are >= 0 and add up to 1 at most; what is left is cash,
 * which earns `cashRate` a year (actual/365).
 */
export interface BacktestSpec {
  readonly instruments: readonly InstrumentId[];
  readonly weights: Float64Array;
  readonly start: Day;
  readonly end: Day;
  readonly initialValue: number;
  readonly rebalancing: RebalancingRule;
  readonly costs: TradingCosts;
  readonly cashRate: number;
  /** Days without a price after which an instrument is sold at its last one; 10 when absent. */
  readonly endedAfter?: number;
}

/** Trades in columns, in order of time. `instrument` is an index into the spec's list; sales are negative. */
export interface TradeColumns {
  readonly day: Int32Array;
  readonly instrument: Int32Array;
  readonly quantity: Float64Array;
  readonly price: Float64Array;
  readonly amount: Float64Array;
  readonly cost: Float64Array;
}

/** An instrument that came to market, or left it and was sold at its last price. */
export interface ListingEvent {
  readonly kind: 'listed' | 'ended';
  readonly instrument: InstrumentId;
  readonly day: Day;
}

/** What a strategy would have given. Money in the currency of the panel, values after costs at the close of each day. */
export interface BacktestResult {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly cash: Float64Array;
  /** First day of each month, and the last day of all. */
  readonly weightDays: Int32Array;
  /** Weights at those closes after trading, row by row: the instruments, then cash. */
  readonly weights: Float64Array;
  readonly trades: TradeColumns;
  readonly costs: {
    readonly commission: number;
    readonly spread: number;
    readonly fixed: number;
    readonly total: number;
  };
  /** One-way, a year: half the amounts traded after the first day, over the mean value. */
  readonly turnover: number;
  readonly rebalances: Int32Array;
  readonly events: readonly ListingEvent[];
  /** Of the values, begun with the initial value so that the costs of the first day count. */
  readonly measures: PerformanceMeasures;
}
