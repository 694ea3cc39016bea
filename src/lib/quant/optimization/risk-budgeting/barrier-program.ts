import { quadraticProgram, type LinearRow, type OptimalPoint, type Polytope } from '$lib/math/optimize';
import { dot, symmetricProduct } from '$lib/math/linalg';

/** A limit on the sum of |x - current|, each asset's part counted once a side: bought and sold both count. */
export interface TurnoverLimit {
  readonly current: Float64Array;
  readonly limit: number;
}

/** Minimise 1/2 x'Cx - price sum b_i ln x_i over a polytope and a turnover. */
export interface BarrierProblem extends Polytope {
  readonly covariance: Float64Array;
  readonly budgets: Float64Array;
  readonly turnover?: TurnoverLimit;
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
const SETTLED = 1e-12;
/** A step takes no weight below this part of itself, so that logarithms stay finite. */
const SHRINK = 0.1;

function objective({ covariance, budgets }: BarrierProblem, price: number, x: Float64Array): number {
  let value = 0.5 * dot(x, symmetricProduct(covariance, x.length, x));
  for (let j = 0; j < x.length; j++) value -= price * (budgets[j] ?? 0) * Math.log(x[j] ?? 0);
  return value;
}

/** The quadratic model about x, as a program over the new point. */
function model(problem: BarrierProblem, price: number, x: Float64Array) {
  const n = x.length;
  const quadratic = Float64Array.from(problem.covariance);
  const linear = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const at = x[j] ?? 1;
    const pull = (price * (problem.budgets[j] ?? 0)) / at;
    quadratic[j * n + j] = (quadratic[j * n + j] ?? 0) + pull / at;
    linear[j] = -2 * pull;
  }
  return { quadratic, linear };
}

function plainStep(problem: BarrierProblem, price: number, x: Float64Array): OptimalPoint | undefined {
  const lower = problem.lower.map((bound, j) => Math.max(bound, SHRINK * (x[j] ?? 0)));
  const { upper, rows } = problem;
  const step = quadraticProgram({ ...model(problem, price, x), lower, upper, rows }, { start: x });
  return step.status === 'optimal' ? step : undefined;
}

/** The step in purchases and sales, x = current + bought - sold, neither below zero. */
function tradedStep(
  problem: BarrierProblem,
  { current, limit }: TurnoverLimit,
  price: number,
  x: Float64Array
): { x: Float64Array; rowMultipliers: Float64Array; turnover: number } | undefined {
  const n = x.length;
  const { quadratic: half, linear: slope } = model(problem, price, x);
  const quadratic = new Float64Array(4 * n * n);
  const base = symmetricProduct(half, n, current);
  const linear = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    linear[i] = (slope[i] ?? 0) + (base[i] ?? 0);
    linear[n + i] = -(linear[i] ?? 0);
    for (let j = 0; j < n; j++) {
      const value = half[i * n + j] ?? 0;
      quadratic[i * 2 * n + j] = value;
      quadratic[(n + i) * 2 * n + n + j] = value;
      quadratic[i * 2 * n + n + j] = -value;
      quadratic[(n + i) * 2 * n + j] = -value;
    }
  }
  const least = problem.lower.map((bound, j) => Math.max(bound, SHRINK * (x[j] ?? 0)) - (current[j] ?? 0));
  const most = problem.upper.map((bound, j) => bound - (current[j] ?? 0));
  const both = (buy: ArrayLike<number>, sell: ArrayLike<number>) =>
    Float64Array.from([...Array.from(buy), ...Array.from(sell)]);
  const doubled = ({ coefficients, lower, upper }: LinearRow): LinearRow => {
    const held = dot(coefficients, current);
    const sold = coefficients.map((value) => -value);
    return { coefficients: both(coefficients, sold), lower: lower - held, upper: upper - held };
  };
  const spent = { coefficients: new Float64Array(2 * n).fill(1), lower: -Infinity, upper: limit };
  const step = quadraticProgram(
    {
      quadratic,
      linear,
      lower: both(
        least.map((value) => Math.max(0, value)),
        most.map((value) => Math.max(0, -value))
      ),
      upper: both(
        most.map((value) => Math.max(0, value)),
        least.map((value) => Math.max(0, -value))
      ),
      rows: [...problem.rows.map(doubled), spent]
    },
    {
      start: both(
        x.map((value, j) => Math.max(0, value - (current[j] ?? 0))),
        x.map((value, j) => Math.max(0, (current[j] ?? 0) - value))
      )
    }
  );
  if (step.status !== 'optimal') return undefined;
  return {
    x: current.map((value, j) => value + (step.x[j] ?? 0) - (step.x[n + j] ?? 0)),
    rowMultipliers: step.rowMultipliers.slice(0, problem.rows.length),
    turnover: Math.max(0, -(step.rowMultipliers[problem.rows.length] ?? 0))
  };
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
    const step = problem.turnover
      ? tradedStep(problem, problem.turnover, price, x)
      : { turnover: 0, ...plainStep(problem, price, x) };
    if (!step?.x || !step.rowMultipliers) return { x, rowMultipliers, turnoverMultiplier, converged: false, steps };
    const to = step.x;
    turnoverMultiplier = step.turnover;
    rowMultipliers = step.rowMultipliers;
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
