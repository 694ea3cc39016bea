/** A general linear constraint lower <= a'x <= upper; an equality when the two are equal; infinite where one-sided. */
export interface LinearRow {
  readonly coefficients: Float64Array;
  readonly lower: number;
  readonly upper: number;
}

/** The points with lower <= x <= upper that satisfy every row. Bounds may be infinite; none may be NaN. */
export interface Polytope {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rows: readonly LinearRow[];
}

/** Minimise c'x over a polytope. */
export interface LinearProblem extends Polytope {
  readonly linear: Float64Array;
}

/** Minimise 1/2 x'Qx + c'x over a polytope; Q symmetric positive semidefinite, full, row-major n x n. */
export interface QuadraticProblem extends LinearProblem {
  readonly quadratic: Float64Array;
}

/** Minimise 1/2 x'Qx - t gain'x over a polytope for every t >= 0. */
export interface ParametricProblem extends Polytope {
  readonly quadratic: Float64Array;
  readonly gain: Float64Array;
}

/** The ways to solve: `auto` is the active set, then the interior point where that does not converge. */
export type QuadraticMethod = 'auto' | 'active-set' | 'interior-point';

/** Optional settings; `start` is used when it satisfies the constraints within 1e-9, and ignored otherwise. */
export interface QuadraticOptions {
  readonly start?: Float64Array;
  readonly method?: QuadraticMethod;
  readonly maximumIterations?: number;
}

/**
 * A solution with the multipliers that prove it (Karush-Kuhn-Tucker):
 * Qx + c = sum_i rowMultipliers[i] a_i + lowerMultipliers - upperMultipliers, the bound multipliers >= 0, a row
 * multiplier >= 0 where the row rests on its lower side, <= 0 on its upper, of any sign on an equality.
 * `stationarity` is the greatest residual of that equation relative to the greatest of |Qx|, |c| and the mean diagonal
 * of Q times the greatest |x|;
 * `feasibility` the greatest violation of a bound or a row; `complementarity` the greatest product of a multiplier
 * and the slack of its constraint, relative to the same scale as stationarity.
 */
export interface OptimalPoint {
  readonly status: 'optimal';
  readonly x: Float64Array;
  readonly objective: number;
  readonly rowMultipliers: Float64Array;
  readonly lowerMultipliers: Float64Array;
  readonly upperMultipliers: Float64Array;
  readonly stationarity: number;
  readonly feasibility: number;
  readonly complementarity: number;
  readonly iterations: number;
  readonly method: 'active-set' | 'interior-point' | 'simplex';
}

/**
 * Constraints that cannot hold together, by index; leave out any one of them and the others can (checked one by one
 * for rows, and for bounds up to 200 of them). `violations`: how far each row of the whole problem is missed by the
 * point of least total violation, in the row's own unit, rows that hold left out. `attainable`: for each row of the
 * conflict the range its a'x can take under all bounds and the other rows of the conflict.
 */
export interface Conflict {
  readonly rows: readonly number[];
  readonly lowerBounds: readonly number[];
  readonly upperBounds: readonly number[];
  readonly violations: readonly { readonly row: number; readonly violation: number }[];
  readonly attainable: readonly { readonly row: number; readonly lower: number; readonly upper: number }[];
}

/** No point satisfies the constraints. `x` lies within the bounds and misses the rows by the least total. */
export interface Infeasible {
  readonly status: 'infeasible';
  readonly conflict: Conflict;
  readonly x: Float64Array;
  readonly iterations: number;
}

/** The objective falls without end along `direction` from any feasible point. */
export interface Unbounded {
  readonly status: 'unbounded';
  readonly direction: Float64Array;
  readonly iterations: number;
}

/** No method reached its tolerance; `x` is the last point and `reason` says what stopped it. */
export interface Failed {
  readonly status: 'failed';
  readonly reason: string;
  readonly x: Float64Array;
  readonly iterations: number;
}

/** Outcome of a linear or quadratic program. */
export type QuadraticResult = OptimalPoint | Infeasible | Unbounded | Failed;
