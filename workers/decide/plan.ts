import type { JobContext } from '$lib/compute/protocol';
import type { InstrumentId } from '$lib/domain/instruments';
import { impliedReturns } from '$lib/quant/moments';
import {
  fadingForecasts,
  tradingPlan,
  type FailedOptimization,
  type InfeasiblePortfolio,
  type OptimizationProblem,
  type TradingPlan
} from '$lib/quant/optimization';
import { estimated, type OptimizeQuestion } from './estimates';
import { believed } from './sampled';

const MONTHS_PER_YEAR = 12;

/** Months to plan, how fast forecasts fade, and what is wanted of them. */
export interface PlanQuestion {
  readonly question: OptimizeQuestion;
  readonly months: number;
  /** Months in which half of what forecasts differ by from the returns that the market implies is gone. */
  readonly halfLife: number;
  readonly riskAversion: number;
  /** What a trade costs, a fraction of it. */
  readonly tradeCost: number;
}

/** The plan, arrays in the order of the instruments. */
export interface PlanAnswer {
  readonly instruments: readonly InstrumentId[];
  readonly currentWeights: Float64Array;
  readonly plan: TradingPlan | InfeasiblePortfolio | FailedOptimization;
}

/** Weights of the months to come, chosen together; undefined where there is too little to estimate from. */
export async function plan(
  { question, months, halfLife, riskAversion, tradeCost }: PlanQuestion,
  { progress }: JobContext
): Promise<PlanAnswer | undefined> {
  const found = await estimated(question);
  if ('status' in found) return undefined;
  const problem = believed(found.problem, found.returns, question.sampled);
  progress(1, 2);
  const forecasts = fadingForecasts(problem.expectedReturns, equilibrium(problem, riskAversion), {
    periods: months,
    halfLife
  });
  const linear = new Float64Array(problem.instruments.length).fill(tradeCost);
  return {
    instruments: problem.instruments,
    currentWeights: found.currentWeights,
    plan: tradingPlan(problem, { forecasts, periodsPerYear: MONTHS_PER_YEAR, riskAversion, costs: { linear } })
  };
}

/** Returns at which what is held now, or the same of each where nothing is, would be the best to hold. */
function equilibrium(problem: OptimizationProblem, riskAversion: number): Float64Array {
  const { covariance, currentWeights, riskFreeRate, instruments } = problem;
  const total = currentWeights?.reduce((sum, one) => sum + one, 0) ?? 0;
  const weights =
    currentWeights && total > 0
      ? currentWeights.map((one) => one / total)
      : new Float64Array(instruments.length).fill(1 / instruments.length);
  return impliedReturns({ covariance, weights, riskAversion, riskFreeRate });
}
