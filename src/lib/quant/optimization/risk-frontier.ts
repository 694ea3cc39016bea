import type { RiskSpec } from '$lib/quant/risk';
import { isCounted, withoutCounts } from './counted/counted-set';
import { feasibleSet } from './feasible-set';
import { optimizePortfolio } from './optimal-portfolio';
import type { NoExcess, OptimalPortfolio, OptimizationProblem, OptimizationResult } from './problem';
import { solvedProgram } from './program/ruled-program';

/** The efficient frontier of expected return and a measure of risk, from least risk to greatest return. */
export interface RiskFrontier {
  readonly status: 'complete';
  /** Even in expected return, ascending; each with its risk and its reasons. */
  readonly points: readonly OptimalPortfolio[];
  /** Absent when nothing allowed is expected to earn more than cash, or when a portfolio with return has no risk. */
  readonly maximumRatio?: OptimalPortfolio;
  /** Rules on the number or the least size of positions, which the frontier is without. */
  readonly leftOut?: readonly string[];
}

/** Outcome of {@link riskFrontier}. */
export type RiskFrontierResult = RiskFrontier | Exclude<OptimizationResult, OptimalPortfolio | NoExcess>;

/**
 * Points of the frontier of a problem by a convex measure of risk, each a program of its own; its aim is ignored. The
 * greatest return is held back by 1e-7 of the distance to it, so that the last program has an interior.
 * @param count points returned, 2 or more. @param onPoint told after each of the programs, count + 1 in all. @throws RangeError as optimizePortfolio does.
 */
export function riskFrontier(
  problem: OptimizationProblem,
  risk: RiskSpec,
  count = 40,
  onPoint?: (done: number, total: number) => void
): RiskFrontierResult {
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`points: ${count}`);
  if (isCounted(problem)) {
    const { problem: free, leftOut } = withoutCounts(problem);
    const frontier = riskFrontier(free, risk, count);
    return frontier.status === 'complete' ? { ...frontier, leftOut } : frontier;
  }
  const least = optimizePortfolio({ ...problem, objective: { kind: 'minimum-risk', risk } });
  if (least.status !== 'optimal') return refused(least);
  onPoint?.(1, count + 1);
  const most: OptimizationProblem = { ...problem, objective: { kind: 'maximum-return' } };
  const richest = solvedProgram(most, feasibleSet(most));
  if (richest.status !== 'optimal') return { status: 'failed', reason: `greatest return: ${richest.status}` };
  const greatest = problem.riskFreeRate - richest.objective;
  const lowest = least.countedReturn ?? least.expectedReturn;
  const span = (greatest - lowest) * (1 - 1e-7);
  const points: OptimalPortfolio[] = [least];
  for (let k = 1; k < count; k++) {
    const annualReturn = lowest + (span * k) / (count - 1);
    const point = optimizePortfolio({ ...problem, objective: { kind: 'minimum-risk', risk, annualReturn } });
    if (point.status !== 'optimal') return refused(point);
    points.push(point);
    onPoint?.(points.length, count + 1);
  }
  const best = optimizePortfolio({ ...problem, objective: { kind: 'maximum-ratio', risk } });
  return { status: 'complete', points, ...(best.status === 'optimal' && { maximumRatio: best }) };
}

function refused(outcome: Exclude<OptimizationResult, OptimalPortfolio>): Exclude<RiskFrontierResult, RiskFrontier> {
  return outcome.status === 'no-excess' ? { status: 'failed', reason: 'nothing is above cash' } : outcome;
}
