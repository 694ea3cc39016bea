/** See `Kernels.applyRotations`. */
export function applyRotations(strips: usize, n: i32, count: i32, sweeps: usize, used: i32): void {
  const strip = (<usize>n) << 6;
  const end = sweeps + ((<usize>used) << 3);
  for (let k = 0; k < count; k++, strips += strip) {
    for (let at = sweeps; at < end;) {
      const from = strips + ((<usize>load<f64>(at)) << 6);
      const rotations = <i32>load<f64>(at, 8);
      at += 16;
      sweep(from, at, rotations);
      at += (<usize>rotations) << 4;
    }
  }
}

/** Rotations of rows (r, r + 1), (r - 1, r), ... of a strip of eight columns; `low` is row r. */
function sweep(low: usize, at: usize, rotations: i32): void {
  let h0 = v128.load(low, 64);
  let h1 = v128.load(low, 80);
  let h2 = v128.load(low, 96);
  let h3 = v128.load(low, 112);
  for (let k = 0; k < rotations; k++, at += 16, low -= 64) {
    const c = v128.load_splat<f64>(at);
    const s = v128.load_splat<f64>(at, 8);
    let l = v128.load(low);
    v128.store(low, f64x2.add(f64x2.mul(s, l), f64x2.mul(c, h0)), 64);
    h0 = f64x2.sub(f64x2.mul(c, l), f64x2.mul(s, h0));
    l = v128.load(low, 16);
    v128.store(low, f64x2.add(f64x2.mul(s, l), f64x2.mul(c, h1)), 80);
    h1 = f64x2.sub(f64x2.mul(c, l), f64x2.mul(s, h1));
    l = v128.load(low, 32);
    v128.store(low, f64x2.add(f64x2.mul(s, l), f64x2.mul(c, h2)), 96);
    h2 = f64x2.sub(f64x2.mul(c, l), f64x2.mul(s, h2));
    l = v128.load(low, 48);
    v128.store(low, f64x2.add(f64x2.mul(s, l), f64x2.mul(c, h3)), 112);
    h3 = f64x2.sub(f64x2.mul(c, l), f64x2.mul(s, h3));
  }
  v128.store(low, h0, 64);
  v128.store(low, h1, 80);
  v128.store(low, h2, 96);
  v128.store(low, h3, 112);
}
