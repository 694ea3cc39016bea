/** Outcome of a root search; `low` and `high` of a missing sign change are the values of f at the two ends. */
export type RootResult =
  | { readonly status: 'found'; readonly root: number; readonly iterations: number }
  | { readonly status: 'no-sign-change'; readonly low: number; readonly high: number }
  | { readonly status: 'failed'; readonly root: number; readonly iterations: number };

/** `tolerance` is the absolute width of the last bracket (1e-14 when left out). */
export interface RootOptions {
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

/**
 * Root of f between low and high by bisection, secant and inverse quadratic steps (Brent 1973, chapter 4).
 * f must be continuous with opposite signs at the ends. A NaN from f ends the search as failed.
 * Throws RangeError unless low < high, both finite.
 */
export function rootByBrent(
  f: (x: number) => number,
  low: number,
  high: number,
  { tolerance = 1e-14, maximumIterations = 200 }: RootOptions = {}
): RootResult {
  if (!(low < high) || !Number.isFinite(low) || !Number.isFinite(high)) {
    throw new RangeError(`bracket [${low}, ${high}] is not a finite interval`);
  }
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return { status: 'found', root: a, iterations: 0 };
  if (fb === 0) return { status: 'found', root: b, iterations: 0 };
  if (!(fa * fb < 0)) return { status: 'no-sign-change', low: fa, high: fb };
  let c = a;
  let fc = fa;
  let step = b - a;
  let before = step;
  for (let k = 1; k <= maximumIterations; k++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const width = 2 * Number.EPSILON * Math.abs(b) + 0.5 * tolerance;
    const half = 0.5 * (c - b);
    if (Math.abs(half) <= width || fb === 0) return { status: 'found', root: b, iterations: k };
    const trial = interpolatedStep(a, b, c, fa, fb, fc, half);
    if (Math.abs(before) < width || Math.abs(fa) <= Math.abs(fb) || !acceptable(trial, before, half, width)) {
      step = half;
      before = half;
    } else {
      before = step;
      step = trial;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > width ? step : Math.sign(half) * width;
    fb = f(b);
    if (Number.isNaN(fb)) return { status: 'failed', root: b, iterations: k };
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      before = step;
    }
  }
  return { status: 'failed', root: b, iterations: maximumIterations };
}

/** The step from b to the secant's root, or to the inverse parabola's through three different points. */
function interpolatedStep(a: number, b: number, c: number, fa: number, fb: number, fc: number, half: number): number {
  const s = fb / fa;
  if (a === c) return (2 * half * s) / (s - 1);
  const q = fa / fc;
  const r = fb / fc;
  return (-s * (2 * half * q * (q - r) - (b - a) * (r - 1))) / ((q - 1) * (r - 1) * (s - 1));
}

/** A step is taken when it stays well inside the bracket and shrinks faster than bisection did two steps ago. */
function acceptable(step: number, before: number, half: number, width: number): boolean {
  const sameWay = step * half > 0 || step === 0;
  return sameWay && Math.abs(step) < 1.5 * Math.abs(half) - 0.5 * width && Math.abs(step) < 0.5 * Math.abs(before);
}

/**
 * Cells of an even grid of `steps` cells over [low, high] at whose ends f has opposite signs; a grid point where f
 * is zero gives a cell of no width. NaN values of f are passed over. Throws RangeError unless steps >= 1.
 */
export function signChanges(
  f: (x: number) => number,
  low: number,
  high: number,
  steps: number
): { readonly low: number; readonly high: number }[] {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`${steps} is not a positive number of steps`);
  const found: { low: number; high: number }[] = [];
  let lastX = NaN;
  let lastF = NaN;
  for (let k = 0; k <= steps; k++) {
    const x = k === steps ? high : low + ((high - low) * k) / steps;
    const value = f(x);
    if (value === 0) found.push({ low: x, high: x });
    else if (lastF * value < 0) found.push({ low: lastX, high: x });
    lastX = x;
    lastF = value;
  }
  return found;
}

/**
 * Least value of a unimodal f on [low, high] by golden section and parabolas (Brent 1973, chapter 5).
 * `tolerance` is relative to x; it cannot usefully be below 1e-8. Throws RangeError unless low < high.
 */
export function minimumByBrent(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance = 1e-8
): { readonly x: number; readonly value: number; readonly iterations: number } {
  if (!(low < high)) throw new RangeError(`[${low}, ${high}] is not an interval`);
  const golden = 0.3819660112501051;
  let [a, b] = [low, high];
  let x = a + golden * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let step = 0;
  let before = 0;
  let k = 0;
  for (; k < 200; k++) {
    const middle = 0.5 * (a + b);
    const width = tolerance * Math.abs(x) + 1e-15 * (high - low);
    if (Math.abs(x - middle) <= 2 * width - 0.5 * (b - a)) break;
    const r = (x - w) * (fx - fv);
    const q = (x - v) * (fx - fw);
    const denominator = 2 * (q - r);
    const parabola = ((x - w) * r - (x - v) * q) / denominator;
    const inside = x + parabola > a + 2 * width && x + parabola < b - 2 * width;
    if (Math.abs(before) > width && denominator !== 0 && inside && Math.abs(parabola) < 0.5 * Math.abs(before)) {
      before = step;
      step = parabola;
    } else {
      before = x < middle ? b - x : a - x;
      step = golden * before;
    }
    const u = x + (Math.abs(step) >= width ? step : step > 0 ? width : -width);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return { x, value: fx, iterations: k };
}
