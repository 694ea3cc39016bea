import { dot, quadraticForm, symmetricProduct } from '$lib/math/linalg';
import {
  linearProgram,
  maximumRatio,
  parametricQuadraticPath,
  type ConvexAnswer,
  type ParametricProblem,
  type SearchPoint
} from '$lib/math/optimize';
import type { FeasibleSet } from '../feasible-set';
import { pathPointAtVariance } from '../path-points';
import type { OptimizationProblem } from '../problem';
import { solvedProgram } from '../program/ruled-program';
import { benchmarkWeights } from '../rules/benchmark-weights';

/** The quadratic form of an aim, least 1/2 w'Cw + c'w + constant; undefined where it has none. */
export function quadraticAim(
  problem: OptimizationProblem,
  set: FeasibleSet
): { readonly linear: Float64Array; readonly constant: number } | undefined {
  const { objective, covariance } = problem;
  const n = set.lower.length;
  switch (objective.kind) {
    case 'minimum-variance':
    case 'target-return':
      return { linear: new Float64Array(n), constant: 0 };
    case 'utility':
      return { linear: set.excess.map((value) => -value / objective.riskAversion), constant: 0 };
    case 'tracking-error': {
      const reference = benchmarkWeights(problem, objective.benchmark);
      const linear = symmetricProduct(covariance, n, reference).map((value) => -value);
      return { linear, constant: 0.5 * quadraticForm(covariance, n, reference) };
    }
    default:
      return undefined;
  }
}

/**
 * The best point of an aim between bounds, for searches that have no better bound. Objectives are those that `aimFigure` reads:
 * half a variance, excess return or ratio with the sign turned, or risk.
 */
export function aimProgram(
  problem: OptimizationProblem,
  set: FeasibleSet,
  isConic: boolean
): (lower: Float64Array, upper: Float64Array) => ConvexAnswer<SearchPoint> {
  const { objective, covariance: quadratic } = problem;
  const { rows, excess: gain } = set;
  if (!isConic && objective.kind === 'maximum-sharpe') {
    return (lower, upper) => ratioWithin({ lower, upper, rows, quadratic, gain });
  }
  if (!isConic && objective.kind === 'target-volatility') {
    const variance = objective.annualVolatility ** 2;
    return (lower, upper) => returnWithin({ lower, upper, rows, quadratic, gain }, variance);
  }
  if (!isConic && objective.kind === 'maximum-return') {
    const linear = gain.map((value) => -value);
    return (lower, upper) => {
      const found = linearProgram({ lower, upper, rows, linear });
      return found.status === 'optimal' ? found : found.status === 'infeasible' ? 'infeasible' : 'failed';
    };
  }
  return (lower, upper) => conicWithin(problem, { ...set, lower, upper });
}

function ratioWithin(form: ParametricProblem): ConvexAnswer<SearchPoint> {
  const found = maximumRatio(form, 0);
  if (found.status === 'optimal') return { x: found.x, objective: -found.ratio };
  return found.status === 'infeasible' || found.status === 'no-excess' ? 'infeasible' : 'failed';
}

function returnWithin(form: ParametricProblem, variance: number): ConvexAnswer<SearchPoint> {
  const path = parametricQuadraticPath(form);
  if (path.status !== 'complete') return path.status === 'infeasible' ? 'infeasible' : 'failed';
  const least = path.points[0]?.variance ?? Infinity;
  if (least > variance * (1 + 1e-12)) return 'infeasible';
  const { x } = pathPointAtVariance(path.points, variance);
  return { x, objective: -dot(form.gain, x) };
}

function conicWithin(problem: OptimizationProblem, set: FeasibleSet): ConvexAnswer<SearchPoint> {
  const { objective } = problem;
  const found = solvedProgram(problem, set);
  const isRatio = objective.kind === 'maximum-sharpe' || objective.kind === 'maximum-ratio';
  if (found.status === 'infeasible' || (found.status === 'unbounded' && isRatio)) return 'infeasible';
  if (found.status !== 'optimal') return 'failed';
  const x = found.weights;
  if (objective.kind === 'maximum-sharpe') return { x, objective: -1 / Math.sqrt(2 * found.objective) };
  if (objective.kind === 'maximum-ratio')
    return found.objective > 0 ? { x, objective: -1 / found.objective } : 'failed';
  const constant = quadraticAim(problem, set)?.constant ?? 0;
  return { x, objective: found.objective + constant };
}
