import { quadraticProgram } from '../quadratic-program';
import type { LinearRow, OptimalPoint } from '../types';
import { HELD, OPEN, OUT, type Counts } from './counts';
import { diagonalPart } from './diagonal-part';
import type { Relaxation, SelectionOracle } from './selection-search';
import type { CardinalityProblem } from './selection-types';

/** Part of being held below which an open variable is not taken. */
const LEAST_PART = 0.02;

/**
 * Relaxations of a quadratic program with a selection. Q = Q' + diag(d) with Q' semidefinite, and a variable held by a part y
 * costs d x^2 / (2 y) (the perspective of Frangioni and Gentile 2006). For parts given that is a quadratic program; its
 * multipliers make the sum over variables separable, and the largest terms of it, as many as may be held, a bound. Rows
 * that follow from the limits (caps and least sizes summed up) are added.
 */
export class PerspectiveBound implements SelectionOracle<OptimalPoint> {
  solved = 0;
  readonly least: Float64Array;
  readonly zero = 1e-9;
  private readonly diagonal: Float64Array;
  private readonly matrix: Float64Array;

  constructor(
    private readonly problem: CardinalityProblem,
    private readonly counts: Counts
  ) {
    const { quadratic, linear } = problem;
    this.least = problem.least ?? new Float64Array(linear.length);
    this.diagonal = diagonalPart(quadratic, linear.length);
    this.matrix = Float64Array.from(quadratic);
  }

  /** The best point with the node's decisions as bounds and nothing else. */
  plain(fate: Uint8Array, start: Float64Array): OptimalPoint | undefined {
    return this.solve(fate, start, this.problem.quadratic);
  }

  /** Reduced costs: below zero where the objective falls as a variable that was left out comes in. */
  slopes({ lowerMultipliers, upperMultipliers }: OptimalPoint): Float64Array {
    return lowerMultipliers.map((value, j) => value - upperMultipliers[j]);
  }

  relaxation(fate: Uint8Array, start: Float64Array, rounds: number, cutoff: number): Relaxation | undefined {
    let best: Relaxation | undefined;
    let x = start;
    for (let round = 0; round < rounds; round++) {
      const next = this.relaxedAt(fate, this.partsAt(fate, x), x);
      if (!next) return undefined;
      x = next.x;
      const before = best?.bound ?? -Infinity;
      if (next.bound > before) best = best ? { ...next, near: best.near } : next;
      if (next.bound >= cutoff || !(next.bound - before > 0.05 * Math.abs(cutoff - before))) break;
    }
    return best;
  }

  private solve(fate: Uint8Array, start: Float64Array, quadratic: Float64Array): OptimalPoint | undefined {
    this.solved++;
    const { problem } = this;
    const lower = problem.lower.map((value, j) =>
      fate[j] === OUT ? 0 : fate[j] === HELD ? Math.max(value, this.least[j]) : value
    );
    const upper = problem.upper.map((value, j) => (fate[j] === OUT ? 0 : value));
    const rows = [...problem.rows, ...this.impliedRows(fate)];
    const answer = quadraticProgram({ quadratic, linear: problem.linear, lower, upper, rows }, { start });
    if (answer.status !== 'optimal') return undefined;
    return problem.constant ? { ...answer, objective: answer.objective + problem.constant } : answer;
  }

  /** With caps u the open x_j / u_j of a limit add up to no more than may be held, and the x_j to the least sizes of what must be. */
  private impliedRows(fate: Uint8Array): LinearRow[] {
    const { lower, upper } = this.problem;
    const n = fate.length;
    return this.counts.rooms(fate).flatMap(({ isMember, room, need, open }) => {
      const places = Array.from({ length: n }, (_, j) => j).filter((j) => fate[j] === OPEN && isMember(j));
      const rows: LinearRow[] = [];
      const over = (value: (j: number) => number): Float64Array => {
        const coefficients = new Float64Array(n);
        for (const j of places) coefficients[j] = value(j);
        return coefficients;
      };
      if (
        open > room &&
        places.every((j) => lower[j] === 0 && Number.isFinite(upper[j])) &&
        this.bindsCaps(places, room)
      ) {
        const coefficients = over((j) => (upper[j] > 0 ? 1 / upper[j] : 0));
        rows.push({ coefficients, lower: -Infinity, upper: room });
      }
      if (need > 0 && places.every((j) => lower[j] === 0)) {
        const sizes = places.map((j) => this.least[j]).sort((a, b) => a - b);
        const asked = sizes.slice(0, need).reduce((sum, size) => sum + size, 0);
        if (asked > 0) rows.push({ coefficients: over(() => 1), lower: asked, upper: Infinity });
      }
      return rows;
    });
  }

  /** False where the whole is too small for the caps to matter. */
  private bindsCaps(places: readonly number[], room: number): boolean {
    const cap = places.reduce((most, j) => Math.max(most, this.problem.upper[j]), 0);
    const whole = this.problem.rows.find(({ coefficients }) => coefficients.every((value) => value === 1));
    return !whole || whole.upper > 0.5 * room * cap;
  }

  /** The relaxation at the given parts; undefined when the node is infeasible. */
  private relaxedAt(fate: Uint8Array, parts: Float64Array, start: Float64Array): Relaxation | undefined {
    const { quadratic, lower, upper } = this.problem;
    const n = parts.length;
    for (let j = 0; j < n; j++) {
      this.matrix[j * n + j] = quadratic[j * n + j] + (fate[j] === OPEN ? this.diagonal[j] * (1 / parts[j] - 1) : 0);
    }
    const point = this.solve(fate, start, this.matrix);
    if (!point) return undefined;
    const { x, upperMultipliers, lowerMultipliers } = point;
    let base = point.objective;
    const shares = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      if (fate[j] !== OPEN) continue;
      const curved = (0.5 * this.diagonal[j] * x[j] * x[j]) / parts[j];
      // What its bounds are worth: both close to zero with the variable left out, and one opens to its least size.
      const cap = upperMultipliers[j] > 0 ? upperMultipliers[j] * upper[j] : 0;
      const floor = lowerMultipliers[j] > 0 ? -lowerMultipliers[j] * lower[j] : 0;
      base += curved + cap + floor;
      shares[j] = curved / parts[j] + cap + floor - lowerMultipliers[j] * this.least[j];
    }
    const most = this.counts.greatest(fate, shares);
    const costs = {
      held: (j: number): number => base - most.held(j),
      out: (j: number): number => base - most.out(j)
    };
    return { x, near: x, bound: base - most.total, parts, costs };
  }

  /** The parts that suit a point best: in proportion to sqrt(d) |x|, at most one, adding up to the room of every limit. */
  private partsAt(fate: Uint8Array, x: Float64Array): Float64Array {
    const size = x.map((value, j) => (fate[j] === OPEN ? Math.sqrt(this.diagonal[j]) * Math.abs(value) : 0));
    const order = Array.from(size.keys())
      .filter((j) => size[j] > 0)
      .sort((a, b) => size[b] - size[a]);
    const parts = new Float64Array(x.length).fill(1);
    for (const { isMember, room, open } of this.counts.rooms(fate)) {
      if (open <= room) continue;
      const members = order.filter(isMember);
      let total = members.reduce((sum, j) => sum + size[j], 0);
      let left = room;
      for (let j = 0; j < x.length; j++) if (isMember(j) && size[j] === 0) parts[j] = LEAST_PART;
      for (const j of members) {
        const part = total > 0 ? Math.min(1, (left * size[j]) / total) : 1;
        parts[j] = Math.min(parts[j], Math.max(LEAST_PART, part));
        left = Math.max(0, left - part);
        total -= size[j];
      }
    }
    for (let j = 0; j < parts.length; j++) if (fate[j] !== OPEN) parts[j] = 1;
    return parts;
  }
}
