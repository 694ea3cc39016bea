import { maximumRatio, parametricQuadraticPath, pathPointAtGain } from '$lib/math/optimize';
import { isCounted, withoutCounts } from './counted/counted-set';
import { feasibleSet, portfolioPoint } from './feasible-set';
import { sampledFrontier } from './kinked/kinked-frontier';
import { isConic, optimizePortfolio, parametricForm, unsolved } from './optimal-portfolio';
import type {
  CashLimit,
  FailedOptimization,
  InfeasiblePortfolio,
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
  /** Rules on the number or the least size of positions: the frontier is without them, a limit that no portfolio under them passes. */
  readonly leftOut?: readonly string[];
}

/** Outcome of {@link efficientFrontier}. */
export type FrontierResult = Frontier | InfeasiblePortfolio | FailedOptimization;

/** Weights between their bounds for each point asked for from which on the points are solved by themselves. */
const MANY_BETWEEN = 2;

/**
 * The whole frontier of a problem, exactly, by the parametric path; its objective is ignored. Where a rule is more than
 * bounds and sums, or turning points would be many more than the points asked for, each point is solved by itself, and
 * there are no turning points. Rules that make a choice of positions are left out, and named.
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

const isCash = (rule: { kind: string }): rule is CashLimit => rule.kind === 'cash';

/** The problem without its rules: long only, cash from nothing up to the most that was allowed. */
export function unconstrainedProblem(problem: OptimizationProblem): OptimizationProblem {
  return { ...problem, constraints: problem.constraints.filter(isCash).map(withoutMinimum) };
}

function withoutMinimum(rule: CashLimit): CashLimit {
  return { ...rule, minimum: 0, maximum: rule.maximum ?? rule.minimum };
}
