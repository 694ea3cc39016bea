import type { Curvature } from './curvature';
import type { ScaledRows } from './polytope';

/** The problem of the interior point: no variable may have equal bounds; rows are scaled. */
export interface InteriorProblem {
  readonly curvature: Curvature;
  readonly linear: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rows: ScaledRows;
}

/** Longest steps that keep slacks and multipliers positive, at most one. */
export interface StepLengths {
  readonly primal: number;
  readonly dual: number;
}

/**
 * The bounded quantities of an interior point: the variables x and, after them, the value r of each row. Slacks to
 * both bounds and their multipliers stay positive; the r of an equality row is a constant and takes no part.
 */
export class BarrierBounds {
  readonly u: Float64Array;
  readonly multipliers: Float64Array;
  readonly lowerDual: Float64Array;
  readonly upperDual: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly n: number;
  private readonly aimLower: Float64Array;
  private readonly aimUpper: Float64Array;
  private readonly count: number;

  constructor({ lower, upper, rows }: InteriorProblem) {
    const n = lower.length;
    const total = n + rows.count;
    this.n = n;
    this.low = new Float64Array(total);
    this.high = new Float64Array(total);
    this.low.set(lower);
    this.low.set(rows.lower, n);
    this.high.set(upper);
    this.high.set(rows.upper, n);
    this.u = new Float64Array(total);
    this.multipliers = new Float64Array(rows.count);
    this.lowerDual = new Float64Array(total);
    this.upperDual = new Float64Array(total);
    this.aimLower = new Float64Array(total);
    this.aimUpper = new Float64Array(total);
    let count = 0;
    for (let k = 0; k < total; k++) {
      const [low, high] = [this.low[k], this.high[k]];
      if (low === high) {
        this.u[k] = low;
        continue;
      }
      const width = Math.min(1, 0.5 * (high - low));
      this.u[k] = Number.isFinite(low) ? low + width : Number.isFinite(high) ? high - width : 0;
      if (Number.isFinite(low)) this.lowerDual[k] = 1;
      if (Number.isFinite(high)) this.upperDual[k] = 1;
      count += Number(Number.isFinite(low)) + Number(Number.isFinite(high));
    }
    this.count = Math.max(1, count);
  }

  /** True for an equality row, whose value is fixed. */
  isEquality(row: number): boolean {
    return this.low[this.n + row] === this.high[this.n + row];
  }

  /** Mean product of slack and multiplier over all finite bounds. */
  gap(): number {
    return this.gapAfter(undefined, { primal: 0, dual: 0 });
  }

  /** The mean product after steps of the given lengths along du and the multipliers' own directions. */
  gapAfter(du: Float64Array | undefined, { primal, dual }: StepLengths): number {
    let total = 0;
    for (let k = 0; k < this.u.length; k++) {
      const move = du ? du[k] : 0;
      const at = this.u[k] + primal * move;
      if (this.lowerDual[k] > 0) {
        const change = du ? this.lowerChange(k, move) : 0;
        total += (at - this.low[k]) * (this.lowerDual[k] + dual * change);
      }
      if (this.upperDual[k] > 0) {
        const change = du ? this.upperChange(k, move) : 0;
        total += (this.high[k] - at) * (this.upperDual[k] + dual * change);
      }
    }
    return total / this.count;
  }

  /** Sets the products to aim for: `target` less the second-order term of the predictor step, when it is given. */
  aim(target: number, predictor?: Float64Array): void {
    for (let k = 0; k < this.u.length; k++) {
      const move = predictor ? predictor[k] : 0;
      const lowerSecond = predictor && this.lowerDual[k] > 0 ? move * this.lowerChange(k, move) : 0;
      const upperSecond = predictor && this.upperDual[k] > 0 ? -move * this.upperChange(k, move) : 0;
      this.aimLower[k] = target - (this.u[k] - this.low[k]) * this.lowerDual[k] - lowerSecond;
      this.aimUpper[k] = target - (this.high[k] - this.u[k]) * this.upperDual[k] - upperSecond;
    }
  }

  private lowerChange(k: number, move: number): number {
    return (this.aimLower[k] - this.lowerDual[k] * move) / (this.u[k] - this.low[k]);
  }

  private upperChange(k: number, move: number): number {
    return (this.aimUpper[k] + this.upperDual[k] * move) / (this.high[k] - this.u[k]);
  }

  /** Diagonal of the barrier: multiplier over slack, both sides. */
  weights(): Float64Array {
    return this.u.map((value, k) => {
      const below = this.lowerDual[k] > 0 ? this.lowerDual[k] / (value - this.low[k]) : 0;
      return below + (this.upperDual[k] > 0 ? this.upperDual[k] / (this.high[k] - value) : 0);
    });
  }

  /** What the aimed products add to the right-hand side. */
  pull(): Float64Array {
    return this.u.map((value, k) => {
      const below = this.lowerDual[k] > 0 ? this.aimLower[k] / (value - this.low[k]) : 0;
      return below - (this.upperDual[k] > 0 ? this.aimUpper[k] / (this.high[k] - value) : 0);
    });
  }

  /** The longest steps along du, and along the multipliers' own directions, that keep all positive. */
  steps(du: Float64Array): StepLengths {
    let primal = 1;
    let dual = 1;
    for (let k = 0; k < this.u.length; k++) {
      const move = du[k];
      if (this.lowerDual[k] > 0) {
        if (move < 0) primal = Math.min(primal, (this.low[k] - this.u[k]) / move);
        const change = this.lowerChange(k, move);
        if (change < 0) dual = Math.min(dual, -this.lowerDual[k] / change);
      }
      if (this.upperDual[k] > 0) {
        if (move > 0) primal = Math.min(primal, (this.high[k] - this.u[k]) / move);
        const change = this.upperChange(k, move);
        if (change < 0) dual = Math.min(dual, -this.upperDual[k] / change);
      }
    }
    // One length for both keeps the dual residual of a quadratic objective falling with the primal one.
    const both = Math.min(primal, dual);
    return { primal: both, dual: both };
  }

  /** Takes the step. */
  advance(du: Float64Array, dy: Float64Array, primal: number, dual: number): void {
    for (let k = 0; k < this.u.length; k++) {
      const move = du[k];
      const below = this.lowerDual[k] > 0 ? this.lowerChange(k, move) : 0;
      const above = this.upperDual[k] > 0 ? this.upperChange(k, move) : 0;
      if (this.low[k] !== this.high[k]) this.u[k] += primal * move;
      this.lowerDual[k] += dual * below;
      this.upperDual[k] += dual * above;
    }
    for (let i = 0; i < dy.length; i++) this.multipliers[i] += dual * dy[i];
  }
}
