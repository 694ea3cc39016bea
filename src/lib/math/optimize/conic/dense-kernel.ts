import { factorInPanels, packRows, panelLengths, STRIP_ROWS } from '$lib/math/linalg';
import { withKernels } from '$lib/math/kernels';

/**
 * Subtracts V' diag(weights) V from the lower triangle of `out` (row-major, rows of `stride`, a multiple of four), V being
 * `count` rows of `stride` values one after another. Entries right of the diagonal within a 4 x 4 block are overwritten
 * with rubbish.
 */
export function subtractProduct(
  out: Float64Array,
  v: Float64Array,
  weights: Float64Array,
  count: number,
  stride: number
): void {
  const depths = stride * Math.min(STRIP_ROWS, count);
  withKernels((count * stride * stride) / 2, [depths, depths, out.length], (kernels, [left, right, block]) => {
    block.set(out);
    for (let first = 0; first < count; first += STRIP_ROWS) {
      const depth = Math.min(STRIP_ROWS, count - first);
      packRows(v, stride, first, depth, right);
      for (let at = 0, t = 0; at < stride * depth; at += 4, t = t + 1 === depth ? 0 : t + 1) {
        const weight = -weights[first + t];
        for (let k = at; k < at + 4; k++) left[k] = weight * right[k];
      }
      kernels.addProduct(left, right, depth, 0, stride / 4, -1, block, stride);
    }
    out.set(block);
  });
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
 * LDL' factorisation in place of a symmetric quasidefinite matrix, without exchanges (Vanderbei 1995): the lower triangle
 * of the first `size` rows, of paddedSize(size) values each, becomes the unit lower factor, `pivots` the diagonal.
 */
export function factorDense(matrix: Float64Array, size: number, pivots: Float64Array, rule: PivotRule): void {
  const lengths = [matrix.length, size, size, size, ...panelLengths(size)];
  withKernels(size ** 3 / 6, lengths, (kernels, [block, found, signs, scales, left, right]) => {
    block.set(matrix);
    signs.set(rule.signs);
    scales.set(rule.scales);
    factorInPanels(kernels, block, size, found, { signs, scales, floor: PIVOT_FLOOR, lift: PIVOT_LIFT }, [left, right]);
    matrix.set(block);
    pivots.set(found);
  });
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
