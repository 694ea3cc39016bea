/**
 * What a rule in conflict asks (`required`, on its lower or upper `side`) and what the other rules in it let through. Where
 * an end is absent there is none on that side.
 */
export interface Attainable {
  readonly constraint: string;
  readonly lower?: number;
  readonly upper?: number;
  readonly required: number;
  readonly side: 'lower' | 'upper';
}

/** The least change of one rule that alone makes the problem solvable; `drop` where only leaving it out does. */
export interface Remedy {
  readonly constraint: string;
  readonly bound: 'upper' | 'lower' | 'minimum' | 'maximum' | 'target' | 'drop';
  readonly from: number;
  readonly to: number;
}

/**
 * Rules that cannot hold together: leave out any one of `conflict` and the rest of it can. Remedies: smallest change first,
 * each enough by itself. `nearest`: changes that are enough together, of the least total.
 */
export interface InfeasiblePortfolio {
  readonly status: 'infeasible';
  readonly conflict: readonly string[];
  readonly attainable: readonly Attainable[];
  readonly remedies: readonly Remedy[];
  readonly nearest: readonly Remedy[];
}
