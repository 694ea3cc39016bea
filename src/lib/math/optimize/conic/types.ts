import type { SparseColumns } from './sparse-columns';

/**
 * One cone of a product, over the next `size` rows. `zero`: s = 0 (equalities). `nonnegative`: s >= 0. `second-order`:
 * s_0 >= |(s_1, s_2, ...)|. `exponential`: size 3, the closure of s_1 > 0 and s_1 exp(s_0 / s_1) <= s_2.
 */
export interface Cone {
  readonly kind: 'zero' | 'nonnegative' | 'second-order' | 'exponential';
  readonly size: number;
}

/**
 * Minimise 1/2 x'Px + c'x subject to Gx + s = h, s in the product of the cones, which take the rows of G in turn: G is
 * `constraints`, h is `right`, P is `quadratic`, positive semidefinite, in full or its upper triangle alone (what is below
 * is not read), left out when there is none.
 */
export interface ConicProblem {
  readonly quadratic?: SparseColumns;
  readonly linear: Float64Array;
  readonly constraints: SparseColumns;
  readonly right: Float64Array;
  readonly cones: readonly Cone[];
}

/** Settings: `tolerance` aimed at for residuals and gap (1e-9), most iterations (120). */
export interface ConicOptions {
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

/**
 * A solution with its proof, worked out anew from the problem's own data: x and s as in the problem, and the dual z in
 * the dual cone with Px + G'z + c = 0. `objective` is 1/2 x'Px + c'x, `dualObjective` -1/2 x'Px - h'z; no feasible point
 * has an objective below the second but for the residuals. `gap` is their distance, and the products of residuals with x
 * and z on top, relative to the greater of them, or to 1e-5 of the terms they are sums of where that is more.
 * `primalResidual`: the greatest |Gx + s - h| relative to the greatest of |h|, |s| and 1e-3; `dualResidual`: the greatest
 * |Px + G'z + c| relative to the greatest of |c|, |Px|, |G'z| and 1e-3 of |z| and of the terms of Px. s and z lie in
 * their cones. All three figures are at most 1e-8.
 */
export interface ConicOptimum {
  readonly status: 'optimal';
  readonly x: Float64Array;
  readonly slack: Float64Array;
  readonly dual: Float64Array;
  readonly objective: number;
  readonly dualObjective: number;
  readonly gap: number;
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly iterations: number;
}

/**
 * No point satisfies the constraints, proven by `dual` (Farkas): z in the dual cone, h'z = -1, G'z = 0. `residual` is the
 * greatest |G'z|, at most 1e-7: a feasible x would need a sum of |x_j| of at least its inverse.
 */
export interface ConicInfeasible {
  readonly status: 'infeasible';
  readonly dual: Float64Array;
  readonly residual: number;
  readonly iterations: number;
}

/**
 * The objective falls without end along `direction`: c'd = -1, Pd = 0, -Gd in the cone (where there is a feasible point
 * at all). `residual` is the greatest error in these, at most 1e-7.
 */
export interface ConicUnbounded {
  readonly status: 'unbounded';
  readonly direction: Float64Array;
  readonly residual: number;
  readonly iterations: number;
}

/** No answer could be proven; `x` is the best point met and `reason` says what stopped the method. */
export interface ConicFailed {
  readonly status: 'failed';
  readonly reason: string;
  readonly x: Float64Array;
  readonly iterations: number;
}

/** Outcome of a conic program. */
export type ConicResult = ConicOptimum | ConicInfeasible | ConicUnbounded | ConicFailed;
