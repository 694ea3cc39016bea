// One 4 x 4 block of a product, rows first.
export const tile: usize = memory.data(128, 16);

/** Product of two packed strips of four columns and `depth` rows, into `tile`; each of its sums runs over the rows in order. */
export function tileProduct(a: usize, b: usize, depth: i32): void {
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  const end = a + ((<usize>depth) << 5);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load_splat<f64>(a);
    c00 = f64x2.add(c00, f64x2.mul(s, b0));
    c01 = f64x2.add(c01, f64x2.mul(s, b1));
    s = v128.load_splat<f64>(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(s, b0));
    c11 = f64x2.add(c11, f64x2.mul(s, b1));
    s = v128.load_splat<f64>(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(s, b0));
    c21 = f64x2.add(c21, f64x2.mul(s, b1));
    s = v128.load_splat<f64>(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(s, b0));
    c31 = f64x2.add(c31, f64x2.mul(s, b1));
    a += 32;
    b += 32;
  }
  v128.store(tile, c00);
  v128.store(tile, c01, 16);
  v128.store(tile, c10, 32);
  v128.store(tile, c11, 48);
  v128.store(tile, c20, 64);
  v128.store(tile, c21, 80);
  v128.store(tile, c30, 96);
  v128.store(tile, c31, 112);
}

/** Adds `tile` to the block of `out` at an address, rows of `stride` bytes. */
function addTile(at: usize, stride: usize): void {
  for (let from = tile; from < tile + 128; from += 32, at += stride) {
    v128.store(at, f64x2.add(v128.load(at), v128.load(from)));
    v128.store(at, f64x2.add(v128.load(at, 16), v128.load(from, 16)), 16);
  }
}

/** See `Kernels.addProduct`. */
export function addProduct(
  left: usize,
  right: usize,
  depth: i32,
  first: i32,
  rows: i32,
  columns: i32,
  out: usize,
  stride: i32
): void {
  const strip = (<usize>depth) << 5;
  const step = (<usize>stride) << 3;
  for (let i = first; i < rows; i++) {
    const a = left + <usize>i * strip;
    const row = out + ((<usize>i) << 2) * step;
    const end = columns < 0 ? i + 1 : columns;
    for (let j = first; j < end; j++) {
      tileProduct(a, right + <usize>j * strip, depth);
      addTile(row + ((<usize>j) << 5), step);
    }
  }
}
