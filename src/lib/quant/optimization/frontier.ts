import { maximumRatio, parametricQuadraticPath, pathPointAtGain } from '$lib/math/optimize';
import { feasibleSet, portfolioPoint } from './feasible-set';
import { sampledFrontier } from './kinked/kinked-frontier';
import { isConic, optimizePortfolio, parametricForm, unsolved } from './optimal-portfolio';
import type {
  CashLimit,
  FailedOptimization,
  InfeasiblePortfolio,
  Objective,
  OptimalPortfolio,
  OptimizationProblem,
  PortfolioPoint
} from './problem';

/** The efficient frontier from least variance to greatest return. */
export interface Frontier {
  readonly status: 'complete';
  /** Even in expected return, ascending. */
  readonly points: readonly PortfolioPoint[];
  /** Where the set of held instruments or binding rules changes; the frontier between two is their exact mix. */
  readonly turningPoints: readonly PortfolioPoint[];
  readonly minimumVariance: PortfolioPoint;
  /** Absent when nothing allowed is expected to earn more than cash. */
  readonly maximumSharpe?: PortfolioPoint;
}

/** Outcome of {@link efficientFrontier}. */
export type FrontierResult = Frontier | InfeasiblePortfolio | FailedOptimization;

/** Weights between their bounds for each point asked for from which on the points are solved by themselves. */
const MANY_BETWEEN = 2;

/**
 * The whole frontier of a problem, exactly, by the parametric path; its objective is ignored. Where a rule is more than
 * bounds and sums, or turning points would be many more than the points asked for, each point is solved by itself, and
 * there are no turning points.
 * @param count points returned, 2 or more. Source: Markowitz, critical line algorithm (1956).
 */
export function efficientFrontier(problem: OptimizationProblem, count = 60): FrontierResult {
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`points: ${count}`);
  const ruled: OptimizationProblem = { ...problem, objective: { kind: 'minimum-variance' } };
  const conic = isConic(problem);
  const many = MANY_BETWEEN * count;
  const sampled =
    conic || problem.instruments.length > many ? sampledFrontier(ruled, count, conic ? 0 : many) : undefined;
  if (sampled) return { status: 'complete', turningPoints: [], ...sampled };
  if (conic) return pointwiseFrontier(ruled, count);
  const set = feasibleSet(ruled);
  const form = parametricForm(ruled, set);
  const path = parametricQuadraticPath(form);
  if (path.status !== 'complete') return unsolved(ruled, set, path);
  const first = path.points[0];
  const last = path.points.at(-1);
  if (!first || !last) return { status: 'failed', reason: 'empty path' };
  const points = Array.from({ length: count }, (_, k) => {
    const gain = first.gain + ((last.gain - first.gain) * k) / (count - 1);
    const at = k === 0 ? first : k === count - 1 ? last : (pathPointAtGain(form, path, gain) ?? last);
    return portfolioPoint(ruled, at.x);
  });
  const best = maximumRatio(form, 0);
  return {
    status: 'complete',
    points,
    turningPoints: path.points.map(({ x }) => portfolioPoint(ruled, x)),
    minimumVariance: portfolioPoint(ruled, first.x),
    ...(best.status === 'optimal' && { maximumSharpe: portfolioPoint(ruled, best.x) })
  };
}

function pointwiseFrontier(problem: OptimizationProblem, count: number): FrontierResult {
  const first = optimizePortfolio(problem);
  if (first.status === 'no-excess') return { status: 'failed', reason: first.status };
  if (first.status !== 'optimal') return first;
  const last = optimizePortfolio({ ...problem, objective: { kind: 'maximum-return' } });
  if (last.status !== 'optimal') return { status: 'failed', reason: last.status };
  const lowest = first.countedReturn ?? first.expectedReturn;
  const highest = last.countedReturn ?? last.expectedReturn;
  const points: PortfolioPoint[] = [first];
  for (let k = 1; k < count - 1; k++) {
    const annualReturn = lowest + ((highest - lowest) * k) / (count - 1);
    const point = optimizePortfolio({ ...problem, objective: { kind: 'target-return', annualReturn } });
    if (point.status === 'optimal') points.push(point);
  }
  points.push(last);
  const best = optimizePortfolio({ ...problem, objective: { kind: 'maximum-sharpe' } });
  return {
    status: 'complete',
    points,
    turningPoints: [],
    minimumVariance: first,
    ...(best.status === 'optimal' && { maximumSharpe: best })
  };
}

/** Differences below this are the solver's rounding. */
const NEGLIGIBLE = 1e-9;

const isCash = (rule: { kind: string }): rule is CashLimit => rule.kind === 'cash';

/** The problem without its rules: long only, cash from nothing up to the most that was allowed. */
export function unconstrainedProblem(problem: OptimizationProblem): OptimizationProblem {
  return { ...problem, constraints: problem.constraints.filter(isCash).map(withoutMinimum) };
}

function withoutMinimum(rule: CashLimit): CashLimit {
  return { ...rule, minimum: 0, maximum: rule.maximum ?? rule.minimum };
}

/** Most return at the risk of a result, by the measure of the aim. */
function sameRisk({ objective }: OptimizationProblem, result: OptimalPortfolio): Objective {
  if ('risk' in objective && result.risk !== undefined) {
    const { risk } = objective;
    return { kind: 'return-at-risk', risk, maximum: result.risk + 1e-9 * Math.abs(result.risk) };
  }
  return { kind: 'target-volatility', annualVolatility: result.volatility * (1 + 1e-12) };
}

/**
 * What each rule costs: expected return a year that the optimum without it has over the optimum with it, at the same
 * risk (volatility, or the measure of the aim); 0 for a rule that does not bind. Rules in the order of the problem.
 */
export function ruleCosts(
  problem: OptimizationProblem,
  result: OptimalPortfolio
): { constraint: string; annualReturn: number }[] {
  const binding = new Set(result.multipliers.filter(({ value }) => value > 0).map(({ constraint }) => constraint));
  return problem.constraints.map((rule) => {
    if (!binding.has(rule.id)) return { constraint: rule.id, annualReturn: 0 };
    const others = problem.constraints.filter((one) => one !== rule);
    const freed = optimizePortfolio({
      ...problem,
      objective: sameRisk(problem, result),
      constraints: isCash(rule) ? [...others, withoutMinimum(rule)] : others
    });
    const gain = freed.status === 'optimal' ? freed.expectedReturn - result.expectedReturn : 0;
    return { constraint: rule.id, annualReturn: gain > NEGLIGIBLE ? gain : 0 };
  });
}
