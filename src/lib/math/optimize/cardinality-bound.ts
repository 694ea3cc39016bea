import type { CardinalityProblem } from './cardinality-types';
import { diagonalPart } from './diagonal-part';
import { quadraticProgram } from './quadratic-program';
import type { LinearRow, OptimalPoint } from './types';

/** What a node has decided of each variable. */
export const OPEN = 0;
export const HELD = 1;
export const OUT = 2;

/** Part of being held below which an open variable is not taken. */
const LEAST_PART = 0.02;

/**
 * A bound on what the node can give: `shares` is what each open variable takes off it by being held, of which only the
 * largest can be had; `lastKept` and `firstLeft` are the smallest of these and the greatest of the rest.
 */
export interface Relaxation {
  readonly point: OptimalPoint;
  readonly bound: number;
  readonly shares: Float64Array;
  readonly lastKept: number;
  readonly firstLeft: number;
  /** How far each variable is held, in [0, 1]. */
  readonly parts: Float64Array;
}

/**
 * Relaxations of a program with at most so many variables. Q = Q' + diag(d) with Q' semidefinite, and a variable held by a
 * part y costs d x^2 / (2 y) (the perspective of Frangioni and Gentile 2006). For parts given that is a quadratic program;
 * its multipliers make the sum over variables separable, and the largest terms of it, as many as may be held, a bound.
 */
export class CardinalityBound {
  /** Quadratic programs solved. */
  solved = 0;
  readonly least: Float64Array;
  private readonly diagonal: Float64Array;
  private readonly matrix: Float64Array;
  private readonly capped: boolean;

  constructor(private readonly problem: CardinalityProblem) {
    const { quadratic, linear, lower, upper } = problem;
    this.least = problem.least ?? new Float64Array(linear.length);
    this.diagonal = diagonalPart(quadratic, linear.length);
    this.matrix = Float64Array.from(quadratic);
    this.capped = lower.every((value) => value === 0) && upper.every(Number.isFinite);
  }

  /** The best point with the node's decisions as bounds and nothing else. */
  plain(fate: Uint8Array, start: Float64Array): OptimalPoint | undefined {
    return this.solve(fate, start, this.problem.quadratic);
  }

  private solve(fate: Uint8Array, start: Float64Array, quadratic: Float64Array): OptimalPoint | undefined {
    this.solved++;
    const lower = this.problem.lower.map((value, j) =>
      fate[j] === OUT ? 0 : fate[j] === HELD ? Math.max(value, this.least[j]) : value
    );
    const upper = this.problem.upper.map((value, j) => (fate[j] === OUT ? 0 : value));
    const row = this.capRow(fate);
    const rows = row ? [...this.problem.rows, row] : this.problem.rows;
    const answer = quadraticProgram({ quadratic, linear: this.problem.linear, lower, upper, rows }, { start });
    return answer.status === 'optimal' ? answer : undefined;
  }

  /** With caps u the open variables' x_j / u_j add up to no more than may be held; undefined where that cannot bind. */
  private capRow(fate: Uint8Array): LinearRow | undefined {
    const { upper, most, rows } = this.problem;
    if (!this.capped) return undefined;
    let [cap, open, held] = [0, 0, 0];
    for (let j = 0; j < upper.length; j++) {
      if (fate[j] === HELD) held++;
      if (fate[j] !== OPEN || upper[j] === 0) continue;
      open++;
      cap = Math.max(cap, upper[j]);
    }
    const room = most - held;
    const total = rows.find(({ coefficients }) => coefficients.every((value) => value === 1))?.upper ?? Infinity;
    if (open <= room || total <= 0.5 * room * cap) return undefined;
    const coefficients = upper.map((value, j) => (fate[j] === OPEN && value > 0 ? 1 / value : 0));
    return { coefficients, lower: -Infinity, upper: room };
  }

  /** The relaxation at the given parts; undefined when the node is infeasible. */
  relaxation(fate: Uint8Array, room: number, parts: Float64Array, start: Float64Array): Relaxation | undefined {
    const { quadratic, upper } = this.problem;
    const n = parts.length;
    for (let j = 0; j < n; j++) {
      this.matrix[j * n + j] = quadratic[j * n + j] + (fate[j] === OPEN ? this.diagonal[j] * (1 / parts[j] - 1) : 0);
    }
    const point = this.solve(fate, start, this.matrix);
    if (!point) return undefined;
    const { x, upperMultipliers } = point;
    let bound = point.objective;
    const shares = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      if (fate[j] !== OPEN) continue;
      const curved = (0.5 * this.diagonal[j] * x[j] * x[j]) / parts[j];
      const price = upperMultipliers[j] > 0 ? upperMultipliers[j] * upper[j] : 0;
      bound += curved + price;
      shares[j] = curved / parts[j] + price;
    }
    const sorted = shares.filter((share) => share > 0).sort((a, b) => b - a);
    for (let k = 0; k < Math.min(room, sorted.length); k++) bound -= sorted[k];
    return { point, bound, shares, lastKept: sorted[room - 1] ?? 0, firstLeft: sorted[room] ?? 0, parts };
  }

  /** The parts that suit a point best: in proportion to sqrt(d) |x|, at most one, adding up to the room there is. */
  partsAt(fate: Uint8Array, room: number, x: Float64Array): Float64Array {
    const size = x.map((value, j) => (fate[j] === OPEN ? Math.sqrt(this.diagonal[j]) * Math.abs(value) : 0));
    const order = Array.from(size.keys())
      .filter((j) => size[j] > 0)
      .sort((a, b) => size[b] - size[a]);
    let total = order.reduce((sum, j) => sum + size[j], 0);
    let left = room;
    const parts = new Float64Array(x.length).fill(LEAST_PART);
    for (const j of order) {
      const part = total > 0 ? Math.min(1, (left * size[j]) / total) : 1;
      parts[j] = Math.max(LEAST_PART, part);
      left = Math.max(0, left - part);
      total -= size[j];
    }
    for (let j = 0; j < parts.length; j++) if (fate[j] === HELD) parts[j] = 1;
    return parts;
  }
}
