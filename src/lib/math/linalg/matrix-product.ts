import { withKernels } from '$lib/math/kernels';
import { STRIP_ROWS, packColumns, packRows, paddedSize } from './strips';
import { requireLength } from './vectors';

/** Multiplications up to which a plain loop is the fastest. */
const SMALL = 2000;

/**
 * Matrix product AB, A is rows x inner and B is inner x columns, all row-major; the result is rows x columns.
 * NaN propagates. Throws RangeError on a wrong shape.
 */
export function matrixProduct(
  a: Float64Array,
  rows: number,
  inner: number,
  b: Float64Array,
  columns: number
): Float64Array {
  requireLength(a.length, rows * inner, 'first matrix');
  requireLength(b.length, inner * columns, 'second matrix');
  const few = inner <= STRIP_ROWS && (rows < 4 || columns < 4 || rows * inner * columns <= SMALL);
  return few ? productByRows(a, rows, inner, b, columns) : productByStrips(a, rows, inner, b, columns);
}

/** Sums in the order of the strips, which are one deep block here. */
function productByRows(a: Float64Array, rows: number, inner: number, b: Float64Array, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const target = i * columns;
    for (let k = 0; k < inner; k++) {
      const value = a[i * inner + k];
      const source = k * columns;
      for (let j = 0; j < columns; j++) out[target + j] += value * b[source + j];
    }
  }
  return out;
}

function productByStrips(a: Float64Array, rows: number, inner: number, b: Float64Array, columns: number): Float64Array {
  const [height, stride] = [paddedSize(rows), paddedSize(columns)];
  const depths = Math.min(STRIP_ROWS, inner);
  const lengths = [height * depths, stride * depths, height * stride];
  return withKernels(height * inner * stride, lengths, (kernels, [left, right, block]) => {
    block.fill(0);
    for (let first = 0; first < inner; first += STRIP_ROWS) {
      const depth = Math.min(STRIP_ROWS, inner - first);
      packColumns(a, rows, inner, first, depth, left);
      packRows(b, columns, first, depth, right);
      kernels.addProduct(left, right, depth, 0, height / 4, stride / 4, block, stride);
    }
    const out = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++) out.set(block.subarray(i * stride, i * stride + columns), i * columns);
    return out;
  });
}
