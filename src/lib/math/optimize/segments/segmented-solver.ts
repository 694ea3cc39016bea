import { runActiveSet } from '../active-set';
import { greatest, meanDiagonal, rowValue, scaledRows, violation, FEASIBLE_START } from '../polytope';
import type { ScaledRows } from '../polytope';
import { polishHeldRows } from '../row-projection';
import { BoundedSimplex } from '../simplex';
import type { Polytope } from '../types';
import { filledTotal, fillOf, ownerCount, type SegmentedProgram } from './segmented-program';
import { AT_LOWER, AT_UPPER, FREE } from '../working-set';
import { SegmentedSet } from './segmented-set';

/** Weights of the proximal term as parts of the mean diagonal, and the rounds that each is given. */
const PROXIMAL = [
  { weight: 1e-5, rounds: 60 },
  { weight: 1e-3, rounds: 200 }
];
const SETTLED = 1e-11;

/**
 * Active-set solutions of one segmented program for one linear cost after another, each from the working set of the one
 * before. Where Q is singular on the free variables it goes on inside proximal point rounds (Rockafellar 1976).
 */
export class SegmentedSolver {
  private set: SegmentedSet;
  private proximal = -1;
  private readonly rows: ScaledRows;
  private readonly limit: number;
  private established = false;
  iterations = 0;

  private constructor(
    readonly program: SegmentedProgram,
    x: Float64Array
  ) {
    this.rows = scaledRows(polytopeOf(program));
    this.limit = 500 + 10 * (program.owner.length + this.rows.count);
    this.set = this.setAt(x, new Float64Array(x.length), 0);
  }

  /**
   * From the first of the given points that satisfies the program, else from a vertex: one near the first point, or
   * without points the cheapest where each w costs half its diagonal. Undefined where nothing satisfies the program.
   */
  static from(program: SegmentedProgram, points: readonly Float64Array[]): SegmentedSolver | undefined {
    const polytope = polytopeOf(program);
    for (const point of points) {
      const x = fillOf(program, point);
      if (violation(polytope, x) <= FEASIBLE_START) return new SegmentedSolver(program, x);
    }
    const x = vertexOf(program, polytope, points[0]);
    return x && violation(polytope, x) <= FEASIBLE_START ? new SegmentedSolver(program, x) : undefined;
  }

  private setAt(x: Float64Array, linear: Float64Array, delta: number): SegmentedSet {
    this.established = false;
    return new SegmentedSet(this.program, this.rows, Float64Array.from(linear), Float64Array.from(x), delta);
  }

  /** The point in hand; of the solver, not to be changed. */
  get w(): Float64Array {
    return this.set.w;
  }

  /** Qw there. */
  product(): Float64Array {
    return this.set.product();
  }

  /** Filled parts of the segments. */
  get x(): Float64Array {
    return this.set.x;
  }

  /** Multipliers y of the program's own rows: Qw + c = A'y on free segments. */
  rowMultipliers(): Float64Array {
    const { scale } = this.rows;
    return this.set.rowMultipliers().map((y, i) => y / scale[i]);
  }

  /** Minimises for a linear cost of the segments; false where it does not settle. */
  solve(linear: Float64Array): boolean {
    if (this.proximal < 0 && this.plain(linear)) return true;
    for (let at = Math.max(0, this.proximal); at < PROXIMAL.length; at++) {
      if (this.rounds(linear, at)) return true;
    }
    return false;
  }

  private plain(linear: Float64Array): boolean {
    this.set.setLinear(linear);
    if (!this.established) {
      if (!this.set.establish()) return false;
      this.established = true;
    }
    const run = runActiveSet(this.set, this.limit);
    this.iterations += run.iterations;
    return run.end === 'optimal';
  }

  private rounds(linear: Float64Array, at: number): boolean {
    const { weight, rounds } = PROXIMAL[at];
    if (this.proximal !== at) {
      this.proximal = at;
      const order = ownerCount(this.program);
      this.set = this.setAt(this.set.x, linear, weight * meanDiagonal(this.program.quadratic, order));
    }
    this.set.anchor.set(this.set.w);
    this.set.setLinear(linear);
    if (!this.established && !this.set.establish()) return false;
    this.established = true;
    this.set.refresh();
    for (let round = 0; round < rounds; round++) {
      const run = runActiveSet(this.set, this.limit);
      this.iterations += run.iterations;
      if (run.end !== 'optimal') return false;
      const { w, anchor } = this.set;
      const moved = w.reduce((most, value, j) => Math.max(most, Math.abs(value - anchor[j])), 0);
      anchor.set(w);
      this.set.refresh();
      if (moved <= SETTLED * Math.max(greatest(w), Number.MIN_VALUE)) {
        polishHeldRows(this.set);
        return true;
      }
    }
    return false;
  }

  /** Change of w and of the filled parts for each unit of another linear cost on the present working set. */
  direction(linear: Float64Array): { readonly w: Float64Array; readonly x: Float64Array } {
    const { set } = this;
    const { factor } = set;
    const step = new Float64Array(set.x.length);
    const gap = new Float64Array(this.rows.count);
    const kept = factor.multipliers.slice();
    const dependent = factor.solve(linear, gap, step);
    factor.multipliers.set(kept);
    const out = new Float64Array(set.w.length);
    // With as many rows held as segments free nothing can move: what comes out is rounding.
    if (dependent >= 0 || factor.size <= factor.held.length) return { w: out, x: step.fill(0) };
    for (let i = 0; i < factor.size; i++) out[this.program.owner[factor.free[i]]] = step[factor.free[i]];
    return { w: out, x: step };
  }

  /**
   * True where the point stays the solution however much more of a linear cost is added: nothing free moves, and no
   * multiplier heads for the wrong sign.
   */
  isLast(linear: Float64Array): boolean {
    const { set } = this;
    const { factor, status, side } = set;
    const size = greatest(linear);
    const step = new Float64Array(set.x.length);
    const kept = factor.multipliers.slice();
    const dependent = factor.solve(linear, new Float64Array(this.rows.count), step);
    const rates = factor.multipliers.slice(0, factor.held.length);
    factor.multipliers.set(kept);
    if (dependent >= 0) return false;
    const slopes = Float64Array.from(linear);
    factor.held.forEach((row, at) => {
      const a = this.rows.coefficients[row];
      for (let k = 0; k < slopes.length; k++) slopes[k] -= rates[at] * a[k];
    });
    const slack = 1e-9 * size;
    const wrongRow = rates.some((rate, at) => {
      const held = side[factor.held[at]];
      return held !== 2 && (held === -1 ? rate < -slack : rate > slack);
    });
    return (
      !wrongRow &&
      slopes.every((value, k) => {
        if (status[k] === FREE) return Math.abs(value) <= slack;
        return status[k] === AT_LOWER ? value >= -slack : status[k] !== AT_UPPER || value <= slack;
      })
    );
  }
}

/** A vertex, found from where every segment is empty or full as it mostly is at the point, or at zero without one. */
function vertexOf(program: SegmentedProgram, polytope: Polytope, point?: Float64Array): Float64Array | undefined {
  const { owner, quadratic } = program;
  const order = ownerCount(program);
  const near = fillOf(program, point ?? new Float64Array(order));
  const shift = near.map((part, k) => (part > 0.5 * polytope.upper[k] ? polytope.upper[k] : 0));
  const lower = shift.map((value) => 0 - value);
  const upper = polytope.upper.map((value, k) => value - shift[k]);
  const rows = program.rows.map((row) => {
    const base = rowValue(row.coefficients, shift);
    return { coefficients: row.coefficients, lower: row.lower - base, upper: row.upper - base };
  });
  const cost = point ? undefined : Float64Array.from(owner, (j) => 0.5 * quadratic[j * order + j]);
  const end = new BoundedSimplex(lower, upper, scaledRows({ lower, upper, rows })).solve(cost);
  if (end.status !== 'optimal') return undefined;
  return fillOf(
    program,
    filledTotal(
      program,
      end.x.map((value, k) => value + shift[k])
    )
  );
}

function polytopeOf({ from, to, rows }: SegmentedProgram): Polytope {
  return { lower: new Float64Array(from.length), upper: to.map((end, k) => end - from[k]), rows };
}
