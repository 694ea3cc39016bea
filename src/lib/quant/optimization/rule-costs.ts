import { quadraticForm } from '$lib/math/linalg';
import { isCounted } from './counted/counted-set';
import { optimizePortfolio } from './optimal-portfolio';
import type { OptimalPortfolio, OptimizationProblem, OptimizationResult, SearchLimits } from './problem';
import { riskOfWeights } from './program/problem-risk';
import { withoutRules } from './relaxed-problem';
import { benchmarkWeights } from './rules/benchmark-weights';

/** What a rule costs: expected return a year, after costs and in the worst case where the aim counts so. Undefined where it could not be found. */
export interface RuleCost {
  readonly constraint: string;
  readonly annualReturn: number | undefined;
  /** True where the search without the rule ended early. */
  readonly atLeast?: boolean;
}

/** Differences below this are rounding: at the least risk there is, return moves with the root of an error in risk. */
const NEGLIGIBLE = 5e-6;
/** Room given to the risk, relative, so that a set with one point still has an inside. */
const ROOM = 1e-9;
const SAME_RISK = 'same-risk';

/** The problem of most return with no more risk than weights have, by the measure of the aim. */
export function atSameRisk(problem: OptimizationProblem, weights: Float64Array): OptimizationProblem {
  const { objective } = problem;
  const n = weights.length;
  const roomy = (risk: number): number => risk + ROOM * Math.abs(risk);
  if ('risk' in objective || objective.kind === 'robust-shortfall') {
    const risk =
      'risk' in objective ? objective.risk : { measure: 'expected-shortfall' as const, tail: objective.tail };
    const maximum = roomy(riskOfWeights(problem, weights, risk).value);
    return { ...problem, objective: { kind: 'return-at-risk', risk, maximum } };
  }
  if (objective.kind === 'tracking-error') {
    const reference = benchmarkWeights(problem, objective.benchmark);
    const apart = weights.map((weight, j) => weight - (reference[j] ?? 0));
    const maximum = roomy(Math.sqrt(Math.max(0, quadraticForm(problem.covariance, n, apart))));
    const { benchmark } = objective;
    const constraints = [
      ...problem.constraints,
      { kind: 'tracking-error', id: SAME_RISK, benchmark, maximum } as const
    ];
    return { ...problem, constraints, objective: { kind: 'maximum-return' } };
  }
  const volatility = Math.sqrt(Math.max(0, quadraticForm(problem.covariance, n, weights)));
  return { ...problem, objective: { kind: 'target-volatility', annualVolatility: roomy(volatility) } };
}

/**
 * What each rule costs a year: the return of the optimum without it less that of the optimum with it, at the same risk by
 * the measure of the aim (volatility, tracking error, or its own; of a robust aim its shortfall); 0 for a rule that does
 * not bind. Without its rule cash may be anything, a short position as large as can be. In the order of the problem. Where a
 * choice of positions is made every rule may have decided it, so each is searched without, within `limits`; a search that
 * ended early makes the cost a least one.
 */
export function ruleCosts(
  problem: OptimizationProblem,
  result: OptimalPortfolio,
  limits: SearchLimits = {}
): RuleCost[] {
  const binding = new Set(result.multipliers.filter(({ value }) => value > 0).map(({ constraint }) => constraint));
  const same = atSameRisk(problem, result.weights);
  let most: number | undefined;
  const withAll = (): number =>
    (most ??= Math.max(countedOf(result), countedOf(optimizePortfolio(same, limits)) ?? -Infinity));
  return problem.constraints.map(({ id }) => {
    if (!binding.has(id) && !isCounted(problem)) return { constraint: id, annualReturn: 0 };
    const answer = optimizePortfolio(withoutRules(same, new Set([id])), limits);
    const freed = countedOf(answer);
    if (freed === undefined) return { constraint: id, annualReturn: undefined };
    const gain = freed - withAll();
    const early = answer.status === 'optimal' && answer.search?.proven === false;
    return { constraint: id, annualReturn: gain > NEGLIGIBLE ? gain : 0, ...(early && { atLeast: true }) };
  });
}

function countedOf(result: OptimalPortfolio): number;
function countedOf(result: OptimizationResult): number | undefined;
function countedOf(result: OptimizationResult): number | undefined {
  return result.status === 'optimal' ? (result.countedReturn ?? result.expectedReturn) : undefined;
}
