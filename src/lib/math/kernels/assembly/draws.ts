import { log } from './elementary';

/** The steps of Xoshiro256.uniform and normalQuantile in math/random and math/distributions, in their order. */
let s0: u64 = 0;
let s1: u64 = 0;
let s2: u64 = 0;
let s3: u64 = 0;

export function open(state: usize): void {
  s0 = load<u64>(state);
  s1 = load<u64>(state, 8);
  s2 = load<u64>(state, 16);
  s3 = load<u64>(state, 24);
}

export function close(state: usize): void {
  store<u64>(state, s0);
  store<u64>(state, s1, 8);
  store<u64>(state, s2, 16);
  store<u64>(state, s3, 24);
}

/** The next 64 bits. */
export function word(): u64 {
  const draw = rotl<u64>(s0 + s3, 23) + s0;
  const shifted = s1 << 17;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= shifted;
  s3 = rotl<u64>(s3, 45);
  return draw;
}

export function uniform(): f64 {
  return (<f64>(<i64>(word() >> 12)) + 0.5) * 2.220446049250313e-16;
}

/** Fills `out` with uniforms on (0, 1); `state` holds the four words of the generator. */
export function uniforms(state: usize, out: usize, count: i32): void {
  open(state);
  for (const end = out + ((<usize>count) << 3); out < end; out += 8) store<f64>(out, uniform());
  close(state);
}

// Coefficients of AS 241 (Wichura 1988), highest power first, of numerator and denominator in turn.
const centre: usize = memory.data<f64>([
  2509.0809287301226727, 5226.495278852854561, 33430.575583588128105, 28729.085735721942674, 67265.770927008700853,
  39307.89580009271061, 45921.953931549871457, 21213.794301586595867, 13731.693765509461125, 5394.1960214247511077,
  1971.5909503065514427, 687.1870074920579083, 133.14166789178437745, 42.313330701600911252, 3.387132872796366608, 1
]);
const middle: usize = memory.data<f64>([
  7.7454501427834140764e-4, 1.05075007164441684324e-9, 2.27238449892691845833e-2, 5.475938084995344946e-4,
  2.4178072517745061177e-1, 1.51986665636164571966e-2, 1.27045825245236838258, 1.4810397642748007459e-1,
  3.64784832476320460504, 6.8976733498510000455e-1, 5.7694972214606914055, 1.6763848301838038494, 4.6303378461565452959,
  2.05319162663775882187, 1.42343711074968357734, 1
]);
const far: usize = memory.data<f64>([
  2.01033439929228813265e-7, 2.04426310338993978564e-15, 2.71155556874348757815e-5, 1.4215117583164458887e-7,
  1.2426609473880784386e-3, 1.8463183175100546818e-5, 2.6532189526576123093e-2, 7.868691311456132591e-4,
  2.9656057182850489123e-1, 1.48753612908506148525e-2, 1.7848265399172913358, 1.3692988092273580531e-1,
  5.4637849111641143699, 5.9983220655588793769e-1, 6.6579046435011037772, 1
]);

/** Numerator and denominator at r, as a pair. */
function polynomials(table: usize, r: f64): v128 {
  const at = f64x2.splat(r);
  let both = v128.load(table);
  both = f64x2.add(f64x2.mul(both, at), v128.load(table, 16));
  both = f64x2.add(f64x2.mul(both, at), v128.load(table, 32));
  both = f64x2.add(f64x2.mul(both, at), v128.load(table, 48));
  both = f64x2.add(f64x2.mul(both, at), v128.load(table, 64));
  both = f64x2.add(f64x2.mul(both, at), v128.load(table, 80));
  both = f64x2.add(f64x2.mul(both, at), v128.load(table, 96));
  return f64x2.add(f64x2.mul(both, at), v128.load(table, 112));
}

function tailQuantile(p: f64): f64 {
  const low = p < 0.5;
  const root = Math.sqrt(-log(low ? p : 1 - p));
  const both = root <= 5 ? polynomials(middle, root - 1.6) : polynomials(far, root - 5);
  const size = f64x2.extract_lane(both, 0) / f64x2.extract_lane(both, 1);
  return low ? -size : size;
}

/** Quantiles of two probabilities by the central formula. */
function centralQuantiles(p: v128): v128 {
  const q = f64x2.sub(p, f64x2.splat(0.5));
  const r = f64x2.sub(f64x2.splat(0.180625), f64x2.mul(q, q));
  return f64x2.div(f64x2.mul(q, polynomial(centre, r)), polynomial(centre + 8, r));
}

/** One of the two polynomials of a table at two places. */
function polynomial(table: usize, r: v128): v128 {
  let value = v128.load_splat<f64>(table);
  value = f64x2.add(f64x2.mul(value, r), v128.load_splat<f64>(table, 16));
  value = f64x2.add(f64x2.mul(value, r), v128.load_splat<f64>(table, 32));
  value = f64x2.add(f64x2.mul(value, r), v128.load_splat<f64>(table, 48));
  value = f64x2.add(f64x2.mul(value, r), v128.load_splat<f64>(table, 64));
  value = f64x2.add(f64x2.mul(value, r), v128.load_splat<f64>(table, 80));
  value = f64x2.add(f64x2.mul(value, r), v128.load_splat<f64>(table, 96));
  return f64x2.add(f64x2.mul(value, r), v128.load_splat<f64>(table, 112));
}

/** Draws that are made at a time; their probabilities, and the places of those in the tails. */
const BATCH: i32 = 256;
const drawn: usize = memory.data(2048, 16);
const inTails: usize = memory.data(1032, 16);

/** Fills `out` with standard normals by inversion; `state` holds the four words of the generator. */
export function normals(state: usize, out: usize, count: i32): void {
  open(state);
  for (; count > 0; count -= BATCH, out += BATCH << 3) {
    const size = min(count, BATCH);
    let tails = 0;
    for (let k = 0; k < size; k++) {
      const p = uniform();
      store<f64>(drawn + ((<usize>k) << 3), p);
      // Without a branch: no processor foresees chance.
      store<i32>(inTails + ((<usize>tails) << 2), k);
      tails += <i32>(abs(p - 0.5) > 0.425);
    }
    let at: usize = 0;
    for (const end = (<usize>(size - 1)) << 3; at < end; at += 16)
      v128.store(out + at, centralQuantiles(v128.load(drawn + at)));
    if (size & 1) store<f64>(out + at, f64x2.extract_lane(centralQuantiles(v128.load_splat<f64>(drawn + at)), 0));
    for (let k = 0; k < tails; k++) {
      const place = (<usize>load<i32>(inTails + ((<usize>k) << 2))) << 3;
      store<f64>(out + place, tailQuantile(load<f64>(drawn + place)));
    }
  }
  close(state);
}
