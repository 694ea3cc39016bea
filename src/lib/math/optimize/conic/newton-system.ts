import type { BlockPlace } from './cone-block';
import type { ConeProduct } from './cone-product';
import { QuasidefiniteFactor } from './quasidefinite-factor';
import { addProduct, addTransposedProduct } from './sparse-columns';
import type { SparseColumns } from './sparse-columns';

/** A term on the diagonal that keeps pivots away from zero; refinement takes its effect out again. */
const REGULARIZATION = 1e-8;
const REFINEMENTS = 8;
const ACCURATE = { flat: 1e-10, curved: 1e-13 };
/** Equality rows with at least this many entries wait for the dense block: early, their pivot would be tiny. */
const LONG_ROW = 6;
const MOST_LONG_ROWS = 300;

/** Adds factor * Px to `out`, P given by its upper triangle. */
export function addSymmetricProduct(upper: SparseColumns, x: Float64Array, factor: number, out: Float64Array): void {
  const { columns, starts, indices, values } = upper;
  for (let j = 0; j < columns; j++) {
    let total = 0;
    for (let k = starts[j]; k < starts[j + 1]; k++) {
      const i = indices[k];
      const value = factor * values[k];
      total += value * x[i];
      if (i !== j) out[i] += value * x[j];
    }
    out[j] += total;
  }
}

/**
 * The Newton matrix [P, G'; G, -H] of the interior point, factored for one scaling H at a time, with extra nodes for
 * large second-order cones. Solutions are refined against the matrix without its regularisation.
 */
export class NewtonSystem {
  private readonly factor: QuasidefiniteFactor;
  private readonly values: Float64Array;
  private readonly diagonal: Float64Array;
  private readonly blocks: readonly BlockPlace[];
  private readonly quadraticDiagonal: Float64Array;
  private readonly x: Float64Array;
  private readonly z: Float64Array;
  private readonly step: Float64Array;
  private readonly scaled: Float64Array;
  private readonly scales: Float64Array;
  private readonly flat: boolean;

  constructor(
    private readonly quadratic: SparseColumns | undefined,
    private readonly constraints: SparseColumns,
    private readonly cones: ConeProduct
  ) {
    const n = constraints.columns;
    const m = constraints.rows;
    this.quadraticDiagonal = new Float64Array(n);
    this.values = new Float64Array(countEntries(quadratic, constraints, cones));
    const { first, second, fixed } = this.reserve();
    let extra = n + m;
    let entry = fixed;
    const add = (a: number, b: number): void => {
      first[entry] = a;
      second[entry++] = b;
    };
    this.blocks = cones.blocks.map((block) => {
      const place = { node: n + block.offset, extra, entry };
      block.places(place, add);
      extra += block.extraNodes;
      return place;
    });
    const places = { size: extra, first, second };
    this.diagonal = new Float64Array(extra);
    const signs = new Int8Array(extra).fill(-1);
    signs.fill(1, 0, n);
    signs.fill(1, n + m);
    this.factor = new QuasidefiniteFactor(places, signs, lastNodes(places, n, cones), fixed);
    this.x = new Float64Array(n);
    this.z = new Float64Array(m);
    this.step = new Float64Array(extra);
    this.scaled = new Float64Array(m);
    this.scales = new Float64Array(extra).fill(1);
    this.flat = cones.flat;
  }

  /** Room for all entries, those of P and G written; `fixed` is how many these are. */
  private reserve(): { first: Int32Array; second: Int32Array; fixed: number } {
    const { quadratic, constraints, quadraticDiagonal, values } = this;
    const n = constraints.columns;
    const first = new Int32Array(values.length);
    const second = new Int32Array(values.length);
    let fixed = 0;
    const add = (i: number, j: number, value: number): void => {
      first[fixed] = i;
      second[fixed] = j;
      values[fixed++] = value;
    };
    if (quadratic) {
      eachEntry(quadratic, (i, j, value) => {
        if (i === j) quadraticDiagonal[j] += value;
        else add(i, j, value);
      });
    }
    eachEntry(constraints, (i, j, value) => add(n + i, j, value));
    return { first, second, fixed };
  }

  /** Factors the matrix for the cones' present scaling; `careful` adds the regularisation to long cones' rows too. */
  refactor(careful = false): void {
    const n = this.quadraticDiagonal.length;
    const { diagonal, values } = this;
    diagonal.set(this.quadraticDiagonal);
    this.cones.blocks.forEach((block, k) => block.write(this.blocks[k], diagonal, values));
    for (let i = 0; i < n; i++) diagonal[i] += REGULARIZATION;
    for (const { offset, size, extraNodes } of this.cones.blocks) {
      // The least pivot of a long second-order cone's H may be far below its diagonal: nothing may be added there.
      const long = extraNodes > 0 && !careful;
      for (let i = n + offset; i < n + offset + size; i++) {
        this.scales[i] = long ? Math.min(1, Math.abs(diagonal[i])) : 1;
        if (!long) diagonal[i] -= REGULARIZATION;
      }
    }
    this.factor.factor(values, diagonal, this.scales);
  }

  /**
   * Solves P u + G'v = right x, G u - H v = right z into (u, v), refining while it helps, or not at all where the cones
   * allow it and a `rough` solution will do. The greatest error left, relative to the right side's greatest entry.
   */
  solve(rightX: Float64Array, rightZ: Float64Array, u: Float64Array, v: Float64Array, rough = false): number {
    const n = rightX.length;
    const { x, z, step } = this;
    u.fill(0);
    v.fill(0);
    x.set(rightX);
    z.set(rightZ);
    const unit = Math.max(greatest(rightX), greatest(rightZ));
    if (unit === 0) return 0;
    let before = Infinity;
    for (let round = 0; ; round++) {
      step.set(x);
      step.set(z, n);
      step.fill(0, n + z.length);
      this.factor.solve(step);
      for (let j = 0; j < n; j++) u[j] += step[j];
      for (let i = 0; i < z.length; i++) v[i] += step[n + i];
      if (rough && this.flat) return 0;
      this.residual(rightX, rightZ, u, v);
      const error = Math.max(greatest(x), greatest(z)) / unit;
      if (error <= (this.flat ? ACCURATE.flat : ACCURATE.curved) || round >= REFINEMENTS) return error;
      if (!(error < 0.5 * before)) {
        if (error < before) return error;
        for (let j = 0; j < n; j++) u[j] -= step[j];
        for (let i = 0; i < z.length; i++) v[i] -= step[n + i];
        return before;
      }
      before = error;
    }
  }

  /** Leaves what is missing of the right side in `x` and `z`. */
  private residual(rightX: Float64Array, rightZ: Float64Array, u: Float64Array, v: Float64Array): void {
    const { x, z, scaled } = this;
    x.set(rightX);
    if (this.quadratic) addSymmetricProduct(this.quadratic, u, -1, x);
    addTransposedProduct(this.constraints, v, -1, x);
    this.cones.apply(v, scaled);
    for (let i = 0; i < z.length; i++) z[i] = rightZ[i] + scaled[i];
    addProduct(this.constraints, u, -1, z);
  }
}

function eachEntry(
  { columns, starts, indices, values }: SparseColumns,
  take: (i: number, j: number, value: number) => void
): void {
  for (let j = 0; j < columns; j++) for (let k = starts[j]; k < starts[j + 1]; k++) take(indices[k], j, values[k]);
}

/** Off-diagonal entries of the Newton matrix. */
function countEntries(quadratic: SparseColumns | undefined, constraints: SparseColumns, cones: ConeProduct): number {
  let count = constraints.starts[constraints.columns];
  if (quadratic) eachEntry(quadratic, (i, j) => (count += Number(i !== j)));
  for (const block of cones.blocks) block.places({ node: 0, extra: 0, entry: 0 }, () => count++);
  return count;
}

/** Greatest absolute value; NaN when one is NaN. */
export function greatest(v: Float64Array): number {
  let most = 0;
  for (let i = 0; i < v.length; i++) {
    const size = Math.abs(v[i]);
    if (!(size <= most)) most = size;
  }
  return most;
}

/** Nodes of many neighbours, and long equality rows, which are better eliminated last. */
function lastNodes(
  { size, first, second }: { readonly size: number; readonly first: Int32Array; readonly second: Int32Array },
  n: number,
  cones: ConeProduct
): Uint8Array {
  const degree = new Int32Array(size);
  for (let e = 0; e < first.length; e++) {
    degree[first[e]]++;
    degree[second[e]]++;
  }
  const limit = Math.max(16, 10 * Math.sqrt(size));
  const last = Uint8Array.from(degree, (d) => Number(d > limit));
  last.fill(1, n + cones.size);
  const long: number[] = [];
  for (const block of cones.blocks) {
    if (block.extraNodes > 0) last[n + block.offset] = 1;
    if (block.degree > 0) continue;
    for (let i = n + block.offset; i < n + block.offset + block.size; i++) if (degree[i] >= LONG_ROW) long.push(i);
  }
  if (long.length <= MOST_LONG_ROWS) for (const i of long) last[i] = 1;
  return last;
}
