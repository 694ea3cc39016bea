import { dot } from '$lib/math/linalg';
import { quadraticProgram } from '$lib/math/optimize';
import { feasibleSet, portfolioPoint, type FeasibleSet } from '../feasible-set';
import { isConic, optimizePortfolio } from '../optimal-portfolio';
import type { OptimizationProblem, OptimizationResult, PortfolioPoint } from '../problem';
import { combination } from '../program/expression';
import { RISK, ruledProgram } from '../program/ruled-program';

/** Scenarios of the value that one unit in each instrument grows to, equally likely, scenario-major, and what cash grows to. */
export interface Outcomes {
  readonly growth: Float64Array;
  readonly rows: number;
  readonly cashGrowth: number;
}

/** The weights of the greatest expected utility. */
export interface UtilityPortfolio extends PortfolioPoint {
  readonly status: 'utility';
  /** The sure value of one unit that is as good as the portfolio. */
  readonly certaintyEquivalent: number;
  /** The most that the logarithm of the certainty equivalent could still gain, by the slope of the last step. */
  readonly gap: number;
  readonly steps: number;
}

const STEPS = 60;
const GAP = 1e-13;
/** Share of a promised gain that a step must bring (Armijo). */
const ENOUGH = 1e-4;

/**
 * Weights that maximise the mean over scenarios of constant relative risk aversion utility of the end value,
 * V^(1 - g) / (1 - g), log V at g = 1, under all rules of a problem, whose aim is ignored; what they leave is cash. Newton's
 * method on the logarithm of the certainty equivalent, each step a quadratic program over the rules. With short positions
 * scenarios without value are never allowed. @throws RangeError when risk aversion is not positive, shapes disagree or an
 * outcome is not positive. Source: Merton (1969); Nocedal and Wright, Numerical optimization, 2nd ed., chapter 18.
 */
export function expectedUtilityPortfolio(
  problem: OptimizationProblem,
  outcomes: Outcomes,
  riskAversion: number
): UtilityPortfolio | Exclude<OptimizationResult, { status: 'optimal' }> {
  const n = problem.instruments.length;
  const { growth, rows, cashGrowth } = outcomes;
  if (!(riskAversion > 0 && riskAversion < Infinity)) throw new RangeError(`risk aversion: ${riskAversion}`);
  if (rows < 1 || growth.length !== rows * n) throw new RangeError(`${growth.length} outcomes for ${rows} x ${n}`);
  if (!(cashGrowth > 0) || !growth.every((one) => one > 0)) throw new RangeError('an outcome is not positive');
  const ruled: OptimizationProblem = { ...problem, objective: { kind: 'minimum-variance' } };
  const start = optimizePortfolio(ruled);
  if (start.status !== 'optimal') return start;
  const set = feasibleSet(ruled);
  let weights = start.weights;
  let at = utilityAt(outcomes, weights, riskAversion);
  if (!at) return { status: 'failed', reason: 'the calmest weights lose everything in a scenario' };
  for (let step = 1; step <= STEPS; step++) {
    const found = quadraticStep(ruled, set, at, weights);
    if (typeof found === 'string') return { status: 'failed', reason: found };
    const direction = found.map((weight, j) => weight - (weights[j] ?? 0));
    const gap = dot(at.gradient, direction);
    if (gap <= GAP) return answer(problem, weights, at, { gap: Math.max(0, gap), steps: step });
    const next = searched(outcomes, riskAversion, { weights, direction, gap, value: at.value });
    if (!next) return answer(problem, weights, at, { gap, steps: step });
    ({ weights, at } = next);
  }
  return { status: 'failed', reason: `no optimum in ${STEPS} steps` };
}

interface UtilityAt {
  /** Logarithm of the certainty equivalent. */
  readonly value: number;
  readonly gradient: Float64Array;
  /** Minus the Hessian of the value: positive semidefinite. */
  readonly curvature: Float64Array;
}

/** Undefined where a scenario leaves nothing. */
function utilityAt(
  { growth, rows, cashGrowth }: Outcomes,
  weights: Float64Array,
  aversion: number
): UtilityAt | undefined {
  const n = weights.length;
  const values = new Float64Array(rows);
  let least = Infinity;
  for (let s = 0; s < rows; s++) {
    let value = cashGrowth;
    for (let j = 0; j < n; j++) value += (weights[j] ?? 0) * ((growth[s * n + j] ?? 0) - cashGrowth);
    values[s] = value;
    least = Math.min(least, value);
  }
  if (!(least > 0)) return undefined;
  // Powers are of the value over the least one, so that none overflows.
  const power = 1 - aversion;
  let total = 0;
  const slopes = values.map((value) => (value / least) ** -aversion / least);
  for (const value of values) total += power === 0 ? Math.log(value) : (value / least) ** power;
  const mean = total / rows;
  const value = power === 0 ? mean : Math.log(least) + Math.log(mean) / power;
  const unit = 1 / (rows * (power === 0 ? 1 : mean));
  const gradient = new Float64Array(n);
  const curvature = new Float64Array(n * n);
  const apart = new Float64Array(n);
  for (let s = 0; s < rows; s++) {
    for (let j = 0; j < n; j++) apart[j] = (growth[s * n + j] ?? 0) - cashGrowth;
    const slope = (power === 0 ? 1 / (values[s] ?? 1) : (slopes[s] ?? 0)) * unit;
    const bend = (aversion * slope) / (values[s] ?? 1);
    for (let i = 0; i < n; i++) {
      gradient[i] += slope * (apart[i] ?? 0);
      const scaled = bend * (apart[i] ?? 0);
      for (let j = 0; j <= i; j++) curvature[i * n + j] += scaled * (apart[j] ?? 0);
    }
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const bent = (curvature[i * n + j] ?? 0) + power * (gradient[i] ?? 0) * (gradient[j] ?? 0);
      curvature[i * n + j] = curvature[j * n + i] = bent;
    }
  return { value, gradient, curvature };
}

/** The point of the rules that is best by slope and curvature, or why there is none. */
function quadraticStep(
  problem: OptimizationProblem,
  set: FeasibleSet,
  { gradient, curvature }: UtilityAt,
  weights: Float64Array
): Float64Array | string {
  const n = weights.length;
  const linear = gradient.map((slope, i) => {
    let bent = 0;
    for (let j = 0; j < n; j++) bent += (curvature[i * n + j] ?? 0) * (weights[j] ?? 0);
    return -slope - bent;
  });
  if (isConic(problem)) {
    const program = ruledProgram(problem, set);
    program.minimiseQuadratic(curvature, 1, RISK);
    program.minimise(combination(linear), RISK);
    const solved = program.solve();
    return solved.status === 'optimal' ? solved.weights : solved.status;
  }
  const solved = quadraticProgram({ ...set, quadratic: curvature, linear }, { start: weights });
  return solved.status === 'optimal' ? solved.x : solved.status;
}

function searched(
  outcomes: Outcomes,
  aversion: number,
  from: { weights: Float64Array; direction: Float64Array; gap: number; value: number }
): { weights: Float64Array; at: UtilityAt } | undefined {
  for (let length = 1; length > 1e-12; length /= 2) {
    const weights = from.weights.map((weight, j) => weight + length * (from.direction[j] ?? 0));
    const at = utilityAt(outcomes, weights, aversion);
    if (at && at.value >= from.value + ENOUGH * length * from.gap) return { weights, at };
  }
  return undefined;
}

function answer(
  problem: OptimizationProblem,
  weights: Float64Array,
  { value }: UtilityAt,
  how: { gap: number; steps: number }
): UtilityPortfolio {
  return { status: 'utility', ...portfolioPoint(problem, weights), certaintyEquivalent: Math.exp(value), ...how };
}
