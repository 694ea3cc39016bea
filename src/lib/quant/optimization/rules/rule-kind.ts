import type { InstrumentId } from '$lib/domain/instruments';
import type { LinearRow } from '$lib/math/optimize';
import type { Expression } from '../program/expression';
import type { PortfolioProgram } from '../program/portfolio-program';
import type { Constraint, OptimizationProblem } from '../problem';

/** Limits that a rule puts on single weights; NaN where it says nothing. */
export interface WeightBounds {
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
}

/** Which weights a rule counts: the least size of those that are not zero, how many there may be and how many must. */
export interface CountedWeights {
  /** One for each instrument that the rule is about, zero for the others. */
  readonly members: Uint8Array;
  readonly least?: number;
  readonly fewest?: number;
  readonly most?: number;
}

/** One kind of rule: what makes no sense in it, and what it is to the solver. */
export interface RuleKind<R extends Constraint = Constraint> {
  readonly kind: R['kind'];
  /** Why the figures of a rule make no sense, undefined when they do. */
  readonly fault: (rule: R) => string | undefined;
  readonly bounds?: (rule: R, problem: OptimizationProblem) => WeightBounds;
  readonly row?: (rule: R, problem: OptimizationProblem) => LinearRow;
  /** A problem with such a rule is searched: which weights are zero is a choice. */
  readonly counted?: (rule: R, problem: OptimizationProblem) => CountedWeights;
  /**
   * What the rule asks of a conic program, under its id, at the level given in place of its own: a number, or an
   * expression that is to be made least. A problem with such a rule is solved by the conic program.
   */
  readonly compiled?: (rule: R, problem: OptimizationProblem, program: PortfolioProgram, level: Expression) => void;
  /** How far weights are beyond the rule, zero or below where they keep it; without it bounds and row tell. */
  readonly beyond?: (rule: R, problem: OptimizationProblem, weights: Float64Array) => number;
}

/** Says what is wrong with limits that must lie within a range and in order. */
export function faultOfLimits(limits: readonly number[], least: number, most: number): string | undefined {
  if (!limits.every((value) => value >= least && value <= most))
    return `is outside ${least} to ${most}: ${limits.join(', ')}`;
  const [lower = least, upper = most] = limits;
  return limits.length > 1 && lower > upper ? `is empty: ${limits.join(' > ')}` : undefined;
}

/** A figure for each instrument that a rule is about, NaN for the others. */
export function forMembers(
  problem: OptimizationProblem,
  instruments: readonly InstrumentId[] | undefined,
  value: (at: number) => number
): Float64Array {
  const only = instruments && new Set(instruments);
  return Float64Array.from(problem.instruments, (one, j) => (!only || only.has(one) ? value(j) : NaN));
}
