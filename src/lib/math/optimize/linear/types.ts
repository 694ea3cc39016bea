import type { SparseColumns } from '../conic/sparse-columns';

/** Minimise c'x with lower <= x <= upper and rowLower <= Ax <= rowUpper; infinite where one-sided, none NaN. */
export interface LinearModel {
  readonly linear: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly matrix: SparseColumns;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

/** The same where some variables take whole values only: those with `integer` other than zero. */
export interface IntegerModel extends LinearModel {
  readonly integer: Uint8Array;
}

/** What an engine says of a linear program: nothing of it is believed before it is checked. */
export type LinearClaim =
  /** Duals of the rows as the multipliers of {@link LinearOptimum}. */
  | { readonly status: 'optimal'; readonly x: Float64Array; readonly rowDuals: Float64Array }
  /** `ray`: row multipliers that prove it (Farkas), where the engine has them. */
  | { readonly status: 'infeasible'; readonly ray?: Float64Array }
  /** `ray`: a direction along which the objective falls without end, where the engine has one. */
  | { readonly status: 'unbounded'; readonly ray?: Float64Array }
  | { readonly status: 'failed'; readonly reason: string };

/** What an engine says of a mixed-integer program: a point where it has one, and a bound on every other. */
export type IntegerClaim =
  | {
      readonly status: 'optimal' | 'stopped';
      readonly x?: Float64Array;
      readonly bound: number;
      readonly nodes: number;
    }
  | { readonly status: 'infeasible' }
  | { readonly status: 'unbounded' }
  | { readonly status: 'failed'; readonly reason: string };

/** How far a search is. */
export interface IntegerProgress {
  readonly objective: number;
  readonly bound: number;
  readonly nodes: number;
}

/**
 * Settings of a mixed-integer search: the gap at which to stop (1e-6, relative to the objective), seconds after which it
 * stops (none), a point to start from, and what is told now and then and stops the search by returning false.
 */
export interface IntegerOptions {
  readonly gap?: number;
  readonly seconds?: number;
  readonly start?: Float64Array;
  readonly progress?: (progress: IntegerProgress) => boolean;
}

/** Solves linear and mixed-integer programs, at once: whoever has one hands it in. */
export interface LinearEngine {
  linear(model: LinearModel): LinearClaim;
  integer(model: IntegerModel, options: IntegerOptions): IntegerClaim;
}

/**
 * A solution with its multipliers, c = A'rowMultipliers + reducedCosts, a multiplier >= 0 where its row or variable rests on
 * the lower side, <= 0 on the upper. `bound` is the dual objective: no feasible point is below it, up to `dualResidual` times
 * the size of variables without a bound. `gap` is the distance of objective and bound over the greater of 1 and |objective|.
 * `certified`: the residuals and the gap are all within 1e-7 of the scale of the data.
 */
export interface LinearOptimum {
  readonly status: 'optimal';
  readonly certified: boolean;
  readonly x: Float64Array;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly rowMultipliers: Float64Array;
  readonly reducedCosts: Float64Array;
  /** Greatest violation of a bound or of a row. */
  readonly primalResidual: number;
  /** Greatest part of c - A'y that no bound of its variable can carry. */
  readonly dualResidual: number;
}

/** Outcome of a linear program; `certified` where a ray proves what is said, an unbounded one given that a point exists. */
export type LinearAnswer =
  | LinearOptimum
  | { readonly status: 'infeasible' | 'unbounded'; readonly certified: boolean }
  | { readonly status: 'failed'; readonly reason: string };

/**
 * The best point found, whole values exactly whole and feasible by our own check. `bound` is the engine's, or the certified
 * one of the relaxation where that is higher: `relaxationBound`. `gap` is relative to the greater of 1e-9 and |objective|;
 * `proven` where it is within the gap asked for.
 */
export interface IntegerPoint {
  readonly status: 'optimal' | 'stopped';
  readonly proven: boolean;
  readonly x: Float64Array;
  readonly objective: number;
  readonly bound: number;
  readonly relaxationBound: number;
  readonly gap: number;
  readonly nodes: number;
  readonly primalResidual: number;
}

/** Outcome of a mixed-integer program; `none`: stopped before any point was found. */
export type IntegerAnswer =
  | IntegerPoint
  | { readonly status: 'none'; readonly bound: number; readonly nodes: number }
  | { readonly status: 'infeasible' | 'unbounded'; readonly certified: boolean }
  | { readonly status: 'failed'; readonly reason: string };
