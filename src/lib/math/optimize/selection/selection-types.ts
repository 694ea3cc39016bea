import type { Failed, Infeasible, OptimalPoint, QuadraticProblem, Unbounded } from '../types';

/** How many of some variables, of all without `members`, may be other than zero, and how many must be. */
export interface CountLimit {
  /** One for each variable that counts, zero for the others. */
  readonly members?: Uint8Array;
  readonly fewest?: number;
  readonly most?: number;
}

/** Variables that are zero or at least `least_j` (zero where that is zero), and limits on how many are held. */
export interface Selection {
  readonly least?: Float64Array;
  readonly counts: readonly CountLimit[];
}

/**
 * Minimise 1/2 x'Qx + c'x + constant over a polytope with a selection of its variables. A variable with least_j > 0 must not
 * have a lower bound below zero. One that cannot be zero is held.
 */
export interface CardinalityProblem extends QuadraticProblem, Selection {
  readonly constant?: number;
}

/** How far the search is: programs solved, best objective (Infinity before one), and the bound no solution can beat. */
export interface SearchProgress {
  readonly nodes: number;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
}

/**
 * Settings: at most so many programs solved (100,000), the gap at which to stop, relative to the objective (1e-7) or absolute
 * (1e-12), whether the first point found is enough, and what is told now and then and stops the search by returning false.
 */
export interface SearchOptions {
  readonly maximumNodes?: number;
  readonly gap?: number;
  readonly absoluteGap?: number;
  readonly first?: boolean;
  readonly progress?: (progress: SearchProgress) => boolean;
}

/** A point of a search with what its program says of it. */
export interface SearchPoint {
  readonly x: Float64Array;
  readonly objective: number;
}

/**
 * The best point found. `proven` when no other is better by more than the gap asked for; `bound` is below or at the
 * objective of every feasible point, and `gap` their distance relative to the objective. `solution` is the program on the
 * variables that x holds.
 */
export interface SelectedPoint<P extends SearchPoint = OptimalPoint> extends SearchProgress {
  readonly status: 'optimal' | 'stopped';
  readonly proven: boolean;
  readonly x: Float64Array;
  readonly solution: P;
}

/** Outcome of a search. `none`: no choice of variables is feasible, or (with proven false) none was found in time. */
export type SelectionResult<P extends SearchPoint = OptimalPoint> =
  SelectedPoint<P> | { readonly status: 'none'; readonly proven: boolean; readonly nodes: number };

/** Outcome of a cardinality program. */
export type CardinalityResult = SelectionResult | Infeasible | Unbounded | Failed;
