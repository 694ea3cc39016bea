/** See {@link Kernels.applyRotations}. */
export function applyRotations(
  strips: Float64Array,
  n: number,
  count: number,
  sweeps: Float64Array,
  used: number
): void {
  for (let base = 0; base < 8 * n * count; base += 8 * n) {
    for (let at = 0; at < used;) {
      const from = base + 8 * sweeps[at];
      const rotations = sweeps[at + 1];
      at += 2;
      for (let column = from; column < from + 8; column += 4) sweep(strips, column, sweeps, at, rotations);
      at += 2 * rotations;
    }
  }
}

/** Rotations of rows (r, r + 1), (r - 1, r), ... in four columns of a strip; `low` is in row r. */
function sweep(strips: Float64Array, low: number, sweeps: Float64Array, at: number, rotations: number): void {
  let [h0, h1, h2, h3] = [strips[low + 8], strips[low + 9], strips[low + 10], strips[low + 11]];
  for (let k = 0; k < rotations; k++, at += 2, low -= 8) {
    const c = sweeps[at];
    const s = sweeps[at + 1];
    const l0 = strips[low];
    const l1 = strips[low + 1];
    const l2 = strips[low + 2];
    const l3 = strips[low + 3];
    strips[low + 8] = s * l0 + c * h0;
    strips[low + 9] = s * l1 + c * h1;
    strips[low + 10] = s * l2 + c * h2;
    strips[low + 11] = s * l3 + c * h3;
    h0 = c * l0 - s * h0;
    h1 = c * l1 - s * h1;
    h2 = c * l2 - s * h2;
    h3 = c * l3 - s * h3;
  }
  strips[low + 8] = h0;
  strips[low + 9] = h1;
  strips[low + 10] = h2;
  strips[low + 11] = h3;
}
