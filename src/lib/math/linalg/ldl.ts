import type { Kernels } from '$lib/math/kernels';
import { paddedSize } from './strips';

/** Columns that the factorisation takes at a time: a multiple of four. */
export const PANEL = 64;

/** What pivots should be: their signs, the scale each is judged by, the least part of it, and what takes their place. */
export interface PivotRule {
  readonly signs: Float64Array;
  readonly scales: Float64Array;
  readonly floor: number;
  /** Part of the scale that a pivot below the floor is put up to; 0 ends the factorisation there. */
  readonly lift: number;
}

/** Lengths of the two packed operands that {@link factorInPanels} works with. */
export function panelLengths(size: number): [number, number] {
  const length = paddedSize(size) * Math.min(PANEL, paddedSize(size));
  return [length, length];
}

/**
 * LDL' factorisation in place without exchanges, lower triangle, rows of paddedSize(size) values and as many rows: the
 * unit lower factor takes the place of the matrix, its pivots go into `pivots`. Returns the first pivot that its rule
 * ends the work at, or -1. Entries above the diagonal are not read, and overwritten within blocks of four.
 */
export function factorInPanels(
  kernels: Kernels,
  matrix: Float64Array,
  size: number,
  pivots: Float64Array,
  { signs, scales, floor, lift }: PivotRule,
  [left, right]: readonly [Float64Array, Float64Array]
): number {
  const stride = paddedSize(size);
  for (let first = 0; first < size; first += PANEL) {
    const last = Math.min(size, first + PANEL);
    const failed = kernels.factorPanel(
      matrix,
      stride,
      size,
      first,
      last,
      pivots,
      signs,
      scales,
      floor,
      lift,
      left,
      right
    );
    if (failed >= 0) return failed;
    if (last < size) kernels.addProduct(left, right, last - first, last / 4, stride / 4, -1, matrix, stride);
  }
  return -1;
}
