import { tile, tileProduct } from './tiles';

/** Entries before the division by their pivots, of the rows of one block on the diagonal, four a row. */
const undivided = new Float64Array(16);

/** See {@link Kernels.factorPanel}. */
export function factorPanel(
  matrix: Float64Array,
  stride: number,
  size: number,
  first: number,
  last: number,
  pivots: Float64Array,
  signs: Float64Array,
  scales: Float64Array,
  floor: number,
  lift: number,
  left: Float64Array,
  right: Float64Array
): number {
  const depth = last - first;
  for (let j = first; j < last; j += 4) {
    const done = j - first;
    const own = j * depth;
    const end = Math.min(j + 4, last);
    tileProduct(right, own, left, own, done);
    for (let i = j; i < end; i++) {
      const row = i * stride;
      const kept = 4 * (i - j);
      for (let k = j; k <= i; k++) {
        let value = matrix[row + k] + tile[4 * (k - j) + i - j];
        const other = k * stride;
        for (let p = j; p < k; p++) value -= undivided[kept + p - j] * matrix[other + p];
        if (k < i) {
          undivided[kept + k - j] = value;
          const entry = value / pivots[k];
          const at = own + 4 * (k - first) + i - j;
          matrix[row + k] = entry;
          right[at] = entry;
          left[at] = -value;
        } else {
          if (!(signs[i] * value > floor * scales[i])) {
            if (lift === 0) return i;
            value = signs[i] * lift * scales[i];
          }
          pivots[i] = value;
        }
      }
    }
    for (let i = j + 4; i < size; i += 4) {
      const at = i * depth;
      tileProduct(right, own, left, at, done);
      for (let r = 0; r < 4; r++) {
        const place = (i + r) * stride + j;
        for (let k = 0; k < 4; k++) {
          let value = matrix[place + k] + tile[4 * k + r];
          for (let p = 0; p < k; p++) value -= undivided[p] * right[own + 4 * (done + p) + k];
          undivided[k] = value;
          const entry = value / pivots[j + k];
          matrix[place + k] = entry;
          right[at + 4 * (done + k) + r] = entry;
          left[at + 4 * (done + k) + r] = -value;
        }
      }
    }
  }
  return -1;
}
