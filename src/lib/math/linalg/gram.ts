import { requireLength } from './vectors';

const TILE = 64;

/** Adds the rows [first, last) of `data`, four at a time, to the upper triangle of one tile of the Gram matrix. */
function addTile(
  data: Float64Array,
  columns: number,
  first: number,
  last: number,
  tileI: number,
  tileJ: number,
  out: Float64Array
): void {
  const endI = Math.min(tileI + TILE, columns);
  const endJ = Math.min(tileJ + TILE, columns);
  let t = first;
  for (; t + 3 < last; t += 4) {
    const r0 = t * columns;
    const r1 = r0 + columns;
    const r2 = r1 + columns;
    const r3 = r2 + columns;
    for (let i = tileI; i < endI; i++) {
      const a0 = data[r0 + i];
      const a1 = data[r1 + i];
      const a2 = data[r2 + i];
      const a3 = data[r3 + i];
      const row = i * columns;
      for (let j = Math.max(i, tileJ); j < endJ; j++) {
        out[row + j] += a0 * data[r0 + j] + a1 * data[r1 + j] + (a2 * data[r2 + j] + a3 * data[r3 + j]);
      }
    }
  }
  for (; t < last; t++) {
    const r = t * columns;
    for (let i = tileI; i < endI; i++) {
      const a = data[r + i];
      const row = i * columns;
      for (let j = Math.max(i, tileJ); j < endJ; j++) out[row + j] += a * data[r + j];
    }
  }
}

/**
 * Gram matrix X'X of day-major data (rows x columns), columns x columns, symmetric and full.
 * A NaN in a column makes that row and column of the result NaN. Throws RangeError on a wrong shape.
 */
export function gram(data: Float64Array, rows: number, columns: number): Float64Array {
  requireLength(data.length, rows * columns, 'data');
  const out = new Float64Array(columns * columns);
  for (let tileI = 0; tileI < columns; tileI += TILE) {
    for (let tileJ = tileI; tileJ < columns; tileJ += TILE) {
      addTile(data, columns, 0, rows, tileI, tileJ, out);
    }
  }
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) out[i * columns + j] = out[j * columns + i];
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
  for (let t = 0; t < rows; t++) for (let j = 0; j < columns; j++) means[j] += data[t * columns + j];
  for (let j = 0; j < columns; j++) means[j] /= rows;
  const centered = new Float64Array(data.length);
  for (let t = 0; t < rows; t++) {
    const row = t * columns;
    for (let j = 0; j < columns; j++) centered[row + j] = data[row + j] - means[j];
  }
  return { means, gram: gram(centered, rows, columns) };
}
