import { close, open, uniform, word } from './draws';
import { exp, exponentials, log } from './elementary';

// The steps of zigguratNormal in math/random, in their order; `tables` are its tables.
const TAIL: f64 = 3.6541528853610088;

function tailNormal(): f64 {
  let x: f64;
  let y: f64;
  do {
    x = -log(uniform()) / TAIL;
    y = -log(uniform());
  } while (!(y + y > x * x));
  return TAIL + x;
}

/** What follows when a step does not lie surely below the curve: the normal, or NaN to begin again. */
function slow(tables: usize, layer: i32, x: f64): f64 {
  if (layer == 0) return tailNormal();
  const at = tables + ((<usize>layer) << 3);
  const low = load<f64>(at, 4096);
  const high: f64 = layer == 255 ? 1 : load<f64>(at, 4104);
  return low + uniform() * (high - low) < exp(-0.5 * x * x) ? x : NaN;
}

/** Fills `out` with standard normals by the ziggurat; `state` holds the four words of the generator. */
export function gaussians(state: usize, tables: usize, out: usize, count: i32): void {
  open(state);
  const end = out + ((<usize>count) << 3);
  while (out < end) {
    const draw = word();
    const layer = <i32>(draw & 255);
    const at = tables + ((<usize>layer) << 3);
    const step = <f64>(<i64>(draw >> 12));
    let x = (step + 0.5) * load<f64>(at);
    if (step >= load<f64>(at, 2048)) {
      x = slow(tables, layer, x);
      if (x != x) continue;
    }
    // The sign bit of the draw becomes that of the value: no branch.
    store<u64>(out, reinterpret<u64>(x) ^ ((draw & 256) << 55));
    out += 8;
  }
  close(state);
}

/**
 * out_i = exp(means_i + sum over k <= i of factor[i][k] x normals_k), rows of `lanes` values, an even number; each sum runs
 * over k in order, from 0.
 */
export function correlatedGrowth(normals: usize, means: usize, factor: usize, rows: i32, lanes: i32, out: usize): void {
  const width = (<usize>lanes) << 3;
  for (let i: i32 = 0; i < rows; i++) {
    const weights = factor + ((<usize>(i * rows)) << 3);
    const mean = v128.load_splat<f64>(means + ((<usize>i) << 3));
    const to = out + <usize>i * width;
    let p: usize = 0;
    for (; p + 64 <= width; p += 64) {
      let a = f64x2.splat(0);
      let b = f64x2.splat(0);
      let c = f64x2.splat(0);
      let d = f64x2.splat(0);
      let from = normals + p;
      for (let k: i32 = 0; k <= i; k++) {
        const weight = v128.load_splat<f64>(weights + ((<usize>k) << 3));
        a = f64x2.add(a, f64x2.mul(weight, v128.load(from)));
        b = f64x2.add(b, f64x2.mul(weight, v128.load(from, 16)));
        c = f64x2.add(c, f64x2.mul(weight, v128.load(from, 32)));
        d = f64x2.add(d, f64x2.mul(weight, v128.load(from, 48)));
        from += width;
      }
      v128.store(to + p, f64x2.add(a, mean));
      v128.store(to + p, f64x2.add(b, mean), 16);
      v128.store(to + p, f64x2.add(c, mean), 32);
      v128.store(to + p, f64x2.add(d, mean), 48);
    }
    for (; p < width; p += 16) {
      let a = f64x2.splat(0);
      let from = normals + p;
      for (let k: i32 = 0; k <= i; k++) {
        a = f64x2.add(a, f64x2.mul(v128.load_splat<f64>(weights + ((<usize>k) << 3)), v128.load(from)));
        from += width;
      }
      v128.store(to + p, f64x2.add(a, mean));
    }
  }
  exponentials(out, rows * lanes);
}

/** out_p += sum over i of weights_i x values_ip, rows of `lanes` values, an even number; each sum runs over i in order. */
export function addWeightedRows(values: usize, weights: usize, rows: i32, lanes: i32, out: usize): void {
  const width = (<usize>lanes) << 3;
  for (let p: usize = 0; p < width; p += 16) {
    let sum = v128.load(out + p);
    let from = values + p;
    for (let i: i32 = 0; i < rows; i++) {
      sum = f64x2.add(sum, f64x2.mul(v128.load_splat<f64>(weights + ((<usize>i) << 3)), v128.load(from)));
      from += width;
    }
    v128.store(out + p, sum);
  }
}
