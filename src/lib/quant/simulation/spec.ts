import type { ModelSpec } from './models/model-types';
import type { SpendingRule } from './spending/rule';

/** Where money lies and how it is taxed: gains when sold, everything when drawn, or never. */
export type AccountKind = 'taxable' | 'deferred' | 'free';

/** An account at the start. Withdrawals take from the accounts in the order in which they are listed. */
export interface Account {
  readonly kind: AccountKind;
  readonly value: number;
  /** Cost of what a taxable account holds; its value when absent: no gain so far. */
  readonly cost?: number;
}

/** Money paid in (or, negative, taken out) at the end of each month from one month on to before another, from 0. */
export interface MonthlyFlow {
  readonly fromMonth: number;
  readonly toMonth: number;
  readonly monthly: number;
  /** Grows with inflation from the start. */
  readonly indexed: boolean;
  /** Account that is paid into; the first when absent. */
  readonly account?: number;
}

/** Spending from a month on to the end, decided once a year and taken out in twelve equal parts at the ends of months. */
export interface Spending {
  readonly fromMonth: number;
  readonly rule: SpendingRule;
}

/** Price level: a fixed rate a year, log inflation that returns to its mean from month to month, or that of the sampled rows. */
export type Inflation =
  | { readonly kind: 'fixed'; readonly rate: number }
  | {
      readonly kind: 'autoregressive';
      readonly rate: number;
      /** Part of a month's surprise that is left in the next, 0 to below 1. */
      readonly persistence: number;
      /** Standard deviation of a month's new surprise, in log points. */
      readonly deviation: number;
    }
  | { readonly kind: 'sampled' };

/** When weights are restored. `step`: every row of the sample; `bands`: in the months in which one has strayed. */
export type Rebalancing =
  { readonly kind: 'step' | 'monthly' | 'yearly' | 'none' } | { readonly kind: 'bands'; readonly band: number };

/**
 * Something to be paid (`spend`) or owned (`reach`) at the end of a month. A payment is made only as far as it leaves what
 * later payments of a higher priority (a lower number) cost, discounted at the cash rate.
 */
export interface Goal {
  readonly name: string;
  readonly kind: 'spend' | 'reach';
  readonly month: number;
  readonly amount: number;
  /** In money of today. */
  readonly indexed: boolean;
  readonly priority: number;
}

/** Flat tax rates as fractions: on realised gains of taxable accounts, on what is drawn from deferred ones. */
export interface Taxes {
  readonly gains: number;
  readonly income: number;
}

/** What is assumed otherwise than the model says, for questions of sensitivity. */
export interface Shift {
  /** Added to the annual growth of every instrument, in log points. */
  readonly returns?: number;
  /** Factor of every deviation of growth from its mean. */
  readonly volatility?: number;
  /** Added to annual inflation, in log points. */
  readonly inflation?: number;
}

/** How chance is drawn: each path alone, in pairs of opposite normals, or from shifted Sobol points (16 randomisations). */
export type Sampling = 'independent' | 'antithetic' | 'sobol';

/**
 * What to simulate, as plain data. Weights >= 0 add up to 1 at most; the rest is cash at `cashRate`. Rates are annual
 * fractions. All accounts hold the same mix.
 */
export interface SimulationSpec {
  readonly seed: number;
  readonly paths: number;
  readonly months: number;
  readonly accounts: readonly Account[];
  readonly weights: Float64Array;
  /** Weights towards which those of the start move evenly between two months. */
  readonly glide?: { readonly weights: Float64Array; readonly fromMonth: number; readonly toMonth: number };
  readonly cashRate: number;
  readonly model: ModelSpec;
  readonly sampling?: Sampling;
  readonly rebalancing: Rebalancing;
  readonly flows: readonly MonthlyFlow[];
  readonly spending?: Spending;
  readonly inflation: Inflation;
  /** Charged on the whole value, spread over the periods. */
  readonly annualCost?: number;
  readonly taxes?: Taxes;
  readonly goals: readonly Goal[];
  readonly shift?: Shift;
  /** Dates of the fan after the start; 60 when absent. */
  readonly fanDates?: number;
}

/** The same plan with something changed; model, sampling, paths and months stay, so that both meet the same draws. */
export type Variant = Partial<
  Pick<SimulationSpec, 'accounts' | 'weights' | 'flows' | 'spending' | 'inflation' | 'goals' | 'shift' | 'annualCost'>
>;

/** Paths computed together from one stream of chance; the unit of work of a thread. */
export interface PathBlock {
  readonly index: number;
  readonly firstPath: number;
  readonly paths: number;
}
