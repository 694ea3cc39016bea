import { dot, symmetricProduct } from '$lib/math/linalg';
import {
  quadraticProgram,
  type Failed,
  type Infeasible,
  type LinearRow,
  type QuadraticProblem,
  type Unbounded
} from '$lib/math/optimize';

/** A limit on the sum of |x - current|, each asset's part counted once a side: bought and sold both count. */
export interface TurnoverBound {
  readonly current: Float64Array;
  readonly limit: number;
}

/** The best point under a turnover, with the multipliers of the rows and of the turnover, the latter >= 0. */
export interface TradedPoint {
  readonly status: 'optimal';
  readonly x: Float64Array;
  readonly rowMultipliers: Float64Array;
  readonly turnoverMultiplier: number;
}

/** Purchases, then sales. */
function pair(bought: ArrayLike<number>, sold: ArrayLike<number>): Float64Array {
  const n = bought.length;
  const out = new Float64Array(2 * n);
  out.set(bought);
  out.set(sold, n);
  return out;
}

/** The program over purchases and sales, x = current + bought - sold, neither below zero. */
function programOfTrades(problem: QuadraticProblem, { current, limit }: TurnoverBound): QuadraticProblem {
  const n = current.length;
  const quadratic = new Float64Array(4 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = problem.quadratic[i * n + j] ?? 0;
      quadratic[i * 2 * n + j] = value;
      quadratic[(n + i) * 2 * n + n + j] = value;
      quadratic[i * 2 * n + n + j] = -value;
      quadratic[(n + i) * 2 * n + j] = -value;
    }
  }
  const base = symmetricProduct(problem.quadratic, n, current);
  const slope = problem.linear.map((value, i) => value + (base[i] ?? 0));
  const least = problem.lower.map((bound, j) => bound - (current[j] ?? 0));
  const most = problem.upper.map((bound, j) => bound - (current[j] ?? 0));
  const positive = (values: Float64Array, sign: number) => values.map((value) => Math.max(0, sign * value));
  const negated = (values: Float64Array) => values.map((value) => -value);
  const rows = problem.rows.map(({ coefficients, lower, upper }): LinearRow => {
    const held = dot(coefficients, current);
    return { coefficients: pair(coefficients, negated(coefficients)), lower: lower - held, upper: upper - held };
  });
  return {
    quadratic,
    linear: pair(slope, negated(slope)),
    lower: pair(positive(least, 1), positive(most, -1)),
    upper: pair(positive(most, 1), positive(least, -1)),
    rows: [...rows, { coefficients: new Float64Array(2 * n).fill(1), lower: -Infinity, upper: limit }]
  };
}

/**
 * A convex quadratic program with a limit on turnover. Rows count as given, the turnover after them; a conflict names
 * bounds by asset. Purchases and sales of one asset together never pay, so that bounds of weights bound each alone.
 */
export function tradedProgram(
  problem: QuadraticProblem,
  turnover: TurnoverBound | undefined,
  start?: Float64Array
): TradedPoint | Infeasible | Unbounded | Failed {
  if (!turnover) {
    const plain = quadraticProgram(problem, start ? { start } : {});
    if (plain.status !== 'optimal') return plain;
    return { status: 'optimal', x: plain.x, rowMultipliers: plain.rowMultipliers, turnoverMultiplier: 0 };
  }
  const { current } = turnover;
  const n = current.length;
  const from = start?.map((value, j) => value - (current[j] ?? 0));
  const begun = from && {
    start: pair(
      from.map((value) => Math.max(0, value)),
      from.map((value) => Math.max(0, -value))
    )
  };
  const step = quadraticProgram(programOfTrades(problem, turnover), begun ?? {});
  if (step.status === 'infeasible') {
    const assets = (bounds: readonly number[]) => [...new Set(bounds.map((j) => j % n))];
    const { conflict } = step;
    const lowerBounds = assets(conflict.lowerBounds);
    return { ...step, conflict: { ...conflict, lowerBounds, upperBounds: assets(conflict.upperBounds) } };
  }
  if (step.status !== 'optimal') return step;
  return {
    status: 'optimal',
    x: current.map((value, j) => value + (step.x[j] ?? 0) - (step.x[n + j] ?? 0)),
    rowMultipliers: step.rowMultipliers.slice(0, problem.rows.length),
    turnoverMultiplier: Math.max(0, -(step.rowMultipliers[problem.rows.length] ?? 0))
  };
}
