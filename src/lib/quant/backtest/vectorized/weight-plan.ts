import type { Holdings } from '../holdings';
import type { PriceHistory } from '../price-history';
import type { RebalancingRule, TradingCosts } from '../spec';
import type { TradeLog } from '../trade-log';

/** Target weights and the index of the day they are traded on; NaN leaves a position as it is. */
export interface DatedWeights {
  readonly at: number;
  readonly weights: Float64Array;
}

/** Weights over a span of prices, and how they are brought back. */
export interface WeightPlan {
  readonly history: PriceHistory;
  readonly initialValue: number;
  readonly costs: TradingCosts;
  readonly cashRate: number;
  /** In order of time. */
  readonly decisions: readonly DatedWeights[];
  /** Bands; indices of the days of a calendar are in `calendar`. */
  readonly rebalancing: RebalancingRule;
  readonly calendar: readonly number[];
  /** Indices on which weights are recorded, in order; those of trading into weights when absent. */
  readonly recorded?: readonly number[];
}

/** What weights have become. */
export interface WeightRun {
  readonly plan: WeightPlan;
  readonly holdings: Holdings;
  readonly log: TradeLog;
  readonly values: Float64Array;
  readonly cash: Float64Array;
  /** Indices of trading into weights, and what was traded on the first of them. */
  readonly rebalances: readonly number[];
  readonly tradedFirst: number;
  /** Weights at recorded closes after trading: the instruments, then cash. */
  readonly weightDays: Int32Array;
  readonly weights: Float64Array;
  /** Whether every close was a price, finite and above zero; if not, gaps were not carried over and the rest is void. */
  readonly complete: boolean;
}
