import { tile, tileProduct } from './tiles';

// Entries before the division by their pivots, of the rows of one block on the diagonal, four a row.
const undivided: usize = memory.data(128, 16);

/** See `Kernels.factorPanel`. */
export function factorPanel(
  matrix: usize,
  stride: i32,
  size: i32,
  first: i32,
  last: i32,
  pivots: usize,
  signs: usize,
  scales: usize,
  floor: f64,
  lift: f64,
  left: usize,
  right: usize
): i32 {
  const strip = (<usize>(last - first)) << 5;
  const step = (<usize>stride) << 3;
  for (let j = first; j < last; j += 4) {
    const done = j - first;
    const own = <usize>(j >> 2) * strip;
    const end = min(j + 4, last);
    tileProduct(right + own, left + own, done);
    for (let i = j; i < end; i++) {
      const row = matrix + <usize>i * step;
      const kept = undivided + ((<usize>(i - j)) << 5);
      for (let k = j; k <= i; k++) {
        let value = load<f64>(row + ((<usize>k) << 3)) + load<f64>(tile + ((<usize>(4 * (k - j) + i - j)) << 3));
        const other = matrix + <usize>k * step;
        for (let p = j; p < k; p++) {
          value -= load<f64>(kept + ((<usize>(p - j)) << 3)) * load<f64>(other + ((<usize>p) << 3));
        }
        if (k < i) {
          store<f64>(kept + ((<usize>(k - j)) << 3), value);
          const entry = value / load<f64>(pivots + ((<usize>k) << 3));
          store<f64>(row + ((<usize>k) << 3), entry);
          store<f64>(right + own + ((<usize>(4 * (k - first) + i - j)) << 3), entry);
          store<f64>(left + own + ((<usize>(4 * (k - first) + i - j)) << 3), -value);
        } else {
          const sign = load<f64>(signs + ((<usize>i) << 3));
          const scale = load<f64>(scales + ((<usize>i) << 3));
          if (!(sign * value > floor * scale)) {
            if (lift == 0) return i;
            value = sign * lift * scale;
          }
          store<f64>(pivots + ((<usize>i) << 3), value);
        }
      }
    }
    for (let i = j + 4; i < size; i += 4) {
      const at = <usize>(i >> 2) * strip;
      tileProduct(right + own, left + at, done);
      rowsOfTile(
        matrix + <usize>i * step + ((<usize>j) << 3),
        step,
        pivots + ((<usize>j) << 3),
        right + own,
        left + at,
        right + at,
        (<usize>done) << 5
      );
    }
  }
  return -1;
}

/** Column k of four rows, a pair of them: what `tile` leaves of it, less the columns before it in the block. */
function entries(at: usize, step: usize, k: usize, pair: usize): v128 {
  const from = at + pair * 2 * step + (k << 3);
  const values = f64x2.replace_lane(v128.load_splat<f64>(from), 1, load<f64>(from + step));
  return f64x2.add(values, v128.load(tile + (k << 5) + (pair << 4)));
}

/** The entries of four rows right of nothing but the panel's own columns: a 4 x 4 block below the diagonal one. */
function rowsOfTile(at: usize, step: usize, pivots: usize, own: usize, left: usize, right: usize, done: usize): void {
  const p0 = v128.load_splat<f64>(pivots);
  const p1 = v128.load_splat<f64>(pivots, 8);
  const p2 = v128.load_splat<f64>(pivots, 16);
  const p3 = v128.load_splat<f64>(pivots, 24);
  own += done;
  const l10 = v128.load_splat<f64>(own, 8);
  const l20 = v128.load_splat<f64>(own, 16);
  const l30 = v128.load_splat<f64>(own, 24);
  const l21 = v128.load_splat<f64>(own, 48);
  const l31 = v128.load_splat<f64>(own, 56);
  const l32 = v128.load_splat<f64>(own, 88);
  for (let pair: usize = 0; pair < 2; pair++) {
    const w0 = entries(at, step, 0, pair);
    const w1 = f64x2.sub(entries(at, step, 1, pair), f64x2.mul(w0, l10));
    let w2 = f64x2.sub(entries(at, step, 2, pair), f64x2.mul(w0, l20));
    w2 = f64x2.sub(w2, f64x2.mul(w1, l21));
    let w3 = f64x2.sub(entries(at, step, 3, pair), f64x2.mul(w0, l30));
    w3 = f64x2.sub(w3, f64x2.mul(w1, l31));
    w3 = f64x2.sub(w3, f64x2.mul(w2, l32));
    const here = done + (pair << 4);
    v128.store(left + here, f64x2.neg(w0));
    v128.store(left + here, f64x2.neg(w1), 32);
    v128.store(left + here, f64x2.neg(w2), 64);
    v128.store(left + here, f64x2.neg(w3), 96);
    keep(at + pair * 2 * step, step, 0, f64x2.div(w0, p0), right + here);
    keep(at + pair * 2 * step, step, 8, f64x2.div(w1, p1), right + here + 32);
    keep(at + pair * 2 * step, step, 16, f64x2.div(w2, p2), right + here + 64);
    keep(at + pair * 2 * step, step, 24, f64x2.div(w3, p3), right + here + 96);
  }
}

/** Writes entries of two rows into the matrix and the packed strip. */
function keep(at: usize, step: usize, column: usize, values: v128, packed: usize): void {
  store<f64>(at + column, f64x2.extract_lane(values, 0));
  store<f64>(at + step + column, f64x2.extract_lane(values, 1));
  v128.store(packed, values);
}
