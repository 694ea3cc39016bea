/** One 4 x 4 block of a product, rows first. */
export const tile = new Float64Array(16);

/** Product of two packed strips of four columns from `a` and `b` on, `depth` rows deep, into `tile`. */
export function tileProduct(left: Float64Array, a: number, right: Float64Array, b: number, depth: number): void {
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
  tile[0] = c00;
  tile[1] = c01;
  tile[2] = c02;
  tile[3] = c03;
  tile[4] = c10;
  tile[5] = c11;
  tile[6] = c12;
  tile[7] = c13;
  tile[8] = c20;
  tile[9] = c21;
  tile[10] = c22;
  tile[11] = c23;
  tile[12] = c30;
  tile[13] = c31;
  tile[14] = c32;
  tile[15] = c33;
}

/** See {@link Kernels.addProduct}. */
export function addProduct(
  left: Float64Array,
  right: Float64Array,
  depth: number,
  first: number,
  rows: number,
  columns: number,
  out: Float64Array,
  stride: number
): void {
  const strip = 4 * depth;
  for (let i = first; i < rows; i++) {
    const end = columns < 0 ? i + 1 : columns;
    for (let j = first; j < end; j++) {
      tileProduct(left, i * strip, right, j * strip, depth);
      let at = 4 * (i * stride + j);
      for (let k = 0; k < 16; k += 4, at += stride) {
        out[at] += tile[k];
        out[at + 1] += tile[k + 1];
        out[at + 2] += tile[k + 2];
        out[at + 3] += tile[k + 3];
      }
    }
  }
}
