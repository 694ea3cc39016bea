import { FreeFactor } from './free-factor';
import type { ScaledRows } from './polytope';
import { quadraticUnit, rowValue } from './polytope';
import type { QuadraticProblem } from './types';

/** A variable is free, on its lower bound, on its upper bound, or fixed because the two are equal. */
export const FREE = 0;
export const AT_LOWER = 1;
export const AT_UPPER = 2;
export const FIXED = 3;

/** A quadratic program with scaled rows, as the active-set methods read it; `delta` is added to Q's diagonal. */
export interface ScaledProblem {
  readonly n: number;
  readonly quadratic: Float64Array;
  readonly linear: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rows: ScaledRows;
  readonly delta: number;
  /** The row of Q of each variable where several share one, Q then being smaller than n. */
  readonly owner?: Int32Array;
}

/** The active-set methods' view of a quadratic program. */
export function scaledProblem(problem: QuadraticProblem, rows: ScaledRows, delta: number): ScaledProblem {
  const { quadratic, linear, lower, upper } = problem;
  return { n: linear.length, quadratic, linear, lower, upper, rows, delta };
}

function near(value: number, bound: number, tolerance = 1e-13): boolean {
  return Number.isFinite(bound) && Math.abs(value - bound) <= tolerance * Math.max(1, Math.abs(bound));
}

/**
 * The point in hand with all that goes with it: which variables are free, which rows are held and on which side, the
 * gradient Qx + c + delta (x - center), the rows' values, and the factor of the free block.
 */
export class WorkingSet {
  readonly status: Uint8Array;
  /** For each row: 0 not held, -1 held on its lower side, 1 on its upper, 2 an equality held. */
  readonly side: Int8Array;
  readonly gradient: Float64Array;
  readonly values: Float64Array;
  readonly factor: FreeFactor;
  readonly center: Float64Array;
  /** The unit of multipliers: the greatest of |Qx|, |c| and mean diagonal of Q times greatest |x|. */
  scale = 0;

  constructor(
    readonly problem: ScaledProblem,
    readonly x: Float64Array
  ) {
    const { n, rows, quadratic, delta, owner } = problem;
    this.status = new Uint8Array(n);
    this.side = new Int8Array(rows.count);
    this.gradient = new Float64Array(n);
    this.values = new Float64Array(rows.count);
    this.center = Float64Array.from(x);
    const order = owner ? Math.round(Math.sqrt(quadratic.length)) : n;
    this.factor = new FreeFactor(quadratic, order, rows.coefficients, delta, owner);
  }

  /**
   * Sets the working set from the point alone: variables on their bounds, rows within `tolerance` of a side. False when
   * the block of the free variables is not positive definite.
   */
  establish(tolerance = 1e-13): boolean {
    const { n, lower, upper, rows } = this.problem;
    for (let j = 0; j < n; j++) {
      if (lower[j] === upper[j]) this.pin(j, FIXED);
      else if (near(this.x[j], lower[j])) this.pin(j, AT_LOWER);
      else if (near(this.x[j], upper[j])) this.pin(j, AT_UPPER);
      else if (!this.factor.append(j)) return false;
    }
    this.refresh();
    for (let i = 0; i < rows.count; i++) {
      if (rows.lower[i] === rows.upper[i] && this.factor.hold(i)) this.side[i] = 2;
    }
    for (let i = 0; i < rows.count; i++) {
      if (rows.lower[i] === rows.upper[i]) continue;
      const low = near(this.values[i], rows.lower[i], tolerance);
      const high = near(this.values[i], rows.upper[i], tolerance);
      if ((low || high) && this.factor.hold(i)) this.side[i] = low ? -1 : 1;
    }
    return true;
  }

  private pin(j: number, status: number): void {
    const { lower, upper } = this.problem;
    this.status[j] = status;
    this.x[j] = status === AT_UPPER ? upper[j] : lower[j];
  }

  /** Recomputes gradient, rows' values and scale from the point, which sheds the rounding of many updates. */
  refresh(): void {
    const { n, quadratic, linear, rows, delta } = this.problem;
    const { x, gradient, center } = this;
    gradient.fill(0);
    for (let j = 0; j < n; j++) {
      const xj = x[j];
      if (xj === 0) continue;
      const row = j * n;
      for (let i = 0; i < n; i++) gradient[i] += quadratic[row + i] * xj;
    }
    let scale = quadraticUnit(quadratic, x);
    for (let j = 0; j < n; j++) {
      scale = Math.max(scale, Math.abs(gradient[j]), Math.abs(linear[j]));
      gradient[j] += linear[j] + delta * (x[j] - center[j]);
    }
    this.scale = scale > 0 ? scale : 1;
    for (let i = 0; i < rows.count; i++) this.values[i] = rowValue(rows.coefficients[i], x);
  }

  /** Moves the free variables by `length` times `step` and carries gradient and rows' values along. */
  move(step: Float64Array, length: number, rowSteps: Float64Array): void {
    const { n, quadratic, delta, lower, upper } = this.problem;
    const { x, gradient, factor } = this;
    for (let i = 0; i < factor.size; i++) {
      const j = factor.free[i];
      const change = length * step[j];
      if (change === 0) continue;
      x[j] = Math.min(upper[j], Math.max(lower[j], x[j] + change));
      gradient[j] += delta * change;
      const row = j * n;
      for (let c = 0; c < n; c++) gradient[c] += quadratic[row + c] * change;
    }
    for (let i = 0; i < rowSteps.length; i++) this.values[i] += length * rowSteps[i];
  }

  /** Takes the free variable at `position` of the factor onto a bound. */
  fix(position: number, status: number): void {
    const j = this.factor.free[position];
    this.pin(j, status);
    this.factor.remove(position);
  }

  /** True when variable j may leave its bound as the others stand. */
  mayRelease(j: number): boolean {
    return this.status[j] !== FREE && this.status[j] !== FIXED;
  }

  /** Frees variable j; false when the free block would no longer be positive definite. */
  release(j: number): boolean {
    if (!this.factor.append(j)) return false;
    this.status[j] = FREE;
    return true;
  }

  /** Takes row i up on a side; false when it depends on the rows held. */
  hold(i: number, side: number): boolean {
    if (!this.factor.hold(i)) return false;
    const { lower, upper } = this.problem.rows;
    this.side[i] = lower[i] === upper[i] ? 2 : side;
    return true;
  }

  /** Drops the row at `position` among those held. */
  drop(position: number): void {
    this.side[this.factor.held[position]] = 0;
    this.factor.drop(position);
  }

  /** How far each held row is from the side it is held on: lower or upper minus its value. */
  gaps(out: Float64Array): void {
    const { lower, upper } = this.problem.rows;
    for (const i of this.factor.held) out[i] = (this.side[i] === 1 ? upper[i] : lower[i]) - this.values[i];
  }

  /** Reduced gradient of every variable, gradient - A'y for the rows held with multipliers y. */
  reducedGradient(multipliers: Float64Array, out: Float64Array): void {
    out.set(this.gradient);
    const { coefficients } = this.problem.rows;
    for (let w = 0; w < this.factor.held.length; w++) {
      const a = coefficients[this.factor.held[w]];
      const y = multipliers[w];
      if (y === 0) continue;
      for (let j = 0; j < out.length; j++) out[j] -= y * a[j];
    }
  }

  /** Multipliers of all scaled rows, zero for those not held. */
  rowMultipliers(): Float64Array {
    const out = new Float64Array(this.problem.rows.count);
    this.factor.held.forEach((row, w) => {
      out[row] = this.factor.multipliers[w];
    });
    return out;
  }
}
