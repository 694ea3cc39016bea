import type { InstrumentId } from '$lib/domain/instruments';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { RiskSpec } from '$lib/quant/risk';

/** What is wanted of mean and variance, or of return and a measure of risk. Annual fractions. */
export type Objective = MomentObjective | RiskObjective;

/** What is wanted of mean and variance. Annual fractions. */
export type MomentObjective =
  | { readonly kind: 'minimum-variance' }
  | { readonly kind: 'target-return'; readonly annualReturn: number }
  | { readonly kind: 'maximum-sharpe' }
  | { readonly kind: 'target-volatility'; readonly annualVolatility: number }
  | { readonly kind: 'maximum-return' }
  | { readonly kind: 'utility'; readonly riskAversion: number }
  | { readonly kind: 'tracking-error'; readonly benchmark: readonly InstrumentWeight[] };

/**
 * What is wanted of the expected annual return and a convex measure of risk, which counts one period of the scenarios and
 * is not annualised (of the covariance, a year, for variance and standard deviation without scenarios). `minimum-risk`:
 * least, at an expected return where one is given. `maximum-ratio`: most return over the risk-free rate for each unit of
 * risk. `return-at-risk`: most return with no more risk than the maximum. `risk-utility`: most return less risk aversion
 * times risk.
 */
export type RiskObjective =
  | { readonly kind: 'minimum-risk'; readonly risk: RiskSpec; readonly annualReturn?: number }
  | { readonly kind: 'maximum-ratio'; readonly risk: RiskSpec }
  | { readonly kind: 'return-at-risk'; readonly risk: RiskSpec; readonly maximum: number }
  | { readonly kind: 'risk-utility'; readonly risk: RiskSpec; readonly riskAversion: number };

/**
 * Simple returns of the instruments in scenarios that are equally likely, periods in order of time, one column for each
 * instrument of a problem. Cash earns the risk-free rate divided by `periodsPerYear`.
 */
export interface Scenarios extends ReturnMatrix {
  readonly periodsPerYear: number;
}

/** Weight of an instrument: a fraction of the whole. */
export interface InstrumentWeight {
  readonly instrument: InstrumentId;
  readonly weight: number;
}
