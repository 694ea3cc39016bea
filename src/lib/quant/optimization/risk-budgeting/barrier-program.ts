import { log } from '$lib/math/elementary';
import { dot, symmetricProduct } from '$lib/math/linalg';
import type { Polytope, QuadraticProblem } from '$lib/math/optimize';
import { tradedProgram, type TurnoverBound } from './traded-program';

/** Minimise 1/2 x'Cx - price sum b_i ln x_i over a polytope and a turnover. */
export interface BarrierProblem extends Polytope {
  readonly covariance: Float64Array;
  readonly budgets: Float64Array;
  readonly turnover?: TurnoverBound;
}

/** Where Newton's method ended, with the multipliers of its last step. */
export interface BarrierPoint {
  readonly x: Float64Array;
  readonly rowMultipliers: Float64Array;
  /** Of the turnover, >= 0: the fall of the objective for one unit more. */
  readonly turnoverMultiplier: number;
  readonly converged: boolean;
  readonly steps: number;
}

const STEPS = 80;
/** A step below this part of each weight is the last: Newton's next would be of its square. */
const SETTLED = 3e-8;
/** A step takes no weight below this part of itself, so that logarithms stay finite. */
const SHRINK = 0.1;

function objective({ covariance, budgets }: BarrierProblem, price: number, x: Float64Array): number {
  let value = 0.5 * dot(x, symmetricProduct(covariance, x.length, x));
  for (let j = 0; j < x.length; j++) value -= price * (budgets[j] ?? 0) * log(x[j] ?? 0);
  return value;
}

/** The quadratic model about x, as a program over the new point. */
function model(problem: BarrierProblem, price: number, x: Float64Array): QuadraticProblem {
  const n = x.length;
  const quadratic = Float64Array.from(problem.covariance);
  const linear = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const at = x[j] ?? 1;
    const pull = (price * (problem.budgets[j] ?? 0)) / at;
    quadratic[j * n + j] = (quadratic[j * n + j] ?? 0) + pull / at;
    linear[j] = -2 * pull;
  }
  const lower = problem.lower.map((bound, j) => Math.max(bound, SHRINK * (x[j] ?? 0)));
  return { quadratic, linear, lower, upper: problem.upper, rows: problem.rows };
}

/**
 * Newton's method for the barrier problem from a feasible x above zero: each step a quadratic program whose active
 * set says which rules bind, shortened until the objective falls. The objective is strictly convex.
 */
export function barrierPoint(problem: BarrierProblem, price: number, start: Float64Array): BarrierPoint {
  let x: Float64Array = Float64Array.from(start);
  let rowMultipliers: Float64Array = new Float64Array(problem.rows.length);
  let turnoverMultiplier = 0;
  let value = objective(problem, price, x);
  for (let steps = 1; steps <= STEPS; steps++) {
    const step = tradedProgram(model(problem, price, x), problem.turnover, x);
    if (step.status !== 'optimal') return { x, rowMultipliers, turnoverMultiplier, converged: false, steps };
    const to = step.x;
    ({ rowMultipliers, turnoverMultiplier } = step);
    const moved = to.reduce((most, one, j) => Math.max(most, Math.abs(one / (x[j] ?? 1) - 1)), 0);
    if (moved <= SETTLED) return { x: to, rowMultipliers, turnoverMultiplier, converged: true, steps };
    let next = to;
    let reached = objective(problem, price, next);
    for (let length = 0.5; !(reached <= value) && moved > 1e-6 && length > 1e-10; length *= 0.5) {
      next = x.map((from, j) => from + length * ((to[j] ?? 0) - from));
      reached = objective(problem, price, next);
    }
    x = next;
    value = reached;
  }
  return { x, rowMultipliers, turnoverMultiplier, converged: false, steps: STEPS };
}
