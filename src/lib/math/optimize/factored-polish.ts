import { choleskyFactor, choleskySolve, dot } from '$lib/math/linalg';
import { FactorCurvature } from './curvature';
import { curvatureUnit } from './optimality';
import { greatest, rowValue } from './polytope';
import type { ScaledRows } from './polytope';

/** A convex program in factor form with scaled rows, and what multiplies by its Q. */
export interface FactorForm {
  readonly factors: Float64Array;
  readonly specific: Float64Array;
  readonly linear: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rows: ScaledRows;
  readonly curvature: FactorCurvature;
}

/** A point with the multipliers of the scaled rows. */
export interface PricedPoint {
  readonly x: Float64Array;
  readonly rowMultipliers: Float64Array;
}

const ROUNDS = 15;
const SLIGHT = 1e-11;

/** What is held at its bound: -1 lower, 1 upper, 2 equal, 0 free; variables first, rows after them. */
function guessed(form: FactorForm, { x, rowMultipliers }: PricedPoint, unit: number): Int8Array {
  const { lower, upper, rows } = form;
  const n = x.length;
  const held = new Int8Array(n + rows.count);
  const rest = gradient(form, x, rowMultipliers);
  for (let j = 0; j < n; j++) {
    const price = rest[j] / unit;
    if (lower[j] === upper[j]) held[j] = 2;
    else if (price > x[j] - lower[j]) held[j] = -1;
    else if (-price > upper[j] - x[j]) held[j] = 1;
  }
  for (let i = 0; i < rows.count; i++) {
    const value = rowValue(rows.coefficients[i], x);
    const price = rowMultipliers[i] / unit;
    if (rows.lower[i] === rows.upper[i]) held[n + i] = 2;
    else if (price > value - rows.lower[i]) held[n + i] = -1;
    else if (-price > rows.upper[i] - value) held[n + i] = 1;
  }
  return held;
}

/** Qx + c - A'y. */
function gradient(form: FactorForm, x: Float64Array, rowMultipliers: Float64Array): Float64Array {
  const { curvature, linear, rows } = form;
  const out = curvature.product(x);
  for (let j = 0; j < out.length; j++) out[j] += linear[j];
  for (let i = 0; i < rows.count; i++) {
    const y = rowMultipliers[i];
    if (y !== 0) rows.coefficients[i].forEach((a, j) => (out[j] -= y * a));
  }
  return out;
}

/**
 * The exact point on the constraints that a nearby point suggests, by solving for the free variables and the held rows
 * and putting right what then is on the wrong side, for a few rounds; undefined when that does not settle.
 */
export function polishedPoint(form: FactorForm, near: PricedPoint): PricedPoint | undefined {
  const { lower, upper, rows } = form;
  const n = near.x.length;
  const unit = Math.max(curvatureUnit(form.curvature, near.x), greatest(form.linear), Number.MIN_VALUE);
  const held = guessed(form, near, unit);
  const x = near.x.slice();
  const y = near.rowMultipliers.slice();
  for (let round = 0; round < ROUNDS; round++) {
    for (let j = 0; j < n; j++) if (held[j] !== 0) x[j] = held[j] === 1 ? upper[j] : lower[j];
    for (let i = 0; i < rows.count; i++) if (held[n + i] === 0) y[i] = 0;
    if (!solveHeld(form, held, x, y)) return undefined;
    const rest = gradient(form, x, y);
    let wrong = 0;
    for (let j = 0; j < n; j++) {
      const now = corrected(held[j], rest[j] / unit, x[j], lower[j], upper[j]);
      wrong += Number(now !== held[j]);
      held[j] = now;
    }
    for (let i = 0; i < rows.count; i++) {
      const value = rowValue(rows.coefficients[i], x);
      const now = corrected(held[n + i], y[i] / unit, value, rows.lower[i], rows.upper[i]);
      wrong += Number(now !== held[n + i]);
      held[n + i] = now;
    }
    if (wrong === 0) return { x: x.map((v, j) => Math.min(upper[j], Math.max(lower[j], v))), rowMultipliers: y };
  }
  return undefined;
}

/** Where a constraint should be held, by the sign of its price when held and by its value when not. */
function corrected(held: number, price: number, value: number, lower: number, upper: number): number {
  if (held === 2) return 2;
  if (held === 0) {
    const slight = SLIGHT * Math.max(1, Math.abs(value));
    return value < lower - slight ? -1 : value > upper + slight ? 1 : 0;
  }
  return held * price > SLIGHT ? 0 : held;
}

/** Moves the free variables and the held rows' multipliers to where Qx + c = A'y there and the rows lie on their sides. */
function solveHeld(form: FactorForm, held: Int8Array, x: Float64Array, y: Float64Array): boolean {
  const { factors, specific, rows } = form;
  const n = x.length;
  const columns = n === 0 ? 0 : factors.length / n;
  const free = Array.from({ length: n }, (_, j) => j).filter((j) => held[j] === 0);
  const kept = Array.from({ length: rows.count }, (_, i) => i).filter((i) => held[n + i] !== 0);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(free, (j) => values[j]);
  const part = new Float64Array(free.length * columns);
  free.forEach((j, a) => part.set(factors.subarray(j * columns, (j + 1) * columns), a * columns));
  const curvature = new FactorCurvature(part, pick(specific));
  const solve = curvature.factored(1, new Float64Array(free.length), []);
  if (!solve) return false;
  const normals = kept.map((i) => pick(rows.coefficients[i]));
  const solved = normals.map(solve);
  const m = kept.length;
  const schur = Float64Array.from({ length: m * m }, (_, k) => dot(normals[Math.floor(k / m)], solved[k % m]));
  const outer = choleskyFactor(schur, m);
  if (outer.status !== 'ok') return false;
  for (let pass = 0; pass < 2; pass++) {
    const base = solve(pick(gradient(form, x, y)).map((value) => -value));
    const gaps = kept.map((i, a) => {
      const side = held[n + i] === 1 ? rows.upper[i] : rows.lower[i];
      return side - rowValue(rows.coefficients[i], x) - dot(normals[a], base);
    });
    const change = choleskySolve(outer.factor, m, gaps);
    kept.forEach((i, a) => (y[i] += change[a]));
    free.forEach((j, f) => {
      let move = base[f];
      for (let a = 0; a < m; a++) move += solved[a][f] * change[a];
      x[j] += move;
    });
  }
  return x.every(Number.isFinite);
}
