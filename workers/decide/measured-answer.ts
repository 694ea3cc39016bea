import {
  countedReturn,
  riskFrontier,
  riskOfWeights,
  type FrontierResult,
  type OptimizationProblem,
  type OptimizationResult,
  type RiskFrontierResult
} from '$lib/quant/optimization';
import type { RiskSpec } from '$lib/quant/risk';
import type { AllocatedPortfolio } from './allocation';
import type { OptimizeQuestion } from './estimates';
import type { ScenarioPeriod } from './scenarios';

type Result = OptimizationResult | AllocatedPortfolio;

/** Risk by a measure of the scenarios, for one of their periods. */
export interface MeasuredAnswer {
  readonly risk: RiskSpec;
  readonly period: ScenarioPeriod;
  readonly scenarios: number;
  readonly current: number;
  /** Of the suggested weights; undefined where there are none. */
  readonly suggested?: number;
  /** Of each instrument by itself. */
  readonly alone: Float64Array;
  /** Both frontiers by this measure; undefined where no return is aimed at. */
  readonly frontier?: RiskFrontierResult;
  readonly withoutRules?: RiskFrontierResult;
}

/** Annual returns in the worst case that the aim counts. */
export interface CountedReturns {
  readonly current: number;
  readonly suggested?: number;
  /** Of each instrument by itself. */
  readonly alone: Float64Array;
  /** Of the points of both frontiers, by the measure of the aim where it has one. */
  readonly frontier: Float64Array;
  readonly withoutRules: Float64Array;
}

/** Points of a frontier of which each is a program of its own. */
export const MEASURED_POINTS = 12;
export const UNRULED_POINTS = 8;

/** The measure of risk of an aim or a method, where it is one of the scenarios. */
export function measureOf({ objective, allocation, scenarios }: OptimizeQuestion): RiskSpec | undefined {
  if (!scenarios) return undefined;
  if (allocation) return allocation.risk;
  if (objective.kind === 'robust-shortfall') return { measure: 'expected-shortfall', tail: objective.tail };
  return 'risk' in objective ? objective.risk : undefined;
}

/** Returns in the worst case of what is held, of what is suggested, of each alone and along both frontiers. */
export function countedReturns(
  problem: OptimizationProblem,
  result: Result,
  frontier: FrontierResult | RiskFrontierResult,
  withoutRules: FrontierResult | RiskFrontierResult
): CountedReturns {
  const n = problem.instruments.length;
  const of = (weights: Float64Array): number => countedReturn(problem, weights);
  const along = (found: FrontierResult | RiskFrontierResult): Float64Array =>
    found.status === 'complete' ? Float64Array.from(found.points, ({ weights }) => of(weights)) : new Float64Array(0);
  return {
    current: of(problem.currentWeights ?? new Float64Array(n)),
    ...('weights' in result && { suggested: of(result.weights) }),
    alone: Float64Array.from({ length: n }, (_, j) => of(new Float64Array(n).fill(1, j, j + 1))),
    frontier: along(frontier),
    withoutRules: along(withoutRules)
  };
}

interface Posed {
  readonly problem: OptimizationProblem;
  readonly unruled: OptimizationProblem;
  readonly result: Result;
  readonly question: OptimizeQuestion;
  readonly currentWeights: Float64Array;
}

/** The picture of an answer by its measure; undefined without scenarios. */
export function measuredAnswer(
  { problem, unruled, result, question, currentWeights }: Posed,
  risk: RiskSpec,
  onPoint: (done: number) => void
): MeasuredAnswer | undefined {
  const { scenarios } = problem;
  if (!scenarios || !question.scenarios) return undefined;
  const valueOf = (weights: Float64Array): number => riskOfWeights(problem, weights, risk).value;
  const n = currentWeights.length;
  const few = Math.min(question.frontierPoints, MEASURED_POINTS);
  const weights = 'weights' in result ? result.weights : undefined;
  return {
    risk,
    period: question.scenarios,
    scenarios: scenarios.rows,
    current: valueOf(currentWeights),
    ...(weights && { suggested: valueOf(weights) }),
    alone: Float64Array.from({ length: n }, (_, j) => valueOf(new Float64Array(n).fill(1, j, j + 1))),
    ...(question.allocation
      ? {}
      : {
          frontier: riskFrontier(problem, risk, few, onPoint),
          withoutRules: riskFrontier(unruled, risk, Math.min(few, UNRULED_POINTS), (done) =>
            onPoint(MEASURED_POINTS + 1 + done)
          )
        })
  };
}
