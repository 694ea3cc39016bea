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
  | { readonly kind: 'risk-utility'; readonly risk: RiskSpec; readonly riskAversion: number }
  | RobustShortfall;

/**
 * Least mean loss plus risk aversion times expected shortfall of the worst `tail`, a period, at the worst of all
 * distributions of returns no lower than -1 that lie within a Wasserstein `radius` of the scenarios (distance: the sum of
 * absolute differences). Source: Mohajerin Esfahani and Kuhn (2018).
 */
export interface RobustShortfall {
  readonly kind: 'robust-shortfall';
  readonly radius: number;
  readonly riskAversion: number;
  readonly tail: number;
}

/**
 * Simple returns of the instruments in scenarios that are equally likely, periods in order of time, one column for each
 * instrument of a problem. Cash earns the risk-free rate divided by `periodsPerYear`.
 */
export interface Scenarios extends ReturnMatrix {
  readonly periodsPerYear: number;
}

/**
 * How far expected annual returns may lie from their estimates m; what an aim counts is then the worst of them. `box`: each
 * within its own half-width. `ellipsoid`: all x with (x - m)'S^-1 (x - m) at most the square of the radius, S the full
 * n x n covariance of the estimates. Source: Tutuncu and Koenig (2004); Goldfarb and Iyengar (2003).
 */
export type ReturnUncertainty =
  | { readonly kind: 'box'; readonly halfWidths: Float64Array }
  | { readonly kind: 'ellipsoid'; readonly covariance: Float64Array; readonly radius: number };

/**
 * Costs of trading from the weights held now, fractions of the whole: for each instrument a multiple of the traded weight,
 * of its square and of its power 3/2 (Almgren and others, 2005), all added. They count against the annual return `perYear`
 * times.
 */
export interface TradingCosts {
  readonly linear?: Float64Array;
  readonly quadratic?: Float64Array;
  readonly power?: Float64Array;
  readonly perYear: number;
}

/** Weight of an instrument: a fraction of the whole. */
export interface InstrumentWeight {
  readonly instrument: InstrumentId;
  readonly weight: number;
}
