/** Sum of products of two vectors: even places and odd ones apart, then together. */
function dot(a: usize, b: usize, length: i32): f64 {
  let sums = f64x2.splat(0);
  const end = a + ((<usize>length) << 3);
  for (; a + 8 < end; a += 16, b += 16) sums = f64x2.add(sums, f64x2.mul(v128.load(a), v128.load(b)));
  let even = f64x2.extract_lane(sums, 0);
  if (a < end) even += load<f64>(a) * load<f64>(b);
  return even + f64x2.extract_lane(sums, 1);
}

/** row[c] = row[c] - a x[c] - b y[c] for c < length. */
function updateRow(row: usize, a: f64, x: usize, b: f64, y: usize, length: i32): void {
  const end = row + ((<usize>length) << 3);
  for (; row < end; row += 8, x += 8, y += 8) store<f64>(row, load<f64>(row) - a * load<f64>(x) - b * load<f64>(y));
}

/** Turns the first `length` values of a row into the reflector that leaves only the last of them; returns its factor. */
function reflector(row: usize, length: i32, off: usize): f64 {
  const last = row + ((<usize>(length - 1)) << 3);
  const alpha = load<f64>(last);
  const rest = dot(row, row, length - 1);
  if (rest == 0) {
    store<f64>(off, alpha);
    return 0;
  }
  const norm = sqrt<f64>(alpha * alpha + rest);
  const beta = alpha > 0 ? -norm : norm;
  const scale = alpha - beta;
  for (let at = row; at < last; at += 8) store<f64>(at, load<f64>(at) / scale);
  store<f64>(last, 1);
  store<f64>(off, beta);
  return (beta - alpha) / beta;
}

/** One row less the pending update, and its part in the product of the matrix and v. */
function passRow(row: usize, r: usize, x: usize, y: usize, v: usize, p: usize): void {
  const xr = load<f64>(x + (r << 3));
  const yr = load<f64>(y + (r << 3));
  const vr = load<f64>(v + (r << 3));
  let even: f64 = 0;
  let odd: f64 = 0;
  for (let c: usize = 0; c < r; c++) {
    const at = c << 3;
    const value = load<f64>(row + at) - xr * load<f64>(y + at) - yr * load<f64>(x + at);
    store<f64>(row + at, value);
    const part = value * load<f64>(v + at);
    if (c & 1) odd += part;
    else even += part;
    store<f64>(p + at, load<f64>(p + at) + value * vr);
  }
  endRow(row, r, xr, yr, vr, x, y, p, even + odd);
}

/** The diagonal entry of a row, and the sum of the row. */
function endRow(row: usize, r: usize, xr: f64, yr: f64, vr: f64, x: usize, y: usize, p: usize, sum: f64): void {
  const at = r << 3;
  const value = load<f64>(row + at) - xr * load<f64>(y + at) - yr * load<f64>(x + at);
  store<f64>(row + at, value);
  store<f64>(p + at, sum + value * vr);
}

/** Rows r and r + 1 together, r even: what they share is read once. */
function passRows(row: usize, step: usize, r: usize, x: usize, y: usize, v: usize, p: usize): void {
  const here = r << 3;
  const x0 = v128.load_splat<f64>(x + here);
  const y0 = v128.load_splat<f64>(y + here);
  const v0 = v128.load_splat<f64>(v + here);
  const x1 = v128.load_splat<f64>(x + here, 8);
  const y1 = v128.load_splat<f64>(y + here, 8);
  const v1 = v128.load_splat<f64>(v + here, 8);
  const next = row + step;
  let sum0 = f64x2.splat(0);
  let sum1 = f64x2.splat(0);
  for (let at: usize = 0; at < here; at += 16) {
    const xs = v128.load(x + at);
    const ys = v128.load(y + at);
    const vs = v128.load(v + at);
    const a = f64x2.sub(f64x2.sub(v128.load(row + at), f64x2.mul(x0, ys)), f64x2.mul(y0, xs));
    const b = f64x2.sub(f64x2.sub(v128.load(next + at), f64x2.mul(x1, ys)), f64x2.mul(y1, xs));
    v128.store(row + at, a);
    v128.store(next + at, b);
    sum0 = f64x2.add(sum0, f64x2.mul(a, vs));
    sum1 = f64x2.add(sum1, f64x2.mul(b, vs));
    v128.store(p + at, f64x2.add(f64x2.add(v128.load(p + at), f64x2.mul(a, v0)), f64x2.mul(b, v1)));
  }
  const xr = f64x2.extract_lane(x0, 0);
  const yr = f64x2.extract_lane(y0, 0);
  const vr = f64x2.extract_lane(v0, 0);
  endRow(row, r, xr, yr, vr, x, y, p, f64x2.extract_lane(sum0, 0) + f64x2.extract_lane(sum0, 1));
  // The second row has one place more, an even one.
  const xn = f64x2.extract_lane(x1, 0);
  const yn = f64x2.extract_lane(y1, 0);
  const vn = f64x2.extract_lane(v1, 0);
  const value = load<f64>(next + here) - xn * load<f64>(y + here) - yn * load<f64>(x + here);
  store<f64>(next + here, value);
  const even = f64x2.extract_lane(sum1, 0) + value * vr;
  store<f64>(p + here, load<f64>(p + here) + value * vn);
  endRow(next, r + 1, xn, yn, vn, x, y, p, even + f64x2.extract_lane(sum1, 1));
}

/** See `Kernels.tridiagonalize`. */
export function tridiagonalize(
  matrix: usize,
  stride: i32,
  n: i32,
  diagonal: usize,
  off: usize,
  factors: usize,
  work: usize
): void {
  const step = (<usize>stride) << 3;
  // The update that is still to be made: less x y' + y x'. At first nothing.
  let x = work;
  let y = work + step;
  let next = work + 2 * step;
  const p = work + 3 * step;
  memory.fill(work, 0, 2 * step);
  for (let i = n - 1; i >= 0; i--) {
    const place = (<usize>i) << 3;
    const row = matrix + <usize>i * step;
    updateRow(row, load<f64>(x + place), y, load<f64>(y + place), x, i + 1);
    store<f64>(diagonal + place, load<f64>(row + place));
    if (i == 0) break;
    if (i == 1) {
      store<f64>(off + place, load<f64>(row));
      store<f64>(factors + place, 0);
      const first = load<f64>(matrix) - load<f64>(x) * load<f64>(y) - load<f64>(y) * load<f64>(x);
      store<f64>(diagonal, first);
      break;
    }
    const factor = reflector(row, i, off + place);
    store<f64>(factors + place, factor);
    let r = 0;
    for (; r + 1 < i; r += 2) passRows(matrix + <usize>r * step, step, r, x, y, row, p);
    if (r < i) passRow(matrix + <usize>r * step, r, x, y, row, p);
    for (let at: usize = 0; at < place; at += 8) store<f64>(p + at, factor * load<f64>(p + at));
    const share = 0.5 * factor * dot(p, row, i);
    for (let at: usize = 0; at < place; at += 8) store<f64>(next + at, load<f64>(p + at) - share * load<f64>(row + at));
    x = row;
    const spent = y;
    y = next;
    next = spent;
  }
}

/** See `Kernels.accumulateReflectors`. */
export function accumulateReflectors(matrix: usize, stride: i32, n: i32, factors: usize, strips: usize): void {
  const step = (<usize>stride) << 3;
  const strip = (<usize>n) << 6;
  for (let first = 0; first < n; first += 8, strips += strip) {
    memory.fill(strips, 0, strip);
    for (let k = first; k < min(first + 8, n); k++)
      store<f64>(strips + ((<usize>k) << 6) + ((<usize>(k - first)) << 3), 1);
    for (let i = max(2, first + 1); i < n; i++) {
      const factor = load<f64>(factors + ((<usize>i) << 3));
      if (factor != 0) reflect(strips, matrix + <usize>i * step, i, factor);
    }
  }
}

/** Applies a reflector of `length` values to a strip of eight columns. */
function reflect(strip: usize, v: usize, length: i32, factor: f64): void {
  let y0 = f64x2.splat(0);
  let y1 = y0;
  let y2 = y0;
  let y3 = y0;
  const end = v + ((<usize>length) << 3);
  let z = strip;
  for (let at = v; at < end; at += 8, z += 64) {
    const s = v128.load_splat<f64>(at);
    y0 = f64x2.add(y0, f64x2.mul(s, v128.load(z)));
    y1 = f64x2.add(y1, f64x2.mul(s, v128.load(z, 16)));
    y2 = f64x2.add(y2, f64x2.mul(s, v128.load(z, 32)));
    y3 = f64x2.add(y3, f64x2.mul(s, v128.load(z, 48)));
  }
  const scale = f64x2.splat(factor);
  y0 = f64x2.mul(scale, y0);
  y1 = f64x2.mul(scale, y1);
  y2 = f64x2.mul(scale, y2);
  y3 = f64x2.mul(scale, y3);
  z = strip;
  for (let at = v; at < end; at += 8, z += 64) {
    const s = v128.load_splat<f64>(at);
    v128.store(z, f64x2.sub(v128.load(z), f64x2.mul(s, y0)));
    v128.store(z, f64x2.sub(v128.load(z, 16), f64x2.mul(s, y1)), 16);
    v128.store(z, f64x2.sub(v128.load(z, 32), f64x2.mul(s, y2)), 32);
    v128.store(z, f64x2.sub(v128.load(z, 48), f64x2.mul(s, y3)), 48);
  }
}
