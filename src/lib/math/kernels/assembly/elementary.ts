// The steps of math/elementary, one after another as there: results are equal to the bit.

const LN2_HIGH: f64 = 0.6931471805582987;
const LN2_LOW: f64 = 1.6465949582897082e-12;

/** Natural logarithm of a positive, normal, finite x. */
export function log(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let exponent = <f64>(<i32>(bits >> 52) - 1023);
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const f = mantissa - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const rest =
    z *
    (0.666666666666667 +
      z *
        (0.39999999999899505 +
          z *
            (0.28571428625975487 +
              z *
                (0.2222221113479508 +
                  z * (0.18182889125261723 + z * (0.15331721600556042 + z * 0.14616449685043406))))));
  return exponent * LN2_HIGH - (half - (s * (half + rest) + (exponent * LN2_LOW + 0)) - f);
}

// 2^(j/32), each followed by what its rounding lost.
const roots: usize = memory.data<f64>([
  1, 0, 1.0218971486541166, 5.109225028973444e-17, 1.0442737824274138, 8.551889705537965e-17, 1.0671404006768237,
  -7.899853966841582e-17, 1.0905077326652577, -3.046782079812471e-17, 1.1143867425958924, 1.0410278456845571e-16,
  1.1387886347566916, 8.912812676025408e-17, 1.1637248587775775, 3.8292048369240935e-17, 1.189207115002721,
  3.982015231465646e-17, 1.215247359980469, -7.712630692681488e-17, 1.241857812073484, 4.658027591836937e-17,
  1.2690509571917332, 2.667932131342186e-18, 1.2968395546510096, 2.5382502794888315e-17, 1.3252366431597413,
  -2.8587312100388614e-17, 1.3542555469368927, 7.70094837980299e-17, 1.383909881963832, -6.770511658794786e-17,
  1.4142135623730951, -9.667293313452913e-17, 1.4451808069770467, -3.0237581349939873e-17, 1.4768261459394993,
  -3.483994556892796e-17, 1.5091644275934228, -1.016455327754295e-16, 1.5422108254079407, 7.949834809697621e-17,
  1.5759808451078865, -1.0136916471278304e-17, 1.6104903319492543, 2.4707192569797888e-17, 1.645755478153965,
  -1.0125679913674773e-16, 1.681792830507429, 8.199010020581497e-17, 1.718619298122478, -1.851380418263111e-17,
  1.7562521603732995, 2.960140695448873e-17, 1.7947090750031072, 1.8227458427912087e-17, 1.8340080864093424,
  3.283107224245627e-17, 1.8741676341103, -6.122763413004143e-17, 1.9152065613971474, -1.0619946056195963e-16,
  1.9571441241754002, 8.960767791036668e-17
]);
const STEPS_PER_UNIT: f64 = 46.16624130844683;
const STEP_HIGH: f64 = 0.021660849392446835;
const STEP_LOW: f64 = 5.145609244655338e-14;
const ROUNDER: f64 = 6755399441055744;

function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>((<i64>(k + 1023)) << 52);
}

export function exp(x: f64): f64 {
  if (!(x < 709.782712893385)) return x != x ? x : Infinity;
  if (x < -745.1332191019412) return 0;
  const steps = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const p =
    r +
    r * r * (0.5 + r * (<f64>1 / <f64>6 + r * (<f64>1 / <f64>24 + r * (<f64>1 / <f64>120 + r * (<f64>1 / <f64>720)))));
  const whole = <i32>steps;
  const at = roots + ((<usize>(whole & 31)) << 4);
  const k = whole >> 5;
  const root = load<f64>(at);
  const value = root + (load<f64>(at, 8) + root * p);
  if (k > 1023) return value * 2 * powerOfTwo(1023);
  if (k < -1022) return value * powerOfTwo(k + 64) * 5.421010862427522e-20;
  return value * powerOfTwo(k);
}

/** Puts exp(x) in the place of each of `count` values, two at a time. */
export function exponentials(values: usize, count: i32): void {
  const end = values + ((<usize>count) << 3);
  for (; values + 8 < end; values += 16) {
    const x = v128.load(values);
    // Both within the range in which powers of two are ordinary; NaN is not.
    if (!v128.all_true<i64>(f64x2.lt(f64x2.abs(x), f64x2.splat(700)))) {
      store<f64>(values, exp(f64x2.extract_lane(x, 0)));
      store<f64>(values, exp(f64x2.extract_lane(x, 1)), 8);
      continue;
    }
    // The low bits of what was rounded are the whole number itself.
    const rounded = f64x2.add(f64x2.mul(x, f64x2.splat(STEPS_PER_UNIT)), f64x2.splat(ROUNDER));
    const steps = f64x2.sub(rounded, f64x2.splat(ROUNDER));
    const r = f64x2.sub(
      f64x2.sub(x, f64x2.mul(steps, f64x2.splat(STEP_HIGH))),
      f64x2.mul(steps, f64x2.splat(STEP_LOW))
    );
    let q = f64x2.splat(<f64>1 / <f64>720);
    q = f64x2.add(f64x2.splat(<f64>1 / <f64>120), f64x2.mul(r, q));
    q = f64x2.add(f64x2.splat(<f64>1 / <f64>24), f64x2.mul(r, q));
    q = f64x2.add(f64x2.splat(<f64>1 / <f64>6), f64x2.mul(r, q));
    q = f64x2.add(f64x2.splat(0.5), f64x2.mul(r, q));
    const p = f64x2.add(r, f64x2.mul(f64x2.mul(r, r), q));
    const pair0 = v128.load(roots + ((<usize>(i32x4.extract_lane(rounded, 0) & 31)) << 4));
    const pair1 = v128.load(roots + ((<usize>(i32x4.extract_lane(rounded, 2) & 31)) << 4));
    const root = v128.shuffle<i64>(pair0, pair1, 0, 2);
    const lost = v128.shuffle<i64>(pair0, pair1, 1, 3);
    const value = f64x2.add(root, f64x2.add(lost, f64x2.mul(root, p)));
    const power = i64x2.shl(i64x2.add(i64x2.shr_u(rounded, 5), i64x2.splat(1023)), 52);
    v128.store(values, f64x2.mul(value, power));
  }
  if (values < end) store<f64>(values, exp(load<f64>(values)));
}
