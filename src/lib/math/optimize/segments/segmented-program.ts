import { dot, symmetricProduct } from '$lib/math/linalg';
import type { LinearRow } from '../types';

/**
 * A program over w of which each w_j runs through consecutive segments, lowest first, on which costs and rows may have
 * slopes of their own: that is how absolute values and other convex piecewise-linear terms enter. Variable k is the part
 * of segment k that is filled, 0 <= x_k <= to[k] - from[k], and w of its owner is from[k] + x_k in the highest segment
 * begun. Segments are in order, those of one owner side by side; each owner has one at least, and `to` of one is `from`
 * of the next. Minimises 1/2 w'Qw + c'x, Q full, row-major, positive semidefinite, of as many rows as owners. Rows, and c
 * less the multiples of the rows, must be convex in w wherever they bind; then no segment fills before those below it.
 */
export interface SegmentedProgram {
  readonly quadratic: Float64Array;
  readonly owner: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly rows: readonly LinearRow[];
}

/** Number of owners. */
export const ownerCount = ({ owner }: SegmentedProgram): number =>
  owner.length === 0 ? 0 : owner[owner.length - 1] + 1;

/** Filled parts of the segments at w, which is first moved between the lowest and the highest end. */
export function fillOf({ owner, from, to }: SegmentedProgram, w: ArrayLike<number>): Float64Array {
  return from.map((start, k) => Math.min(to[k] - start, Math.max(0, w[owner[k]] - start)));
}

/** The w that filled parts add up to, in whatever order they are filled. */
export function filledTotal(program: SegmentedProgram, x: Float64Array): Float64Array {
  const { owner, from } = program;
  const w = new Float64Array(ownerCount(program));
  for (let k = 0; k < x.length; k++) w[owner[k]] += (k === 0 || owner[k - 1] !== owner[k] ? from[k] : 0) + x[k];
  return w;
}

/** What one owner value gives to each of its segments. */
export function perSegment({ owner }: SegmentedProgram, values: Float64Array): Float64Array {
  return Float64Array.from(owner, (j) => values[j]);
}

/** w'Qw at w + s d as a polynomial in s: constant, linear and square coefficient. */
export function quadraticAlong(
  quadratic: Float64Array,
  w: Float64Array,
  d: Float64Array
): readonly [number, number, number] {
  const n = w.length;
  const along = symmetricProduct(quadratic, n, d);
  return [dot(w, symmetricProduct(quadratic, n, w)), 2 * dot(w, along), dot(d, along)];
}
