import { perSegment } from '$lib/math/optimize';
import { symmetricProduct } from '$lib/math/linalg';
import type { FeasibleSet } from '../feasible-set';
import type { Constraint, OptimizationProblem } from '../problem';
import { countsLots } from '../realised-sales';
import type { ProgramOptimum } from '../program/portfolio-program';
import { benchmarkWeights } from '../rules/benchmark-weights';
import { ruleKind } from '../rules/catalog';
import { LimitedSearch } from './limited-optimum';
import type { Sought } from './sought';
import { provenOptimum, type Posed } from './optimum-terms';
import { quadraticLimits } from './quadratic-limits';
import { weightSegments } from './weight-segments';

const PIECEWISE = new Set(['turnover', 'gross-exposure', 'tracking-error', 'volatility']);

function isPiecewise(rule: Constraint): boolean {
  if (rule.kind === 'gross-exposure' && rule.multiples) return false;
  const { compiled, counted } = ruleKind(rule);
  return PIECEWISE.has(rule.kind) || (compiled === undefined && counted === undefined);
}

/** True where every rule and cost of a problem is piecewise linear, or a limit on a variance. */
export function isKinked(problem: OptimizationProblem): boolean {
  const { constraints, tradingCosts, uncertainty } = problem;
  const isNone = (values: Float64Array | undefined): boolean => values?.every((value) => value === 0) ?? true;
  return (
    constraints.every(isPiecewise) &&
    !countsLots(problem) &&
    uncertainty?.kind !== 'ellipsoid' &&
    isNone(tradingCosts?.quadratic) &&
    isNone(tradingCosts?.power)
  );
}

/** A problem with its segments and limits; undefined where it is not of this kind, or its bounds cross. */
export function posedKinked(problem: OptimizationProblem, set: FeasibleSet): Posed | undefined {
  if (!isKinked(problem) || set.lower.some((low, j) => low > (set.upper[j] ?? Infinity))) return undefined;
  const limits = quadraticLimits(problem);
  if (!limits) return undefined;
  const { objective } = problem;
  const reference = objective.kind === 'tracking-error' ? benchmarkWeights(problem, objective.benchmark) : undefined;
  return { problem, set, limits, segments: weightSegments(problem, set), ...(reference && { reference }) };
}

/**
 * Weights from which a search may begin: those to stay close to, and those held now where trades count, which then rest
 * on their kinks. Others would begin with more weights free than most optima have.
 */
export function startsOf({ problem, segments, reference }: Posed): Float64Array[] {
  const trades = segments.program.owner.length > problem.instruments.length;
  return [...(reference ? [reference] : []), ...(trades && problem.currentWeights ? [problem.currentWeights] : [])];
}

function soughtOf({ problem, segments }: Posed): Sought | undefined {
  const { objective } = problem;
  switch (objective.kind) {
    case 'minimum-variance':
    case 'target-return':
      return { kind: 'tolerance', tolerance: 0 };
    case 'tracking-error':
      return { kind: 'tolerance', tolerance: 1 };
    case 'utility':
      return { kind: 'tolerance', tolerance: 1 / objective.riskAversion };
    case 'maximum-return':
    case 'target-volatility':
      return { kind: 'greatest-gain' };
    case 'maximum-sharpe':
      return { kind: 'greatest-ratio', constant: segments.constant };
    default:
      return undefined;
  }
}

/**
 * The tolerance for risk at which a problem without limits on trades or risk has its aim, and the weights there: searched
 * for from one optimum to the next, where the path from least variance would have very many turning points. Undefined
 * where there is none, or where this way does not settle.
 */
export function searchedTolerance(
  problem: OptimizationProblem,
  set: FeasibleSet
): { readonly tolerance: number; readonly weights: Float64Array } | undefined {
  const posed = posedKinked(problem, set);
  const sought = posed && soughtOf(posed);
  if (!sought) return undefined;
  const { segments, limits } = posed;
  const found = new LimitedSearch(problem, segments, limits, segments.gain, startsOf(posed)).optimum(sought);
  if (!found || found.pull !== 0 || !provenOptimum(posed, found)) return undefined;
  return { tolerance: found.tolerance, weights: Float64Array.from(found.solver.w) };
}

/**
 * The optimum under limits on turnover, gross exposure, volatility and tracking error and linear costs of trading, exact:
 * absolute values are kinks that the active set holds weights on, and a limit on a variance is one parameter of the
 * same program. Undefined where the problem is of another kind, has no solution, or the proof falls short: the conic
 * program then decides. Source: Best and Hlouskova (2005) on trading costs; Markowitz, critical line (1956).
 */
export function kinkedOptimum(problem: OptimizationProblem, set: FeasibleSet): ProgramOptimum | undefined {
  const posed = posedKinked(problem, set);
  const sought = posed && soughtOf(posed);
  if (!sought) return undefined;
  const { segments, limits, reference } = posed;
  const gain = reference
    ? perSegment(segments.program, symmetricProduct(problem.covariance, reference.length, reference))
    : segments.gain;
  const found = new LimitedSearch(problem, segments, limits, gain, startsOf(posed)).optimum(sought);
  return found && provenOptimum(posed, found);
}
