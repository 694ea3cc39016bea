import { greatest, meanDiagonal, rowValue } from '../polytope';
import type { ScaledRows } from '../polytope';
import { AT_LOWER, AT_UPPER, WorkingSet } from '../working-set';
import { ownerCount, type SegmentedProgram } from './segmented-program';

/** Moves after which Qw is computed afresh. */
const MOVES_KEPT = 20;

/**
 * The working set of a segmented program: Q is multiplied by w, not by its segments, and a segment may only leave its
 * ends while those below it are full and those above it empty, so that one of each owner at most is free.
 */
export class SegmentedSet extends WorkingSet {
  readonly w: Float64Array;
  /** The point that the term `delta` pulls towards. */
  readonly anchor: Float64Array;
  private readonly force: Float64Array;
  /** Moves since the force was computed afresh, -1 before it was. */
  private moves = -1;

  constructor(
    readonly program: SegmentedProgram,
    rows: ScaledRows,
    linear: Float64Array,
    x: Float64Array,
    delta: number
  ) {
    const { quadratic, owner, from, to } = program;
    const lower = new Float64Array(owner.length);
    const upper = to.map((end, k) => end - from[k]);
    super({ n: owner.length, quadratic, linear, lower, upper, rows, delta, owner }, x);
    const order = ownerCount(program);
    this.w = new Float64Array(order);
    this.anchor = new Float64Array(order);
    this.force = new Float64Array(order);
    this.place();
    this.anchor.set(this.w);
  }

  /** Sets w from the filled parts. */
  private place(): void {
    const { owner, from, to } = this.program;
    const { upper } = this.problem;
    let last = -1;
    for (let k = 0; k < owner.length; k++) {
      const j = owner[k];
      if (j !== last) this.w[j] = from[k];
      else if (!(this.x[k] > 0)) continue;
      last = j;
      this.w[j] = this.x[k] >= upper[k] ? to[k] : from[k] + this.x[k];
    }
  }

  override mayRelease(k: number): boolean {
    const { owner } = this.program;
    const { status } = this;
    if (status[k] === AT_LOWER) return k === 0 || owner[k - 1] !== owner[k] || status[k - 1] === AT_UPPER;
    return status[k] === AT_UPPER && (owner[k + 1] !== owner[k] || status[k + 1] === AT_LOWER);
  }

  override refresh(): void {
    const { quadratic, linear, rows, delta } = this.problem;
    const { w, force, anchor, x } = this;
    const order = w.length;
    this.place();
    // A few moves since leave no rounding that counts; without a pull the force is then kept.
    if (delta > 0 || this.moves < 0 || this.moves > MOVES_KEPT) {
      force.fill(0);
      for (let j = 0; j < order; j++) {
        const value = w[j];
        if (value === 0) continue;
        const row = j * order;
        for (let i = 0; i < order; i++) force[i] += quadratic[row + i] * value;
      }
      this.moves = 0;
    }
    const unit = meanDiagonal(quadratic, order) * Math.max(greatest(w), 1e-12);
    const scale = Math.max(unit, greatest(force), greatest(linear));
    this.scale = scale > 0 ? scale : 1;
    if (delta > 0) for (let j = 0; j < order; j++) force[j] += delta * (w[j] - anchor[j]);
    this.spread();
    for (let i = 0; i < rows.count; i++) this.values[i] = rowValue(rows.coefficients[i], x);
  }

  private spread(): void {
    const { gradient, force } = this;
    const { owner } = this.program;
    const { linear } = this.problem;
    for (let k = 0; k < gradient.length; k++) gradient[k] = force[owner[k]] + linear[k];
  }

  override move(step: Float64Array, length: number, rowSteps: Float64Array): void {
    const { quadratic, delta, lower, upper } = this.problem;
    const { owner, from } = this.program;
    const { x, w, force, factor } = this;
    const order = w.length;
    for (let i = 0; i < factor.size; i++) {
      const k = factor.free[i];
      const change = length * step[k];
      if (change === 0) continue;
      x[k] = Math.min(upper[k], Math.max(lower[k], x[k] + change));
      const j = owner[k];
      w[j] = from[k] + x[k];
      force[j] += delta * change;
      const row = j * order;
      for (let c = 0; c < order; c++) force[c] += quadratic[row + c] * change;
    }
    this.moves++;
    this.spread();
    for (let i = 0; i < rowSteps.length; i++) this.values[i] += length * rowSteps[i];
  }

  /** Qw at the point in hand. */
  product(): Float64Array {
    const { delta } = this.problem;
    return this.force.map((value, j) => value - delta * (this.w[j] - this.anchor[j]));
  }

  /** Takes another linear cost in place of the present one. */
  setLinear(linear: Float64Array): void {
    this.problem.linear.set(linear);
    this.scale = Math.max(this.scale, greatest(linear));
    this.spread();
  }
}
