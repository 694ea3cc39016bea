import { maximumRatio, parametricQuadraticPath, pathPointAtGain } from '$lib/math/optimize';
import { isCounted, withoutCounts } from './counted/counted-set';
import { feasibleSet, portfolioPoint } from './feasible-set';
import { isConic, optimizePortfolio, parametricForm, unsolved } from './optimal-portfolio';
import type {
  CashLimit,
  FailedOptimization,
  InfeasiblePortfolio,
  Objective,
  OptimalPortfolio,
  OptimizationProblem,
  PortfolioPoint,
  SearchLimits
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
  /** Rules on the number or the least size of positions: the frontier is without them, a limit that no portfolio under them passes. */
  readonly leftOut?: readonly string[];
}

/** Outcome of {@link efficientFrontier}. */
export type FrontierResult = Frontier | InfeasiblePortfolio | FailedOptimization;

/**
 * The whole frontier of a problem, exactly, by the parametric path; its objective is ignored. Where a rule is more than
 * bounds and sums each point is solved by itself, and there are no turning points. Rules that make a choice of positions are
 * left out, and named.
 * @param count points returned, 2 or more. Source: Markowitz, critical line algorithm (1956).
 */
export function efficientFrontier(problem: OptimizationProblem, count = 60): FrontierResult {
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`points: ${count}`);
  if (isCounted(problem)) {
    const { problem: free, leftOut } = withoutCounts(problem);
    const frontier = efficientFrontier(free, count);
    return frontier.status === 'complete' ? { ...frontier, leftOut } : frontier;
  }
  // Many points: gains that are not convex are counted better once for each.
  const ruled: OptimizationProblem = { ...problem, objective: { kind: 'minimum-variance' }, saleRounds: 1 };
  if (isConic(problem)) return pointwiseFrontier(ruled, count);
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
/** The same of a search, which ends within a millionth. */
const SEARCHED = 1e-6;

const isCash = (rule: { kind: string }): rule is CashLimit => rule.kind === 'cash';

/** The problem without its rules: long only, cash from nothing up to the most that was allowed. */
export function unconstrainedProblem(problem: OptimizationProblem): OptimizationProblem {
  return { ...problem, constraints: problem.constraints.filter(isCash).map(withoutMinimum) };
}

function withoutMinimum(rule: CashLimit): CashLimit {
  return { ...rule, minimum: 0, maximum: rule.maximum ?? rule.minimum };
}

/** The return that an aim counts: in the worst case and after costs, where it does. */
const countedOf = ({ countedReturn, expectedReturn }: OptimalPortfolio): number => countedReturn ?? expectedReturn;

/** Most return at the risk of a result, by the measure of the aim. */
function sameRisk({ objective }: OptimizationProblem, result: OptimalPortfolio): Objective {
  if ('risk' in objective && result.risk !== undefined) {
    const { risk } = objective;
    return { kind: 'return-at-risk', risk, maximum: result.risk + 1e-9 * Math.abs(result.risk) };
  }
  return { kind: 'target-volatility', annualVolatility: result.volatility * (1 + 1e-12) };
}

/** What a rule costs a year, in expected return; `atLeast` where the search without it ended early. */
export interface RuleCost {
  readonly constraint: string;
  readonly annualReturn: number;
  readonly atLeast?: boolean;
}

/**
 * What each rule costs: return a year, as the aim counts it, that the optimum without it has over the optimum with it, at the same
 * risk (volatility, or the measure of the aim); 0 for a rule that does not bind. Rules in the order of the problem. Where a
 * choice of positions is made every rule may have decided it, so each is searched without, within `limits`; a search that
 * ended early makes the cost a least one.
 */
export function ruleCosts(
  problem: OptimizationProblem,
  result: OptimalPortfolio,
  limits: SearchLimits = {}
): RuleCost[] {
  const binding = new Set(result.multipliers.filter(({ value }) => value > 0).map(({ constraint }) => constraint));
  return problem.constraints.map((rule) => {
    if (!binding.has(rule.id) && !isCounted(problem)) return { constraint: rule.id, annualReturn: 0 };
    const others = problem.constraints.filter((one) => one !== rule);
    const constraints = isCash(rule) ? [...others, withoutMinimum(rule)] : others;
    const freed = optimizePortfolio({ ...problem, objective: sameRisk(problem, result), constraints }, limits);
    const gain = freed.status === 'optimal' ? countedOf(freed) - countedOf(result) : 0;
    const early = freed.status === 'optimal' ? freed.search?.proven === false : isCounted({ ...problem, constraints });
    const negligible = isCounted(problem) ? SEARCHED : NEGLIGIBLE;
    return { constraint: rule.id, annualReturn: gain > negligible ? gain : 0, ...(early && { atLeast: true }) };
  });
}
