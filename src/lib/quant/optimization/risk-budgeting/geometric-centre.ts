import { log } from '$lib/math/elementary';
import { dot } from '$lib/math/linalg';
import { quadraticProgram } from '$lib/math/optimize';

/** A subgradient of a homogeneous measure: its product with weights bounds the measure from below everywhere. */
export type Cut = Float64Array;

/** The mixture of cuts of greatest weighted geometric mean. */
export interface Centre {
  /** Shares of the cuts, adding up to 1. */
  readonly weights: Float64Array;
  readonly gradient: Float64Array;
  /** True when the bound on the size of the answer held: the cuts alone do not bound it yet. */
  readonly limited: boolean;
}

const STEPS = 100;
const SETTLED = 1e-14;
/** Below this violation a step that does not halve it is the last. */
const ROUNDING = 1e-10;

interface Mixture {
  readonly shares: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/** Value of a mixture, a share beyond those of the cuts being that of the bound; undefined outside the logarithm's domain. */
function mixtureOf(
  cuts: readonly Cut[],
  shares: Float64Array,
  budgets: Float64Array,
  reach: number
): Mixture | undefined {
  const bound = shares[cuts.length] ?? 0;
  const gradient = new Float64Array(budgets.length).fill(bound);
  cuts.forEach((cut, k) => {
    const share = shares[k] ?? 0;
    if (share !== 0) for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] ?? 0) + share * (cut[i] ?? 0);
  });
  let value = -reach * bound;
  for (let i = 0; i < gradient.length; i++) {
    const slope = gradient[i] ?? 0;
    if (!(slope > 0)) return undefined;
    value += (budgets[i] ?? 0) * log(slope);
  }
  return { shares, gradient, value };
}

/**
 * Newton's step under the simplex: a quadratic program over the new shares. Cuts count by their relative distance from
 * the mixture, so that small differences between them are not lost beside their common size.
 */
function newtonShares(cuts: readonly Cut[], at: Mixture, budgets: Float64Array, reach: number) {
  const size = at.shares.length;
  const n = budgets.length;
  const apart = Array.from({ length: size }, (_, k) => {
    const cut = cuts[k];
    return at.gradient.map((slope, i) => (cut ? ((cut[i] ?? 0) - slope) / slope : 1 / slope));
  });
  const quadratic = new Float64Array(size * size);
  const linear = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const weighted = apart[k]?.map((value, i) => value * (budgets[i] ?? 0)) ?? at.gradient;
    for (let l = 0; l <= k; l++) {
      const product = dot(weighted, apart[l] ?? at.gradient);
      quadratic[k * size + l] = product;
      quadratic[l * size + k] = product;
    }
    for (let i = 0; i < n; i++) linear[k] = (linear[k] ?? 0) - (weighted[i] ?? 0);
    if (k === cuts.length) linear[k] = (linear[k] ?? 0) + reach;
  }
  const row = new Float64Array(size).fill(1, 0, cuts.length);
  const upper = new Float64Array(size).fill(Infinity);
  const rows = [{ coefficients: row, lower: 1, upper: 1 }];
  return quadraticProgram({ quadratic, linear, lower: new Float64Array(size), upper, rows }, { start: at.shares });
}

/**
 * Greatest violation of optimality: a cut whose product with x = b/g lies above that of the mixture, which is 1, or a
 * price of the bound on the sum of x while the sum lies below it.
 */
function violationOf(
  cuts: readonly Cut[],
  { gradient, shares }: Mixture,
  budgets: Float64Array,
  reach: number
): number {
  const x = gradient.map((slope, i) => (budgets[i] ?? 0) / slope);
  const total = x.reduce((sum, value) => sum + value, 0);
  const price = shares[cuts.length];
  let most = price === undefined ? -Infinity : Math.max(total - reach, price * Math.abs(reach - total));
  for (const cut of cuts) {
    let product = -1;
    for (let i = 0; i < x.length; i++) product += (x[i] ?? 0) * (cut[i] ?? 0);
    most = Math.max(most, product);
  }
  return most;
}

function centreOf({ shares, gradient }: Mixture, count: number): Centre {
  return { weights: shares.slice(0, count), gradient, limited: (shares[count] ?? 0) > 0 };
}

/**
 * Mixture g of cuts, with shares that add up to 1, that has the greatest sum b_i ln g_i. Where the cuts do not keep the sum
 * of x = b/g below `reach`, one more cut of ones at a price holds it there. Newton's method over exact quadratic
 * programs; undefined when it does not settle.
 */
export function barycentre(
  cuts: readonly Cut[],
  start: Float64Array,
  budgets: Float64Array,
  reach: number
): Centre | undefined {
  const free = mixtureOf(cuts, start, budgets, reach);
  const settled = free && settledMixture(cuts, free, budgets, reach);
  if (settled && sizeOf(settled, budgets) <= reach) return centreOf(settled, cuts.length);
  let held: Mixture | undefined;
  for (let bound = 1e-3; !held && bound < 1e12; bound *= 4) {
    held = mixtureOf(cuts, Float64Array.from([...start, bound]), budgets, reach);
  }
  const end = held && settledMixture(cuts, held, budgets, reach);
  return end && centreOf(end, cuts.length);
}

function sizeOf({ gradient }: Mixture, budgets: Float64Array): number {
  return gradient.reduce((sum, slope, i) => sum + (budgets[i] ?? 0) / slope, 0);
}

function settledMixture(
  cuts: readonly Cut[],
  from: Mixture,
  budgets: Float64Array,
  reach: number
): Mixture | undefined {
  let at = from;
  for (let step = 0; step < STEPS; step++) {
    const { shares, value } = at;
    const violation = violationOf(cuts, at, budgets, reach);
    if (violation <= SETTLED) return at;
    const to = newtonShares(cuts, at, budgets, reach);
    if (to.status !== 'optimal') return at;
    let next = mixtureOf(cuts, to.x, budgets, reach);
    for (let length = 0.5; !(next && next.value > value - 1e-15) && length > 1e-9; length *= 0.5) {
      const between = shares.map((share, k) => share + length * ((to.x[k] ?? 0) - share));
      next = mixtureOf(cuts, between, budgets, reach);
    }
    if (!next) return at;
    // Near the end the value no longer tells better from worse: the condition of optimality does.
    const left = violationOf(cuts, next, budgets, reach);
    if (next.value <= value + 1e-15 && left >= violation) return at;
    if (left < ROUNDING && left > 0.5 * violation) return next;
    at = next;
  }
  return undefined;
}
