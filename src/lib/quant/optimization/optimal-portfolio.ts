import { symmetricProduct } from '$lib/math/linalg';
import {
  maximumRatio,
  parametricQuadraticPath,
  quadraticProgram,
  type Failed,
  type Infeasible,
  type OptimalPoint,
  type ParametricProblem,
  type Unbounded
} from '$lib/math/optimize';
import { countedPortfolio } from './counted/counted-portfolio';
import { isCounted } from './counted/counted-set';
import { feasibleSet, portfolioPoint, type FeasibleSet } from './feasible-set';
import { infeasiblePortfolio } from './infeasibility';
import { isReturnAdjusted } from './program/counted-return';
import { searchedTolerance } from './kinked/kinked-portfolio';
import { pathPointAtVariance } from './path-points';
import { weightReasons } from './reasons';
import { ruledPortfolio } from './ruled-portfolio';
import { benchmarkWeights } from './rules/benchmark-weights';
import { ruleKind } from './rules/catalog';
import { activeSetStationarity, bindingRules, riskTolerance } from './stationarity';
import type {
  FailedOptimization,
  InfeasiblePortfolio,
  OptimalPortfolio,
  OptimizationProblem,
  OptimizationResult,
  SearchLimits
} from './problem';

/**
 * Mean-variance optimal weights under rules, with the reason for each weight or, where the rules contradict one
 * another, with the conflict and the least change that ends it. Maximum Sharpe is the tangency portfolio over the
 * risk-free rate; target return is a lower limit; target volatility is an upper limit on risk and takes the greatest
 * return under it; utility is m'w - a/2 w'Cw; maximum return takes the calmest of those with most; tracking error is the
 * volatility of what the weights differ by from the benchmark, cash having none. Relative accuracy of weights about 1e-9. @throws RangeError when shapes, figures or rules make
 * no sense. Rules on the number or the least size of positions are searched within `limits`, and the answer reports how good
 * it is. Source: Markowitz, Portfolio selection (1952); Sharpe (1966).
 */
export function optimizePortfolio(problem: OptimizationProblem, limits: SearchLimits = {}): OptimizationResult {
  const set = feasibleSet(problem);
  const continuous = { set: feasibleSet, optimum: continuousOptimum, isConic };
  return isCounted(problem) ? countedPortfolio(problem, set, continuous, limits) : continuousOptimum(problem, set);
}

/** The optimum within a set, whatever is counted. */
function continuousOptimum(problem: OptimizationProblem, set: FeasibleSet): OptimizationResult {
  if (isConic(problem)) return ruledPortfolio(problem, set);
  switch (problem.objective.kind) {
    case 'minimum-variance':
    case 'target-return':
      return solvedAt(problem, set, 0);
    case 'maximum-sharpe':
      return tangency(problem, set);
    case 'target-volatility':
      return greatestReturn(problem, set, problem.objective.annualVolatility);
    case 'utility':
      return solvedAt(problem, set, 1 / requirePositive(problem.objective.riskAversion, 'risk aversion'));
    case 'maximum-return':
      return mostReturn(problem, set);
    case 'tracking-error':
      return solvedAt(problem, set, 0, undefined, benchmarkWeights(problem, problem.objective.benchmark));
    case 'minimum-risk':
    case 'maximum-ratio':
    case 'return-at-risk':
    case 'risk-utility':
    case 'robust-shortfall':
      return ruledPortfolio(problem, set);
  }
}

/** True when a rule of the problem asks for more than bounds and rows, or its returns are more than a sum. */
export function isConic(problem: OptimizationProblem): boolean {
  return isReturnAdjusted(problem) || problem.constraints.some((rule) => ruleKind(rule).compiled !== undefined);
}

/** The parametric form of a problem: min 1/2 w'Cw - t (m - r)'w. */
export function parametricForm(problem: OptimizationProblem, set: FeasibleSet): ParametricProblem {
  return { lower: set.lower, upper: set.upper, rows: set.rows, quadratic: problem.covariance, gain: set.excess };
}

/** Outcomes of the solver without a solution, in the words of the problem. */
export function unsolved(
  problem: OptimizationProblem,
  set: FeasibleSet,
  outcome: Infeasible | Unbounded | Failed
): InfeasiblePortfolio | FailedOptimization {
  if (outcome.status === 'infeasible') return infeasiblePortfolio(problem, suspectsOf(set, outcome));
  return { status: 'failed', reason: outcome.status === 'failed' ? outcome.reason : 'unbounded' };
}

/** The rules that a proof of the solver is made of. */
function suspectsOf(set: FeasibleSet, { conflict }: Infeasible): string[] {
  const rows = conflict.rows.map((k) => set.rules[k]?.id);
  const bounds = [...conflict.upperBounds.map((j) => set.caps[j]), ...conflict.lowerBounds.map((j) => set.floors[j])];
  return [...rows, ...bounds].filter((id) => id !== undefined);
}

function requirePositive(value: number, name: string): number {
  if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${name}: ${value}`);
  return value;
}

/** Optimum for a tolerance for risk: least 1/2 (w - b)'C(w - b) - t (m - r)'w, b zero without a reference. */
export function solvedAt(
  problem: OptimizationProblem,
  set: FeasibleSet,
  tolerance: number,
  start?: Float64Array,
  reference?: Float64Array
): OptimizationResult {
  const linear = set.excess.map((value) => -tolerance * value);
  if (reference) {
    const pull = symmetricProduct(problem.covariance, reference.length, reference);
    pull.forEach((value, j) => (linear[j] = (linear[j] ?? 0) - value));
  }
  const solved = quadraticProgram({ ...set, quadratic: problem.covariance, linear }, start ? { start } : {});
  return solved.status === 'optimal'
    ? explained(problem, set, solved, tolerance, reference)
    : unsolved(problem, set, solved);
}

function explained(
  problem: OptimizationProblem,
  set: FeasibleSet,
  point: OptimalPoint,
  tolerance: number,
  reference?: Float64Array
): OptimalPortfolio {
  const { stationarity, feasibility, complementarity } = point;
  const asked = { tolerance, ...(reference ? { reference } : {}) };
  return {
    status: 'optimal',
    ...portfolioPoint(problem, point.x),
    multipliers: bindingRules(problem, set, point),
    reasons: weightReasons(problem, set, activeSetStationarity(problem, set, point, asked)),
    kkt: { stationarity, feasibility, complementarity },
    riskTolerance: riskTolerance(set, point, tolerance)
  };
}

/** Instruments from which on an aim is searched for rather than walked to from the least variance. */
const MANY = 200;

function searched(problem: OptimizationProblem, set: FeasibleSet): OptimalPortfolio | undefined {
  if (problem.instruments.length < MANY) return undefined;
  const found = searchedTolerance(problem, set);
  const solved = found && solvedAt(problem, set, found.tolerance, found.weights);
  return solved?.status === 'optimal' ? solved : undefined;
}

function tangency(problem: OptimizationProblem, set: FeasibleSet): OptimizationResult {
  const quick = searched(problem, set);
  if (quick) return quick;
  const found = maximumRatio(parametricForm(problem, set), 0);
  if (found.status === 'optimal') return explained(problem, set, found.solution, found.t);
  if (found.status !== 'no-excess') return unsolved(problem, set, found);
  return { status: 'no-excess', greatestReturn: found.greatestGain + problem.riskFreeRate };
}

function mostReturn(problem: OptimizationProblem, set: FeasibleSet): OptimizationResult {
  const quick = searched(problem, set);
  if (quick) return quick;
  const path = parametricQuadraticPath(parametricForm(problem, set));
  if (path.status !== 'complete') return unsolved(problem, set, path);
  const last = path.points.at(-1);
  return last ? solvedAt(problem, set, last.t, last.x) : { status: 'failed', reason: 'empty path' };
}

function greatestReturn(problem: OptimizationProblem, set: FeasibleSet, volatility: number): OptimizationResult {
  if (!(volatility >= 0)) throw new RangeError(`volatility: ${volatility}`);
  const quick = searched(problem, set);
  if (quick) return quick;
  const path = parametricQuadraticPath(parametricForm(problem, set));
  if (path.status !== 'complete') return unsolved(problem, set, path);
  const least = Math.sqrt(Math.max(0, path.points[0]?.variance ?? 0));
  if (volatility < least) {
    const calmest = solvedAt(problem, set, 0);
    const binding = calmest.status === 'optimal' ? calmest.multipliers.map((one) => one.constraint) : [];
    return infeasiblePortfolio(problem, ['target-volatility', ...binding]);
  }
  const at = pathPointAtVariance(path.points, volatility ** 2);
  return solvedAt(problem, set, at.t, at.x);
}
