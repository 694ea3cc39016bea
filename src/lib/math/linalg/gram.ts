import { withKernels } from '$lib/math/kernels';
import { STRIP_ROWS, packRows, paddedSize } from './strips';
import { requireLength } from './vectors';

/**
 * Gram matrix X'X of day-major data (rows x columns), columns x columns, symmetric and full.
 * A NaN in a column makes that row and column of the result NaN. Throws RangeError on a wrong shape.
 */
export function gram(data: Float64Array, rows: number, columns: number): Float64Array {
  requireLength(data.length, rows * columns, 'data');
  return productsOf(data, rows, columns);
}

/** X'X of the data less `means`, gathered from blocks of rows. */
function productsOf(data: Float64Array, rows: number, columns: number, means?: Float64Array): Float64Array {
  const stride = paddedSize(columns);
  const out = new Float64Array(columns * columns);
  withKernels(
    (rows * stride * stride) / 2,
    [stride * Math.min(STRIP_ROWS, rows), stride * stride],
    (kernels, [strips, block]) => {
      block.fill(0);
      for (let first = 0; first < rows; first += STRIP_ROWS) {
        const depth = Math.min(STRIP_ROWS, rows - first);
        packRows(data, columns, first, depth, strips, means);
        kernels.addProduct(strips, strips, depth, 0, stride / 4, -1, block, stride);
      }
      for (let i = 0; i < columns; i++) out.set(block.subarray(i * stride, i * stride + i + 1), i * columns);
    }
  );
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) out[j * columns + i] = out[i * columns + j];
  return out;
}

/**
 * Column means and centred cross products (X - mean)'(X - mean) of day-major data, not divided by any count.
 * Two passes: the means first. With no rows the means are NaN and the products zero. NaN propagates by column.
 */
export function centeredGram(
  data: Float64Array,
  rows: number,
  columns: number
): { readonly means: Float64Array; readonly gram: Float64Array } {
  requireLength(data.length, rows * columns, 'data');
  const means = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    const row = t * columns;
    for (let j = 0; j < columns; j++) means[j] += data[row + j];
  }
  for (let j = 0; j < columns; j++) means[j] /= rows;
  return { means, gram: productsOf(data, rows, columns, means) };
}
