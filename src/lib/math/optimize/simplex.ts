import type { ScaledRows } from './polytope';
import { basisInverse, rankOneUpdate } from './basis-inverse';
import { leavingChoice } from './ratio-test';
import type { Leaving } from './ratio-test';

/** Where the simplex method ended; `reducedCosts` are c - A'y for the phase that was in hand. */
export interface SimplexResult {
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'failed';
  readonly x: Float64Array;
  readonly duals: Float64Array;
  readonly reducedCosts: Float64Array;
  readonly direction: Float64Array;
  readonly iterations: number;
  /** Where another search over these variables and rows, and more of both, may begin. */
  readonly end: SimplexStart;
}

/** Where a search begins: the basic variables, a row's logical one as n + its place, and the others on their upper bound. */
export interface SimplexStart {
  readonly basic: readonly number[];
  readonly atUpper: readonly number[];
}

const FEASIBLE = 1e-10;
const REDUCED = 1e-10;
const STALL = 40;
const REFACTOR = 60;

/**
 * Bounded revised simplex over lower <= x <= upper and the scaled rows, with a logical variable r_i = a_i'x for each.
 * Phase 1 lowers the sum of the rows' violations from a start with every row basic and every variable on a bound;
 * only the logicals may be out of bounds, so x stays within its own. Phase 2 minimises `cost`.
 */
export class BoundedSimplex {
  private readonly n: number;
  private readonly m: number;
  private readonly total: number;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly value: Float64Array;
  private basic: Int32Array;
  private place: Int32Array;
  private inverse: Float64Array;
  private readonly duals: Float64Array;
  private readonly reduced: Float64Array;
  private readonly basicCost: Float64Array;
  private readonly column: Float64Array;
  private iterations = 0;
  private sinceRefactor = 0;
  private stalled = 0;

  constructor(
    lower: Float64Array,
    upper: Float64Array,
    private readonly rows: ScaledRows,
    start?: SimplexStart
  ) {
    const n = lower.length;
    const m = rows.count;
    this.n = n;
    this.m = m;
    this.total = n + m;
    this.low = new Float64Array(this.total);
    this.high = new Float64Array(this.total);
    this.low.set(lower);
    this.low.set(rows.lower, n);
    this.high.set(upper);
    this.high.set(rows.upper, n);
    this.value = new Float64Array(this.total);
    for (let j = 0; j < n; j++) {
      if (Number.isFinite(lower[j]) && (Math.abs(lower[j]) <= Math.abs(upper[j]) || !Number.isFinite(upper[j]))) {
        this.value[j] = lower[j];
      } else if (Number.isFinite(upper[j])) this.value[j] = upper[j];
    }
    this.basic = Int32Array.from({ length: m }, (_, i) => n + i);
    this.place = new Int32Array(this.total).fill(-1);
    for (let i = 0; i < m; i++) this.place[n + i] = i;
    this.inverse = new Float64Array(m * m);
    for (let i = 0; i < m; i++) this.inverse[i * m + i] = -1;
    this.duals = new Float64Array(m);
    this.reduced = new Float64Array(this.total);
    this.basicCost = new Float64Array(m);
    this.column = new Float64Array(m);
    if (!start || !this.begin(start)) this.placeBasics();
  }

  /** Takes the basis of a start; false where it is singular or leaves a variable out of its bounds. */
  private begin({ basic, atUpper }: SimplexStart): boolean {
    const { n, m, value, low, high } = this;
    const inverse = basic.length === m ? basisInverse(Int32Array.from(basic), n, this.rows.coefficients) : undefined;
    if (!inverse) return false;
    const before = { value: value.slice(), basic: this.basic, place: this.place, inverse: this.inverse };
    this.basic = Int32Array.from(basic);
    this.place = new Int32Array(this.total).fill(-1);
    this.basic.forEach((k, i) => (this.place[k] = i));
    this.inverse = inverse;
    for (const k of atUpper) value[k] = high[k];
    for (let k = n; k < this.total; k++)
      if (this.place[k] < 0 && !atUpper.includes(k)) value[k] = Number.isFinite(low[k]) ? low[k] : high[k];
    this.placeBasics();
    const within = this.basic.every((k) => k >= n || (value[k] >= low[k] - FEASIBLE && value[k] <= high[k] + FEASIBLE));
    if (within && value.every(Number.isFinite)) return true;
    value.set(before.value);
    this.basic = before.basic;
    this.place = before.place;
    this.inverse = before.inverse;
    return false;
  }

  /** Runs phase 1, then phase 2 for `cost` when it is given. */
  solve(cost?: Float64Array): SimplexResult {
    const limit = 200 + 20 * this.total;
    let outcome = this.run(undefined, limit);
    if (outcome !== 'optimal') return this.result(outcome === 'unbounded' ? 'failed' : outcome);
    if (this.infeasibility() > FEASIBLE) return this.result('infeasible');
    if (!cost) return this.result('optimal');
    this.stalled = 0;
    outcome = this.run(cost, this.iterations + limit);
    return this.result(outcome);
  }

  private run(cost: Float64Array | undefined, limit: number): 'optimal' | 'unbounded' | 'failed' {
    const tolerance = REDUCED * (cost ? cost.reduce((most, c) => Math.max(most, Math.abs(c)), 0) : 1);
    for (; this.iterations < limit; this.iterations++) {
      if (this.sinceRefactor >= REFACTOR && !this.refactor()) return 'failed';
      if (!this.price(cost)) return 'optimal';
      const entering = this.entering(tolerance);
      if (entering < 0) {
        if (this.sinceRefactor === 0) return 'optimal';
        // Prices from a much updated inverse are confirmed on a fresh one before they are believed.
        if (!this.refactor()) return 'failed';
        continue;
      }
      const sign = this.reduced[entering] < 0 ? 1 : -1;
      this.fillColumn(entering);
      const leaving = leavingChoice({
        column: this.column,
        sign,
        basic: this.basic,
        value: this.value,
        low: this.low,
        high: this.high,
        span: this.high[entering] - this.low[entering],
        elasticFrom: cost ? Infinity : this.n,
        slope: Math.abs(this.reduced[entering]),
        tolerance: FEASIBLE,
        least: this.stalled > STALL
      });
      if (leaving.kind === 'none') return this.setRay(entering, sign);
      this.step(entering, sign, leaving);
    }
    return 'failed';
  }

  private step(entering: number, sign: number, leaving: Exclude<Leaving, { kind: 'none' }>): void {
    const { m, column, value } = this;
    this.stalled = leaving.length > 1e-13 ? 0 : this.stalled + 1;
    for (let i = 0; i < m; i++) value[this.basic[i]] -= sign * leaving.length * column[i];
    if (leaving.kind === 'flip') {
      value[entering] = sign > 0 ? this.high[entering] : this.low[entering];
      return;
    }
    value[entering] += sign * leaving.length;
    const out = this.basic[leaving.position];
    value[out] = leaving.bound;
    rankOneUpdate(this.inverse, m, column, leaving.position);
    this.place[out] = -1;
    this.place[entering] = leaving.position;
    this.basic[leaving.position] = entering;
    this.sinceRefactor++;
  }

  /** Row multipliers and reduced costs; false when phase 1 has nothing left to lower. */
  private price(cost: Float64Array | undefined): boolean {
    const { n, m, basic, value, low, high, duals, reduced } = this;
    let any = cost !== undefined;
    for (let i = 0; i < m; i++) {
      const k = basic[i];
      if (cost) this.basicCost[i] = k < n ? cost[k] : 0;
      else this.basicCost[i] = k < n ? 0 : value[k] < low[k] - FEASIBLE ? -1 : value[k] > high[k] + FEASIBLE ? 1 : 0;
      if (this.basicCost[i] !== 0) any = true;
    }
    duals.fill(0);
    for (let i = 0; i < m; i++) {
      const c = this.basicCost[i];
      if (c !== 0) for (let j = 0; j < m; j++) duals[j] += c * this.inverse[i * m + j];
    }
    for (let j = 0; j < n; j++) reduced[j] = cost ? cost[j] : 0;
    for (let i = 0; i < m; i++) {
      const y = duals[i];
      reduced[n + i] = y;
      if (y === 0) continue;
      const a = this.rows.coefficients[i];
      for (let j = 0; j < n; j++) reduced[j] -= y * a[j];
    }
    return any;
  }

  /** The variable to bring in: the steepest, or the first by index (Bland 1977) once the method has stalled; -1 for none. */
  private entering(tolerance: number): number {
    let best = -1;
    let steepest = tolerance;
    for (let k = 0; k < this.total; k++) {
      if (this.place[k] >= 0 || this.low[k] === this.high[k]) continue;
      const d = this.reduced[k];
      const up = this.value[k] < this.high[k];
      const down = this.value[k] > this.low[k];
      const size = d < 0 ? (up ? -d : 0) : down ? d : 0;
      if (size > steepest) {
        best = k;
        if (this.stalled > STALL) return best;
        steepest = size;
      }
    }
    return best;
  }

  private fillColumn(k: number): void {
    const { n, m, inverse, column } = this;
    for (let i = 0; i < m; i++) {
      let total = 0;
      if (k >= n) total = -inverse[i * m + (k - n)];
      else for (let j = 0; j < m; j++) total += inverse[i * m + j] * this.rows.coefficients[j][k];
      column[i] = total;
    }
  }

  private setRay(entering: number, sign: number): 'unbounded' {
    this.reduced.fill(0);
    this.reduced[entering] = sign;
    for (let i = 0; i < this.m; i++) this.reduced[this.basic[i]] = -sign * this.column[i];
    return 'unbounded';
  }

  private refactor(): boolean {
    const inverse = basisInverse(this.basic, this.n, this.rows.coefficients);
    if (!inverse) return false;
    this.inverse = inverse;
    this.sinceRefactor = 0;
    this.placeBasics();
    return true;
  }

  /** Values of the basic variables from those of the others. */
  private placeBasics(): void {
    const { n, m, value } = this;
    const right = new Float64Array(m);
    for (let i = 0; i < m; i++) {
      const a = this.rows.coefficients[i];
      if (this.place[n + i] < 0) right[i] += value[n + i];
      for (let j = 0; j < n; j++) if (this.place[j] < 0 && value[j] !== 0) right[i] -= a[j] * value[j];
    }
    for (let i = 0; i < m; i++) {
      let total = 0;
      for (let j = 0; j < m; j++) total += this.inverse[i * m + j] * right[j];
      value[this.basic[i]] = total;
    }
  }

  private infeasibility(): number {
    let worst = 0;
    for (let k = this.n; k < this.total; k++) {
      worst = Math.max(worst, this.low[k] - this.value[k], this.value[k] - this.high[k]);
    }
    return worst;
  }

  private result(status: SimplexResult['status']): SimplexResult {
    const { n } = this;
    const x = this.value.slice(0, n);
    for (let j = 0; j < n; j++) x[j] = Math.min(this.high[j], Math.max(this.low[j], x[j]));
    const direction = status === 'unbounded' ? this.reduced.slice(0, n) : new Float64Array(n);
    return {
      status,
      x,
      duals: this.duals.slice(),
      reducedCosts: this.reduced.slice(0, n),
      direction,
      iterations: this.iterations,
      end: {
        basic: Array.from(this.basic),
        atUpper: Array.from(this.place.keys()).filter(
          (k) => this.place[k] < 0 && this.low[k] < this.high[k] && this.value[k] === this.high[k]
        )
      }
    };
  }
}
