import type { KernelName } from '$lib/math/kernels';
import type { Distribution, QuantileLine } from './distribution';
import type { Odds } from './odds';

/** How one goal fared. */
export interface GoalOutcome {
  readonly name: string;
  readonly odds: Odds;
  /** What is lacking on average where the goal is missed, in money of today; NaN when it never is. */
  readonly meanShortfall: number;
}

/** A fifth of the paths by the real growth of their first years, and how many of them met everything. */
export interface EarlyFifth {
  /** Mean real growth of the portfolio a year over the first years. */
  readonly meanGrowth: number;
  readonly success: number;
}

/** What a change of the plan does to the odds of meeting everything, on the same draws. */
export interface VariantOutcome {
  readonly odds: Odds;
  readonly change: number;
  /** Standard error of the change itself: far below that of the odds. */
  readonly changeError: number;
}

/** All paths together. */
export interface SimulationResult {
  readonly paths: number;
  readonly kernel: KernelName | 'mixed';
  /** Months of the fan dates, the first 0. */
  readonly fanMonths: Int32Array;
  /** Values in money of the day, and in money of the start. */
  readonly quantiles: readonly QuantileLine[];
  readonly realQuantiles: readonly QuantileLine[];
  readonly terminal: Distribution;
  readonly realTerminal: Distribution;
  /** Every withdrawal and every goal met. */
  readonly success: Odds;
  /** Every withdrawal met. */
  readonly lasts: Odds;
  /** Share of paths that could not meet a withdrawal by the end of each month, from 0 on. */
  readonly ruinByMonth: Float64Array;
  /** Mean of withdrawals not met over the paths where one was not, real; NaN when all were. */
  readonly meanUnmet: number;
  readonly goals: readonly GoalOutcome[];
  /** Withdrawals of each year in money of the start; absent when nothing is ever taken out. */
  readonly spent?: readonly QuantileLine[];
  readonly earlyFifths: readonly EarlyFifth[];
  readonly meanTaxes: number;
  readonly variants: readonly VariantOutcome[];
}
