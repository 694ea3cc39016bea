/** Columns of a block of the packed operands of `subtractProduct`. */
const DEPTH = 256;
/** Columns that the dense factorisation takes at a time. */
const PANEL = 32;

/** The least multiple of four that is not below `size`: the row length of every matrix in this file. */
export function paddedSize(size: number): number {
  return (size + 3) & ~3;
}

/** Adds minus the product of two packed 4-column strips of `depth` rows to the 4 x 4 block of `out` at (i, j). */
function subtractTile(
  left: Float64Array,
  a: number,
  right: Float64Array,
  b: number,
  depth: number,
  out: Float64Array,
  at: number,
  stride: number
): void {
  let [c00, c01, c02, c03] = [0, 0, 0, 0];
  let [c10, c11, c12, c13] = [0, 0, 0, 0];
  let [c20, c21, c22, c23] = [0, 0, 0, 0];
  let [c30, c31, c32, c33] = [0, 0, 0, 0];
  for (const end = a + 4 * depth; a < end; a += 4, b += 4) {
    const b0 = right[b];
    const b1 = right[b + 1];
    const b2 = right[b + 2];
    const b3 = right[b + 3];
    let v = left[a];
    c00 += v * b0;
    c01 += v * b1;
    c02 += v * b2;
    c03 += v * b3;
    v = left[a + 1];
    c10 += v * b0;
    c11 += v * b1;
    c12 += v * b2;
    c13 += v * b3;
    v = left[a + 2];
    c20 += v * b0;
    c21 += v * b1;
    c22 += v * b2;
    c23 += v * b3;
    v = left[a + 3];
    c30 += v * b0;
    c31 += v * b1;
    c32 += v * b2;
    c33 += v * b3;
  }
  out[at] -= c00;
  out[at + 1] -= c01;
  out[at + 2] -= c02;
  out[at + 3] -= c03;
  at += stride;
  out[at] -= c10;
  out[at + 1] -= c11;
  out[at + 2] -= c12;
  out[at + 3] -= c13;
  at += stride;
  out[at] -= c20;
  out[at + 1] -= c21;
  out[at + 2] -= c22;
  out[at + 3] -= c23;
  at += stride;
  out[at] -= c30;
  out[at + 1] -= c31;
  out[at + 2] -= c32;
  out[at + 3] -= c33;
}

/** Room for the packed operands, kept between calls. */
export class PackedOperands {
  readonly left: Float64Array;
  readonly right: Float64Array;

  constructor(readonly stride: number) {
    this.left = new Float64Array(stride * DEPTH);
    this.right = new Float64Array(stride * DEPTH);
  }
}

/**
 * Subtracts V' diag(weights) V from the lower triangle of `out` (row-major, rows of `stride`), V being `count` rows of
 * `stride` values one after another. Entries right of the diagonal within a 4 x 4 block are overwritten with rubbish.
 */
export function subtractProduct(
  out: Float64Array,
  v: Float64Array,
  weights: Float64Array,
  count: number,
  { left, right, stride }: PackedOperands
): void {
  for (let first = 0; first < count; first += DEPTH) {
    const depth = Math.min(DEPTH, count - first);
    for (let t = 0; t < depth; t++) {
      const weight = weights[first + t];
      const row = (first + t) * stride;
      for (let j = 0; j < stride; j += 4) {
        const at = j * depth + 4 * t;
        for (let k = 0; k < 4; k++) {
          const value = v[row + j + k];
          right[at + k] = value;
          left[at + k] = weight * value;
        }
      }
    }
    for (let i = 0; i < stride; i += 4) {
      for (let j = 0; j <= i; j += 4) {
        subtractTile(left, i * depth, right, j * depth, depth, out, i * stride + j, stride);
      }
    }
  }
}

/** What pivots should be: their signs, and the scale that each is judged by. */
export interface PivotRule {
  readonly signs: Int8Array;
  readonly scales: Float64Array;
}

/** Below this part of its scale a pivot is rounding, and is put up to the other. */
const PIVOT_FLOOR = 1e-13;
const PIVOT_LIFT = 2e-7;

/** A pivot of the right sign, in place of one that rounding made too small or turned. */
export function safePivot(value: number, k: number, { signs, scales }: PivotRule): number {
  const sign = signs[k];
  return sign * value > PIVOT_FLOOR * scales[k] ? value : sign * PIVOT_LIFT * scales[k];
}

/**
 * LDL' factorisation in place of a symmetric quasidefinite matrix, without exchanges (Vanderbei 1995): the lower
 * triangle of the first `size` rows becomes the unit lower factor, `pivots` the diagonal. Rows have packed.stride values.
 */
export function factorDense(
  matrix: Float64Array,
  size: number,
  pivots: Float64Array,
  rule: PivotRule,
  packed: PackedOperands
): void {
  const { left, right, stride } = packed;
  const products = new Float64Array(PANEL);
  for (let k0 = 0; k0 < size; k0 += PANEL) {
    const k1 = Math.min(size, k0 + PANEL);
    for (let i = k0; i < size; i++) {
      const row = i * stride;
      const end = Math.min(i, k1);
      for (let j = k0; j < end; j++) {
        const other = j * stride;
        let value = matrix[row + j];
        for (let p = k0; p < j; p++) value -= products[p - k0] * matrix[other + p];
        products[j - k0] = value;
        matrix[row + j] = value / pivots[j];
      }
      if (i >= k1) continue;
      let value = matrix[row + i];
      for (let p = k0; p < i; p++) value -= products[p - k0] * matrix[row + p];
      pivots[i] = safePivot(value, i, rule);
    }
    if (k1 === size) break;
    const depth = k1 - k0;
    const base = k1 & ~3;
    for (let i = base; i < stride; i++) {
      const at = (i & ~3) * depth + (i & 3);
      for (let p = 0; p < depth; p++) {
        const value = i >= k1 && i < size ? matrix[i * stride + k0 + p] : 0;
        right[at + 4 * p] = value;
        left[at + 4 * p] = value * pivots[k0 + p];
      }
    }
    for (let i = base; i < stride; i += 4) {
      for (let j = base; j <= i; j += 4) {
        subtractTile(left, i * depth, right, j * depth, depth, matrix, i * stride + j, stride);
      }
    }
  }
}

/** Solves L D L' x = b in place, with the factor and pivots of `factorDense`. */
export function solveDense(
  factor: Float64Array,
  size: number,
  pivots: Float64Array,
  stride: number,
  b: Float64Array
): void {
  for (let i = 1; i < size; i++) {
    const row = i * stride;
    let total = 0;
    for (let k = 0; k < i; k++) total += factor[row + k] * b[k];
    b[i] -= total;
  }
  for (let i = 0; i < size; i++) b[i] /= pivots[i];
  for (let i = size - 1; i > 0; i--) {
    const row = i * stride;
    const value = b[i];
    if (value !== 0) for (let k = 0; k < i; k++) b[k] -= factor[row + k] * value;
  }
}
