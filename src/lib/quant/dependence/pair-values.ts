import type { ReturnMatrix } from '$lib/quant/moments';

/** One series of a matrix of returns. */
export function columnOf({ values, rows, columns }: ReturnMatrix, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, t) => values[t * columns + column]);
}

/** Correlations of centred cross products, n x n: 1 on the diagonal, within [-1, 1]; NaN beside a series that does not move. */
export function correlationFromProducts(products: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const raw = products[i * n + j] / Math.sqrt(products[i * n + i] * products[j * n + j]);
      out[i * n + j] = i === j ? 1 : Number.isFinite(raw) ? Math.max(-1, Math.min(1, raw)) : NaN;
    }
  }
  return out;
}

/** Mean of the correlations of different series; NaN when there are none. Pairs without a value are left out. */
export function meanOfPairs(values: Float64Array, n: number): number {
  let [total, count] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = values[i * n + j];
      if (Number.isNaN(value)) continue;
      total += value;
      count += 1;
    }
  }
  return total / count;
}

/** The series whose returns are not all the same. */
export function movingColumns({ values, rows, columns }: ReturnMatrix): Int32Array {
  return Int32Array.from({ length: columns }, (_, j) => j).filter((j) => {
    for (let t = 1; t < rows; t++) if (values[t * columns + j] !== values[j]) return true;
    return false;
  });
}
