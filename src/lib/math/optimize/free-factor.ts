const PIVOT = 1e-12;
const INDEPENDENT = 1e-13;

/**
 * Cholesky factor L of the free block Q_FF + delta I, and Z = inv(L) A_WF' for the rows held, kept up to date while
 * variables are freed and fixed (a row appended; a row deleted and the rest rotated back to triangular form) and rows
 * taken up and dropped (Gill, Golub, Murray and Saunders 1974).
 */
export class FreeFactor {
  /** Number of free variables. */
  size = 0;
  /** The free variables in the order of the factor's rows. */
  readonly free: Int32Array;
  /** The rows held, in the order of the columns of Z. */
  readonly held: number[] = [];
  /** Multipliers of the rows held, of the last step. */
  readonly multipliers: Float64Array;
  private capacity: number;
  private factor: Float64Array;
  private readonly width: number;
  private z: Float64Array;
  private readonly schur: Float64Array;
  private work: Float64Array;
  /** The rows of Q of the free variables. */
  private readonly places: Int32Array;

  constructor(
    private readonly quadratic: Float64Array,
    private readonly n: number,
    private readonly rows: readonly Float64Array[],
    private readonly delta: number,
    /** The row of Q that belongs to each variable, where several share one. */
    private readonly owner?: Int32Array
  ) {
    this.places = new Int32Array(owner?.length ?? n);
    this.free = new Int32Array(owner?.length ?? n);
    this.width = rows.length;
    this.multipliers = new Float64Array(this.width);
    this.capacity = Math.min(n, 32);
    this.factor = new Float64Array(this.capacity * this.capacity);
    this.z = new Float64Array(this.capacity * this.width);
    this.work = new Float64Array(this.capacity);
    this.schur = new Float64Array(this.width * this.width);
  }

  private grow(): void {
    const capacity = Math.min(this.n, 2 * this.capacity);
    const factor = new Float64Array(capacity * capacity);
    for (let i = 0; i < this.size; i++) {
      factor.set(this.factor.subarray(i * this.capacity, i * this.capacity + i + 1), i * capacity);
    }
    const z = new Float64Array(capacity * this.width);
    z.set(this.z);
    this.z = z;
    this.work = new Float64Array(capacity);
    this.factor = factor;
    this.capacity = capacity;
  }

  /** Frees variable j; false, and nothing changed, when the free block would no longer be positive definite. */
  append(j: number): boolean {
    if (this.size === this.capacity) this.grow();
    const { size: k, capacity, factor, quadratic, n, free, places, width, z } = this;
    const row = k * capacity;
    const place = this.owner ? this.owner[j] : j;
    const line = place * n;
    const diagonal = quadratic[line + place] + this.delta;
    let pivot = diagonal;
    for (let i = 0; i < k; i++) {
      let value = quadratic[line + places[i]];
      const other = i * capacity;
      for (let c = 0; c < i; c++) value -= factor[other + c] * factor[row + c];
      value /= factor[other + i];
      factor[row + i] = value;
      pivot -= value * value;
    }
    if (!(pivot > PIVOT * diagonal)) return false;
    const root = Math.sqrt(pivot);
    factor[row + k] = root;
    free[k] = j;
    places[k] = place;
    this.size = k + 1;
    for (let w = 0; w < this.held.length; w++) {
      let value = this.rows[this.held[w]][j];
      for (let i = 0; i < k; i++) value -= factor[row + i] * z[i * width + w];
      z[k * width + w] = value / root;
    }
    return true;
  }

  /** Fixes the free variable at `position`. */
  remove(position: number): void {
    const { capacity, factor, free, places, width, z } = this;
    const last = this.size - 1;
    const rowsHeld = this.held.length;
    for (let i = position; i < last; i++) {
      free[i] = free[i + 1];
      places[i] = places[i + 1];
      factor.copyWithin(i * capacity, (i + 1) * capacity, (i + 1) * capacity + i + 2);
    }
    for (let c = position; c < last; c++) {
      const a = factor[c * capacity + c];
      const b = factor[c * capacity + c + 1];
      const length = Math.hypot(a, b);
      const cos = a / length;
      const sin = b / length;
      factor[c * capacity + c] = length;
      for (let i = c + 1; i < last; i++) {
        const at = i * capacity + c;
        const left = factor[at];
        const right = factor[at + 1];
        factor[at] = cos * left + sin * right;
        factor[at + 1] = cos * right - sin * left;
      }
      for (let w = 0; w < rowsHeld; w++) {
        const above = z[c * width + w];
        const below = z[(c + 1) * width + w];
        z[c * width + w] = cos * above + sin * below;
        z[(c + 1) * width + w] = cos * below - sin * above;
      }
    }
    this.size = last;
  }

  /** Takes up row r; false, and nothing changed, when over the free variables it depends on the rows held. */
  hold(r: number): boolean {
    const { size: k, capacity, factor, free, width, z } = this;
    const a = this.rows[r];
    const w = this.held.length;
    for (let i = 0; i < k; i++) {
      let value = a[free[i]];
      for (let c = 0; c < i; c++) value -= factor[i * capacity + c] * z[c * width + w];
      value /= factor[i * capacity + i];
      z[i * width + w] = value;
    }
    this.held.push(r);
    if (this.factorSchur() < 0) return true;
    this.held.pop();
    return false;
  }

  /** Drops the row at `position` among those held. */
  drop(position: number): void {
    const { size: k, width, z } = this;
    this.held.splice(position, 1);
    for (let i = 0; i < k; i++) {
      z.copyWithin(i * width + position, i * width + position + 1, i * width + this.held.length + 1);
    }
  }

  /** Cholesky factor of Z'Z into `schur`; the first position whose row depends on those before it, -1 when none does. */
  private factorSchur(): number {
    const { size: k, width, z, schur } = this;
    const w = this.held.length;
    for (let a = 0; a < w; a++) {
      for (let b = 0; b <= a; b++) {
        let whole = 0;
        for (let i = 0; i < k; i++) whole += z[i * width + a] * z[i * width + b];
        let value = whole;
        for (let c = 0; c < b; c++) value -= schur[a * width + c] * schur[b * width + c];
        if (a !== b) schur[a * width + b] = value / schur[b * width + b];
        else {
          if (!(value > INDEPENDENT * whole)) return a;
          schur[a * width + a] = Math.sqrt(value);
        }
      }
    }
    return -1;
  }

  /**
   * The step p over the free variables (written to `step` by variable) that minimises 1/2 p'Hp + gradient'p subject to
   * a_i'p = gap[i] for the rows held, and their multipliers y with Hp + gradient = A'y. Returns -1, or
   * without a step the position of a held row that depends on those before it.
   */
  solve(gradient: Float64Array, gap: Float64Array, step: Float64Array): number {
    const { size: k, capacity, factor, free, width, z, schur, work, multipliers: y } = this;
    const w = this.held.length;
    const dependent = this.factorSchur();
    if (dependent >= 0) return dependent;
    for (let i = 0; i < k; i++) {
      let value = gradient[free[i]];
      const row = i * capacity;
      for (let c = 0; c < i; c++) value -= factor[row + c] * work[c];
      work[i] = value / factor[row + i];
    }
    for (let a = 0; a < w; a++) {
      let value = gap[this.held[a]];
      for (let i = 0; i < k; i++) value += z[i * width + a] * work[i];
      for (let c = 0; c < a; c++) value -= schur[a * width + c] * y[c];
      y[a] = value / schur[a * width + a];
    }
    for (let a = w - 1; a >= 0; a--) {
      let value = y[a];
      for (let c = a + 1; c < w; c++) value -= schur[c * width + a] * y[c];
      y[a] = value / schur[a * width + a];
    }
    for (let i = 0; i < k; i++) {
      let value = -work[i];
      for (let a = 0; a < w; a++) value += z[i * width + a] * y[a];
      work[i] = value;
    }
    for (let i = k - 1; i >= 0; i--) {
      const row = i * capacity;
      const value = work[i] / factor[row + i];
      step[free[i]] = value;
      for (let c = 0; c < i; c++) work[c] -= factor[row + c] * value;
    }
    return -1;
  }
}
