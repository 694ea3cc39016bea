import { normalPosterior, predictiveDraws, predictiveMoments, type NormalPrior } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { OptimizationProblem } from '../problem';
import type { Outcomes } from './expected-utility';

/** How much is believed before the returns are looked at, and how far ahead. */
export interface PredictiveOptions {
  readonly periodsPerYear: number;
  /**
   * Years of returns that the problem's own expected returns and covariance are worth as a prior; 0 is the diffuse prior of
   * Jeffreys, under which they do not count.
   */
  readonly priorYears: number;
  /** Years until the value counts; 1 when absent. Mean and covariance stay unknown for all of them. */
  readonly years?: number;
}

/**
 * Annual moments of the returns to come as they are believed after the sample (posterior predictive under a normal law
 * with a conjugate prior): the mean lies between prior and sample, the covariance is larger by what is not known of the
 * mean. With quadratic utility they are all that counts. Simple returns, as if they added up over the horizon.
 * @throws RangeError when returns are too few for the prior or shapes disagree.
 * Source: Klein and Bawa (1976); Frost and Savarino (1986); Barberis, J. Finance 55 (2000).
 */
export function predictiveAnnualMoments(
  problem: OptimizationProblem,
  returns: ReturnMatrix,
  options: PredictiveOptions
): { readonly expectedReturns: Float64Array; readonly covariance: Float64Array } {
  const { periodsPerYear, years = 1 } = options;
  const posterior = normalPosterior(
    returns,
    priorOf(problem, options, (mean) => mean)
  );
  const { mean, covariance } = predictiveMoments(posterior, years * periodsPerYear);
  return { expectedReturns: mean.map((one) => one / years), covariance: covariance.map((one) => one / years) };
}

/**
 * What one unit in each instrument may grow to over the horizon, bought and held, drawn from the posterior predictive of
 * log returns: growth is never below zero, so that utility of constant relative risk aversion is defined in every draw. It
 * is the sample of draws whose expectation counts: with an aversion above 1 that of the law itself need not exist (Geweke
 * 2001). Same seed, same draws. @throws RangeError as above, or when a return is -1 or less.
 * Source: Barberis, J. Finance 55 (2000), section II.
 */
export function predictiveOutcomes(
  problem: OptimizationProblem,
  returns: ReturnMatrix,
  options: PredictiveOptions & { readonly seed: number; readonly draws: number }
): Outcomes {
  const { periodsPerYear, years = 1, seed, draws } = options;
  if (!returns.values.every((one) => one > -1)) throw new RangeError('a return of -1 or less has no logarithm');
  const logs = { ...returns, values: returns.values.map(Math.log1p) };
  const prior = priorOf(problem, options, (mean, variance) => mean - variance / 2);
  const sums = predictiveDraws(normalPosterior(logs, prior), { draws, seed, horizon: years * periodsPerYear });
  return { growth: sums.map(Math.exp), rows: draws, cashGrowth: (1 + problem.riskFreeRate) ** years };
}

/** The problem's own moments for one period, worth the rows of so many years. */
function priorOf(
  { expectedReturns, covariance }: OptimizationProblem,
  { periodsPerYear, priorYears }: PredictiveOptions,
  meanOf: (mean: number, variance: number) => number
): NormalPrior {
  if (!(priorYears >= 0 && priorYears < Infinity)) throw new RangeError(`prior worth ${priorYears} years`);
  if (priorYears === 0) return 'diffuse';
  const n = expectedReturns.length;
  const rows = priorYears * periodsPerYear;
  const periodic = covariance.map((one) => one / periodsPerYear);
  const mean = expectedReturns.map((one, j) => meanOf(one / periodsPerYear, periodic[j * n + j] ?? 0));
  return { mean, meanRows: rows, covariance: periodic, covarianceRows: rows };
}
