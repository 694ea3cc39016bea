import { rootByBrent } from '$lib/math/optimize';

/** H(z) = sum of coefficients[i] * exp(-exponents[i] * z) for z >= 0, with exponents in [0, 1] and one of them 0. */
export interface ExponentialSum {
  readonly coefficients: Float64Array;
  readonly exponents: Float64Array;
}

const NARROWEST = 1e-11;
const MAXIMUM_CELLS = 200_000;

/** Value of H at z. */
export function exponentialSumAt(h: ExponentialSum, z: number): number {
  let total = 0;
  for (let i = 0; i < h.exponents.length; i++) total += (h.coefficients[i] ?? 0) * Math.exp(-(h.exponents[i] ?? 0) * z);
  return total;
}

/**
 * Every root of H in [0, infinity), ascending. The positive and the negative terms of H and of H' are monotone each, so
 * their values at the ends of a cell bound H and H' over the whole of it: a cell is dropped when H cannot vanish, solved
 * by Brent's method when H' cannot, and halved otherwise. No root is lost; two count as one when only rounding lies between them.
 * Source: interval bisection with exclusion tests, R. E. Moore, Interval Analysis (1966), ch. 7.
 */
export function exponentialSumRoots(h: ExponentialSum): number[] {
  const limit = dominanceBound(h);
  if (limit === undefined) return [];
  const roots: number[] = [];
  const stack: [Ends, Ends][] = [[endsAt(h, 0), endsAt(h, limit)]];
  for (let cells = 0; stack.length > 0 && cells < MAXIMUM_CELLS; cells++) {
    const cell = stack.pop();
    if (!cell) break;
    const [a, b] = cell;
    // All sums fall as z grows: over the cell H lies between (plus at b - minus at a) and (plus at a - minus at b).
    if (b.plus > a.minus * (1 + 1e-15) || a.plus * (1 + 1e-15) < b.minus) continue;
    const monotone = b.slopePlus > a.slopeMinus || a.slopePlus < b.slopeMinus;
    const [low, high] = [a.plus - a.minus, b.plus - b.minus];
    if (monotone) {
      if (low * high <= 0) roots.push(crossing(h, a.z, b.z));
    } else if (b.z - a.z < NARROWEST * (1 + a.z)) {
      if (low * high <= 0 || Math.min(Math.abs(low), Math.abs(high)) < 1e-13 * (a.plus + a.minus)) roots.push(a.z);
    } else {
      const middle = endsAt(h, a.z + (b.z - a.z) / 2);
      stack.push([middle, b], [a, middle]);
    }
  }
  return separated(
    h,
    roots.sort((a, b) => a - b)
  );
}

interface Ends {
  readonly z: number;
  readonly plus: number;
  readonly minus: number;
  readonly slopePlus: number;
  readonly slopeMinus: number;
}

function endsAt(h: ExponentialSum, z: number): Ends {
  let [plus, minus, slopePlus, slopeMinus] = [0, 0, 0, 0];
  for (let i = 0; i < h.exponents.length; i++) {
    const exponent = h.exponents[i] ?? 0;
    const term = (h.coefficients[i] ?? 0) * Math.exp(-exponent * z);
    if (term > 0) {
      plus += term;
      slopePlus += exponent * term;
    } else {
      minus -= term;
      slopeMinus -= exponent * term;
    }
  }
  return { z, plus, minus, slopePlus, slopeMinus };
}

/** A z past which the term with exponent 0 outweighs all others together, so that no root lies there. */
function dominanceBound(h: ExponentialSum): number | undefined {
  let constant = 0;
  let others = 0;
  let gap = Infinity;
  for (let i = 0; i < h.exponents.length; i++) {
    const exponent = h.exponents[i] ?? 0;
    const size = Math.abs(h.coefficients[i] ?? 0);
    if (exponent === 0) constant += size;
    else {
      others += size;
      gap = Math.min(gap, exponent);
    }
  }
  if (others <= constant || constant === 0) return others === constant && constant > 0 ? 1e-9 : undefined;
  return (Math.log(others / constant) / gap) * (1 + 1e-9);
}

function crossing(h: ExponentialSum, low: number, high: number): number {
  const found = rootByBrent((z) => exponentialSumAt(h, z), low, high, { tolerance: 1e-15, maximumIterations: 300 });
  // One end is the root but for rounding.
  if (found.status === 'no-sign-change') return Math.abs(found.low) < Math.abs(found.high) ? low : high;
  return found.root;
}

/** Roots told apart: neighbours are one when nothing but rounding lies between them, as at a double root. */
function separated(h: ExponentialSum, ascending: readonly number[]): number[] {
  const kept: number[] = [];
  for (const root of ascending) {
    const last = kept.at(-1);
    if (last === undefined || !isOne(h, last, root)) kept.push(root);
  }
  return kept;
}

function isOne(h: ExponentialSum, a: number, b: number): boolean {
  const gap = b - a;
  if (gap < 10 * NARROWEST * (1 + b)) return true;
  if (gap > 1e-5 * (1 + b)) return false;
  const { plus, minus } = endsAt(h, a + gap / 2);
  return Math.abs(plus - minus) < 1e-14 * (plus + minus);
}
