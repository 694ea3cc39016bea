import { insideDualExponential, insideExponential } from './exponential-barrier';
import { addSymmetricProduct, greatest } from './newton-system';
import { addProduct, addTransposedProduct } from './sparse-columns';
import type { SparseColumns } from './sparse-columns';
import type { Cone, ConicOptimum, ConicProblem } from './types';

/** The problem with P as its upper triangle. */
export interface ConicData extends ConicProblem {
  readonly upper: SparseColumns | undefined;
}

/** A point as the solver left it, in the units of the problem. */
export interface ConicCandidate {
  readonly x: Float64Array;
  readonly slack: Float64Array;
  readonly dual: Float64Array;
}

/** Residuals and gap at or below this prove an answer. */
export const PROVEN = 1e-8;
/** Parts of the size of the terms below which a gap or residual is measured against the terms instead. */
const OBJECTIVE_FLOOR = 1e-5;
const RIGHT_FLOOR = 1e-3;
const DUAL_FLOOR = 1e-3;

/** The candidate with residuals and gap worked out from the problem's own data; slacks and duals are put in their cones. */
export function certifiedOptimum(problem: ConicData, candidate: ConicCandidate, iterations: number): ConicOptimum {
  const { linear, right, cones, constraints, upper } = problem;
  const { x } = candidate;
  const slack = insideCones(candidate.slack, cones, false);
  // Where there is nothing to minimise, nothing has a price.
  const free = !upper && greatest(linear) === 0;
  const dual = free ? new Float64Array(right.length) : insideCones(candidate.dual, cones, true);
  const px = new Float64Array(x.length);
  if (upper) addSymmetricProduct(upper, x, 1, px);
  const curvature = dot(px, x);
  const objective = 0.5 * curvature + dot(linear, x);
  const dualObjective = -0.5 * curvature - dot(right, dual);
  const primal = slack.map((value, i) => value - right[i]);
  addProduct(constraints, x, 1, primal);
  const gz = new Float64Array(x.length);
  addTransposedProduct(constraints, dual, 1, gz);
  const rest = gz.map((value, j) => value + px[j] + linear[j]);
  const size = greatest(x);
  const terms = Math.max(sizeOfTerms(linear, x), sizeOfTerms(right, dual), upper ? diagonalTerms(upper, x) : 0);
  const scale = Math.max(greatest(linear) * size, terms);
  const unit = Math.max(
    Math.abs(objective),
    Math.abs(dualObjective),
    OBJECTIVE_FLOOR * terms,
    OBJECTIVE_FLOOR * OBJECTIVE_FLOOR * scale
  );
  const primalUnit = Math.max(greatest(right), greatest(slack), RIGHT_FLOOR);
  const small = DUAL_FLOOR * Math.max(greatest(dual), upper ? greatestTerm(upper, x) : 0);
  const dualUnit = Math.max(greatest(linear), greatest(px), greatest(gz), small);
  return {
    status: 'optimal',
    x,
    slack,
    dual,
    objective,
    dualObjective,
    // What the residuals may hide counts as well: their products with x and z are errors of the two objectives.
    gap: relative(Math.abs(objective - dualObjective) + sizeOfTerms(dual, primal) + sizeOfTerms(x, rest), unit),
    primalResidual: greatest(primal) / primalUnit,
    dualResidual: relative(greatest(rest), dualUnit),
    iterations
  };
}

/** True when residuals and gap are small enough to call the point optimal. */
export function isProven({ gap, primalResidual, dualResidual }: ConicOptimum): boolean {
  return gap <= PROVEN && primalResidual <= PROVEN && dualResidual <= PROVEN;
}

/** z scaled to h'z = -1, and the greatest |G'z|; undefined where h'z is not negative or z not in the dual cone. */
export function farkasDual(problem: ConicData, z: Float64Array): { dual: Float64Array; residual: number } | undefined {
  const inside = insideCones(z, problem.cones, true);
  const value = dot(problem.right, inside);
  if (!(value < 0) || !isClose(inside, z)) return undefined;
  const dual = inside.map((v) => v / -value);
  const gz = new Float64Array(problem.linear.length);
  addTransposedProduct(problem.constraints, dual, 1, gz);
  return { dual, residual: greatest(gz) };
}

/** x scaled to c'x = -1, and the greatest error in Px = 0 and in -Gx lying in the cone next to s. */
export function descentDirection(
  problem: ConicData,
  x: Float64Array,
  s: Float64Array
): { direction: Float64Array; residual: number } | undefined {
  const value = dot(problem.linear, x);
  const inside = insideCones(s, problem.cones, false);
  if (!(value < 0) || !isClose(inside, s)) return undefined;
  const direction = x.map((v) => v / -value);
  const rest = inside.map((v) => v / -value);
  addProduct(problem.constraints, direction, 1, rest);
  const px = new Float64Array(x.length);
  if (problem.upper) addSymmetricProduct(problem.upper, direction, 1, px);
  return { direction, residual: Math.max(greatest(rest), greatest(px)) };
}

/** v with rows of the wrong sign, equality slacks and points just outside their cones put right. */
function insideCones(v: Float64Array, cones: readonly Cone[], dual: boolean): Float64Array {
  const out = Float64Array.from(v);
  let offset = 0;
  for (const { kind, size } of cones) {
    const end = offset + size;
    if (kind === 'zero' && !dual) out.fill(0, offset, end);
    else if (kind === 'nonnegative') for (let i = offset; i < end; i++) out[i] = Math.max(0, out[i]);
    else if (kind === 'second-order') {
      let tail = 0;
      for (let i = offset + 1; i < end; i++) tail += out[i] * out[i];
      out[offset] = Math.max(out[offset], Math.sqrt(tail));
    } else if (kind === 'exponential') {
      const [a, b, c] = out.subarray(offset, end);
      // An outside point of this cone is not the solver's: NaN keeps it from passing for a proof.
      const inside = dual ? insideDualExponential(a, b, c) : insideExponential(a, b, c);
      if (!inside) out.fill(NaN, offset, end);
    }
    offset = end;
  }
  return out;
}

function isClose(a: Float64Array, b: Float64Array): boolean {
  const limit = 1e-9 * greatest(b);
  for (let i = 0; i < a.length; i++) if (!(Math.abs(a[i] - b[i]) <= limit)) return false;
  return true;
}

function relative(value: number, unit: number): number {
  return value === 0 ? 0 : value / unit;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}

function sizeOfTerms(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += Math.abs(a[i] * b[i]);
  return total;
}

/** Sum of P_jj x_j^2. */
function diagonalTerms({ columns, starts, indices, values }: SparseColumns, x: Float64Array): number {
  let total = 0;
  for (let j = 0; j < columns; j++) {
    for (let k = starts[j]; k < starts[j + 1]; k++) if (indices[k] === j) total += Math.abs(values[k]) * x[j] * x[j];
  }
  return total;
}

/** Greatest |P_ij x_j|. */
function greatestTerm({ columns, starts, indices, values }: SparseColumns, x: Float64Array): number {
  let most = 0;
  for (let j = 0; j < columns; j++) {
    for (let k = starts[j]; k < starts[j + 1]; k++) {
      most = Math.max(most, Math.abs(values[k]) * Math.max(Math.abs(x[j]), Math.abs(x[indices[k]])));
    }
  }
  return most;
}
