import type { Failed, Infeasible, OptimalPoint, QuadraticProblem, Unbounded } from './types';

/**
 * Minimise 1/2 x'Qx + c'x over a polytope with at most `most` variables other than zero and, where `least` is given, each
 * variable either zero or at least least_j. A variable with least_j > 0 must have a lower bound of zero; every variable
 * must be able to be zero.
 */
export interface CardinalityProblem extends QuadraticProblem {
  readonly most: number;
  readonly least?: Float64Array;
}

/** How far the search is: nodes solved, best objective (Infinity before one), and the bound no solution can beat. */
export interface CardinalityProgress {
  readonly nodes: number;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
}

/**
 * Settings: at most so many quadratic programs (100,000), the gap at which to stop (1e-7, relative to the objective), and a
 * callback after each hundred, which stops the search by returning false.
 */
export interface CardinalityOptions {
  readonly maximumNodes?: number;
  readonly gap?: number;
  readonly progress?: (progress: CardinalityProgress) => boolean;
}

/**
 * The best point found. `proven` when no other is better by more than the gap asked for; `bound` is below or at the
 * objective of every feasible point, and `gap` their distance relative to the objective. `solution` proves x to be best
 * on the variables it holds.
 */
export interface CardinalityPoint extends CardinalityProgress {
  readonly status: 'optimal' | 'stopped';
  readonly proven: boolean;
  readonly x: Float64Array;
  readonly solution: OptimalPoint;
}

/**
 * Outcome of the search. `none`: no choice of variables is feasible, or (with proven false) none was found in time.
 */
export type CardinalityResult =
  | CardinalityPoint
  | { readonly status: 'none'; readonly proven: boolean; readonly nodes: number }
  | Infeasible
  | Unbounded
  | Failed;
