/** Sum of products of values from `a` and `b` on: even places and odd ones apart, then together. */
function dot(left: Float64Array, a: number, right: Float64Array, b: number, length: number): number {
  let [even, odd] = [0, 0];
  let k = 0;
  for (; k + 1 < length; k += 2) {
    even += left[a + k] * right[b + k];
    odd += left[a + k + 1] * right[b + k + 1];
  }
  if (k < length) even += left[a + k] * right[b + k];
  return even + odd;
}

/** Turns `length` values of a row into the reflector that leaves only the last of them; returns its factor. */
function reflector(matrix: Float64Array, row: number, length: number, off: Float64Array): number {
  const last = row + length - 1;
  const alpha = matrix[last];
  const rest = dot(matrix, row, matrix, row, length - 1);
  if (rest === 0) {
    off[length] = alpha;
    return 0;
  }
  const norm = Math.sqrt(alpha * alpha + rest);
  const beta = alpha > 0 ? -norm : norm;
  const scale = alpha - beta;
  for (let at = row; at < last; at++) matrix[at] /= scale;
  matrix[last] = 1;
  off[length] = beta;
  return (beta - alpha) / beta;
}

/** See {@link Kernels.tridiagonalize}. */
export function tridiagonalize(
  matrix: Float64Array,
  stride: number,
  n: number,
  diagonal: Float64Array,
  off: Float64Array,
  factors: Float64Array,
  work: Float64Array
): void {
  // The update that is still to be made: less x y' + y x'. At first nothing.
  let x = work.subarray(0, stride).fill(0);
  let y = work.subarray(stride, 2 * stride).fill(0);
  let next = work.subarray(2 * stride, 3 * stride);
  const p = work.subarray(3 * stride, 4 * stride);
  for (let i = n - 1; i >= 0; i--) {
    const row = i * stride;
    const [xi, yi] = [x[i], y[i]];
    for (let c = 0; c <= i; c++) matrix[row + c] = matrix[row + c] - xi * y[c] - yi * x[c];
    diagonal[i] = matrix[row + i];
    if (i === 0) break;
    if (i === 1) {
      off[1] = matrix[row];
      factors[1] = 0;
      diagonal[0] = matrix[0] - x[0] * y[0] - y[0] * x[0];
      break;
    }
    const factor = reflector(matrix, row, i, off);
    factors[i] = factor;
    const v = matrix.subarray(row, row + i);
    passRows(matrix, stride, i, x, y, v, p);
    for (let c = 0; c < i; c++) p[c] = factor * p[c];
    const share = 0.5 * factor * dot(p, 0, v, 0, i);
    for (let c = 0; c < i; c++) next[c] = p[c] - share * v[c];
    [x, y, next] = [v, next, y];
  }
}

/** The first rows less the pending update, and the product of what they then are with v, into p. */
function passRows(
  matrix: Float64Array,
  stride: number,
  rows: number,
  x: Float64Array,
  y: Float64Array,
  v: Float64Array,
  p: Float64Array
): void {
  for (let r = 0; r < rows; r++) {
    const row = r * stride;
    const [xr, yr, vr] = [x[r], y[r], v[r]];
    let [even, odd] = [0, 0];
    let c = 0;
    for (; c + 1 < r; c += 2) {
      const one = matrix[row + c] - xr * y[c] - yr * x[c];
      const other = matrix[row + c + 1] - xr * y[c + 1] - yr * x[c + 1];
      matrix[row + c] = one;
      matrix[row + c + 1] = other;
      even += one * v[c];
      odd += other * v[c + 1];
      p[c] += one * vr;
      p[c + 1] += other * vr;
    }
    if (c < r) {
      const one = matrix[row + c] - xr * y[c] - yr * x[c];
      matrix[row + c] = one;
      even += one * v[c];
      p[c] += one * vr;
    }
    const own = matrix[row + r] - xr * y[r] - yr * x[r];
    matrix[row + r] = own;
    p[r] = even + odd + own * vr;
  }
}

/** See {@link Kernels.accumulateReflectors}. */
export function accumulateReflectors(
  matrix: Float64Array,
  stride: number,
  n: number,
  factors: Float64Array,
  strips: Float64Array
): void {
  strips.fill(0);
  for (let first = 0; first < n; first += 8) {
    const strip = strips.subarray(first * n, (first + 8) * n);
    for (let k = first; k < Math.min(first + 8, n); k++) strip[8 * k + k - first] = 1;
    for (let i = Math.max(2, first + 1); i < n; i++) {
      if (factors[i] !== 0) reflect(strip, matrix, i * stride, i, factors[i]);
    }
  }
}

/** Applies a reflector of `length` values to a strip of eight columns. */
function reflect(strip: Float64Array, v: Float64Array, at: number, length: number, factor: number): void {
  for (let column = 0; column < 8; column += 4) {
    let [y0, y1, y2, y3] = [0, 0, 0, 0];
    for (let k = 0, z = column; k < length; k++, z += 8) {
      const s = v[at + k];
      y0 += s * strip[z];
      y1 += s * strip[z + 1];
      y2 += s * strip[z + 2];
      y3 += s * strip[z + 3];
    }
    y0 = factor * y0;
    y1 = factor * y1;
    y2 = factor * y2;
    y3 = factor * y3;
    for (let k = 0, z = column; k < length; k++, z += 8) {
      const s = v[at + k];
      strip[z] -= s * y0;
      strip[z + 1] -= s * y1;
      strip[z + 2] -= s * y2;
      strip[z + 3] -= s * y3;
    }
  }
}
