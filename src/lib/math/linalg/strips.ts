/** Rows of the strips that a product is gathered from at a time: a strip fits the first cache. */
export const STRIP_ROWS = 256;

/** The least multiple of four that is not below `size`. */
export function paddedSize(size: number): number {
  return (size + 3) & ~3;
}

/**
 * Rows [first, first + depth) of a row-major matrix as packed strips of four columns, less `means` by column where given.
 * Columns beyond the matrix are zero.
 */
export function packRows(
  data: Float64Array,
  columns: number,
  first: number,
  depth: number,
  strips: Float64Array,
  means?: Float64Array
): void {
  let at = 0;
  for (let j = 0; j < columns; j += 4) {
    const whole = j + 4 <= columns;
    const [m0, m1, m2, m3] = means && whole ? [means[j], means[j + 1], means[j + 2], means[j + 3]] : [0, 0, 0, 0];
    let from = first * columns + j;
    for (let t = 0; t < depth; t++, from += columns, at += 4) {
      if (whole) {
        strips[at] = data[from] - m0;
        strips[at + 1] = data[from + 1] - m1;
        strips[at + 2] = data[from + 2] - m2;
        strips[at + 3] = data[from + 3] - m3;
        continue;
      }
      for (let k = 0; k < 4; k++) strips[at + k] = j + k < columns ? data[from + k] - (means ? means[j + k] : 0) : 0;
    }
  }
}

/** Columns [first, first + depth) of a row-major matrix of `rows` x `columns` as packed strips of four rows. */
export function packColumns(
  data: Float64Array,
  rows: number,
  columns: number,
  first: number,
  depth: number,
  strips: Float64Array
): void {
  for (let i = 0, base = 0; i < rows; i += 4, base += 4 * depth) {
    for (let k = 0; k < 4; k++) {
      const from = (i + k) * columns + first;
      for (let t = 0; t < depth; t++) strips[base + 4 * t + k] = i + k < rows ? data[from + t] : 0;
    }
  }
}
