import { HELD, OUT } from './counts';
import type { Relaxation, SelectionOracle } from './selection-search';
import type { SearchPoint } from './selection-types';

/** A convex program within bounds: its best point, or that there is none, or that the method gave up. */
export type ConvexAnswer<P extends SearchPoint> = P | 'infeasible' | 'failed';

/**
 * Relaxations by any convex program of which only the bounds of the variables are changed: those left out are fixed at zero,
 * those held are at least their least size.
 */
export class ConvexBound<P extends SearchPoint> implements SelectionOracle<P> {
  solved = 0;
  private last: { readonly key: string; readonly answer: ConvexAnswer<P> } | undefined;

  constructor(
    private readonly bounds: { readonly lower: Float64Array; readonly upper: Float64Array },
    readonly least: Float64Array,
    private readonly program: (lower: Float64Array, upper: Float64Array) => ConvexAnswer<P>,
    readonly zero: number
  ) {}

  private solve(fate: Uint8Array): ConvexAnswer<P> {
    const lower = this.bounds.lower.map((value, j) =>
      fate[j] === OUT ? 0 : fate[j] === HELD ? Math.max(value, this.least[j]) : value
    );
    const upper = this.bounds.upper.map((value, j) => (fate[j] === OUT ? 0 : value));
    if (lower.some((value, j) => value > upper[j])) return 'infeasible';
    // A child that decides nothing new asks for the program of its parent again.
    const key = [...lower, ...upper].join();
    if (this.last?.key === key) return this.last.answer;
    this.solved++;
    const answer = this.program(lower, upper);
    this.last = { key, answer };
    return answer;
  }

  plain(fate: Uint8Array): P | undefined {
    const answer = this.solve(fate);
    return typeof answer === 'string' ? undefined : answer;
  }

  relaxation(fate: Uint8Array, start: Float64Array): Relaxation | undefined {
    const answer = this.solve(fate);
    if (answer === 'infeasible') return undefined;
    const parts = new Float64Array(fate.length);
    // Where the method gave up nothing is known of the node: it is divided further.
    if (answer === 'failed') return { x: start, near: start, bound: -Infinity, parts };
    return { x: answer.x, near: answer.x, bound: answer.objective, parts };
  }
}
