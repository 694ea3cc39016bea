/** What is done with a sweep of rotations: its first row, and cosine and sine of `count` rotations from `at` on. */
export type SweepSink = (row: number, rotations: Float64Array, count: number) => void;

/** Sweeps after which an entry need only be small beside the whole matrix, and after which something is wrong. */
const [STRICT, MOST] = [30, 80];

/** Length of (a, b), which neither overflows nor vanishes on the way. */
function hypotenuse(a: number, b: number): number {
  const square = a * a + b * b;
  if (square > 1e-280 && square < 1e280) return Math.sqrt(square);
  const size = Math.max(Math.abs(a), Math.abs(b));
  return size === 0 ? 0 : size * Math.sqrt((a / size) * (a / size) + (b / size) * (b / size));
}

/** The last row of the block that begins at `l`: the entry that couples it to the next is negligible. */
function blockEnd(d: Float64Array, e: Float64Array, l: number, least: number): number {
  let m = l;
  for (; m < d.length - 1; m++) {
    const size = Math.abs(e[m]);
    if (size <= Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])) || size <= least) break;
  }
  return m;
}

/**
 * Eigenvalues of a symmetric tridiagonal matrix by the QL algorithm with implicit shifts (Parlett 1998, chapter 8):
 * `d` becomes the eigenvalues, in no order, `e` (e[i] couples i and i + 1) is destroyed. The rotations of rows that turn the
 * transposed eigenvectors along go to `sink`, sweep by sweep. Throws RangeError when it does not converge.
 */
export function tridiagonalEigen(d: Float64Array, e: Float64Array, sink: SweepSink): void {
  const n = d.length;
  const rotations = new Float64Array(2 * n);
  const whole = d.reduce((most, value, i) => Math.max(most, Math.abs(value) + Math.abs(e[i])), 0);
  for (let l = 0; l < n; l++) {
    for (let sweeps = 0; ; sweeps++) {
      const m = blockEnd(d, e, l, sweeps < STRICT ? 1e-290 : Number.EPSILON * whole);
      if (m === l) break;
      if (sweeps === MOST) throw new RangeError(`eigenvalue ${l} of ${n} does not converge`);
      sink(m - 1, rotations, sweep(d, e, l, m, rotations));
    }
  }
}

/** One implicit QL sweep over rows l to m, from below. Returns the number of its rotations. */
function sweep(d: Float64Array, e: Float64Array, l: number, m: number, rotations: Float64Array): number {
  const half = (d[l + 1] - d[l]) / (2 * e[l]);
  const root = hypotenuse(half, 1);
  let g = d[m] - d[l] + e[l] / (half + (half < 0 ? -root : root));
  let [s, c, p] = [1, 1, 0];
  let count = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i];
    const b = c * e[i];
    const r = hypotenuse(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return count;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const turned = (d[i] - g) * s + 2 * c * b;
    p = s * turned;
    d[i + 1] = g + p;
    g = c * turned - b;
    rotations[2 * count] = c;
    rotations[2 * count + 1] = s;
    count++;
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
  return count;
}
