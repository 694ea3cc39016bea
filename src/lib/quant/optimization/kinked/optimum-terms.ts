import { dot, symmetricProduct } from '$lib/math/linalg';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem } from '../problem';
import { COSTS } from '../program/counted-return';
import type { ProgramOptimum, Term } from '../program/portfolio-program';
import { RETURN, RISK } from '../program/ruled-program';
import type { LimitedOptimum } from './limited-optimum';
import { limitedVariance, type QuadraticLimits } from './quadratic-limits';
import type { WeightSegments } from './weight-segments';

/** Where a weight is: in a segment, or between that and the next, `share` of the way to the slopes of the next. */
interface Place {
  readonly segment: number;
  readonly share: number;
  /** What is left of the condition there, in the problem's own scale: at a bound it is the bound's multiplier. */
  readonly rest: number;
}

/** Greatest residual, relative to the greatest part of the condition, that counts as a proof. */
const PROVEN = 1e-9;
const FEASIBLE = 1e-9;

export interface Posed {
  readonly problem: OptimizationProblem;
  readonly set: FeasibleSet;
  readonly segments: WeightSegments;
  readonly limits: QuadraticLimits;
  /** Weights that the aim stays close to, where it has them. */
  readonly reference?: Float64Array;
}

/**
 * An optimum with its proof in the words of the problem: the part of each rule in the condition of every weight
 * (Karush-Kuhn-Tucker), which add up to zero. Undefined where the condition does not hold closely enough.
 */
export function provenOptimum(posed: Posed, found: LimitedOptimum): ProgramOptimum | undefined {
  const { problem, set, segments, limits, reference } = posed;
  const { tolerance, pull, own, solver } = found;
  const w = Float64Array.from(solver.w);
  const n = w.length;
  const product = symmetricProduct(problem.covariance, n, w);
  const y = solver.rowMultipliers();
  const between = 1 - pull - own;
  if (!(Math.min(pull, own, between) >= -PROVEN)) return undefined;
  const benchmark = limits.tracking?.benchmark?.pull ?? new Float64Array(n);
  const toward = reference ? symmetricProduct(problem.covariance, n, reference) : undefined;
  const force = product.map((value, j) => value - pull * (benchmark[j] ?? 0) - tolerance * (toward?.[j] ?? 0));
  // The scale of the aim: one part of its own quadratic, or where it has none one part of its return.
  const scale = own > 0 ? 1 / own : 1 / tolerance;
  if (!(scale > 0 && Number.isFinite(scale))) return undefined;
  const reduced = Float64Array.from(segments.program.owner, (j, k) => {
    let value = (force[j] ?? 0) - (toward ? 0 : tolerance * (segments.gain[k] ?? 0));
    segments.rules.forEach(({ row }, i) => (value -= (y[i] ?? 0) * (row.coefficients[k] ?? 0)));
    return value;
  });
  const unit = unitOf(problem, product, w, tolerance, toward ?? segments.gain);
  const places = placesOf(posed, w, reduced);
  const terms = new Map<Term, Float64Array>();
  const pulls = new Map<Term, number>();
  const add = (term: Term, value: (j: number, at: Place) => number): void => {
    const part = terms.get(term) ?? new Float64Array(n);
    places.forEach((at, j) => (part[j] = (part[j] ?? 0) + scale * value(j, at)));
    terms.set(term, part);
  };
  const at = (values: Float64Array, { segment, share }: Place): number =>
    (1 - share) * (values[segment] ?? 0) + (share > 0 ? share * (values[segment + 1] ?? 0) : 0);
  if (own > 0) add(RISK, (j) => own * (product[j] ?? 0) - tolerance * (toward?.[j] ?? 0));
  const raise = (term: Term, value: number): void => {
    pulls.set(term, Math.max(pulls.get(term) ?? 0, Math.abs(value)));
  };
  if (limits.tracking && pull > 0) {
    add(limits.tracking.id, (j) => pull * ((product[j] ?? 0) - (benchmark[j] ?? 0)));
    raise(limits.tracking.id, scale * pull * limits.tracking.maximum);
  }
  if (limits.volatility && between > PROVEN) {
    add(limits.volatility.id, (j) => between * (product[j] ?? 0));
    raise(limits.volatility.id, scale * between * limits.volatility.maximum);
  }
  const costs = segments.cost.some((value) => value !== 0);
  const returns = (term: Term, weight: number): void => {
    add(term, (_, place) => -weight * (at(segments.excess, place) - at(segments.shortfall, place)));
    if (costs) add(COSTS, (_, place) => weight * at(segments.cost, place));
  };
  if (!toward && tolerance > 0) returns(RETURN, tolerance);
  let complementarity = 0;
  const sums = new Map<Term, number>();
  segments.rules.forEach(({ id, row }, i) => {
    const multiplier = y[i] ?? 0;
    if (multiplier === 0) return;
    if (id === 'target-return') returns(id, multiplier);
    else add(id, (_, place) => -multiplier * at(row.coefficients, place));
    sums.set(id, (sums.get(id) ?? 0) + scale * Math.abs(multiplier));
    const slack = Math.min(
      Math.abs(dot(row.coefficients, solver.x) - row.lower),
      Math.abs(row.upper - dot(row.coefficients, solver.x))
    );
    complementarity = Math.max(complementarity, (Math.abs(multiplier) * slack) / unit);
  });
  for (const [id, value] of sums) raise(id, value);
  let residual = 0;
  places.forEach(({ rest }, j) => {
    const floor = w[j] === set.lower[j] && rest >= 0;
    const cap = w[j] === set.upper[j] && rest <= 0;
    if (!floor && !cap) {
      residual = Math.max(residual, Math.abs(rest) / unit);
      return;
    }
    if (rest === 0) return;
    const id = floor ? (set.floors[j] ?? 'long-only') : (set.caps[j] ?? 'budget');
    const part = terms.get(id) ?? new Float64Array(n);
    part[j] = (part[j] ?? 0) - scale * rest;
    terms.set(id, part);
    raise(id, scale * rest);
  });
  const missed = violation(posed, solver.x, w);
  if (!(residual <= PROVEN && missed <= FEASIBLE && complementarity <= PROVEN)) return undefined;
  return {
    status: 'optimal',
    weights: w,
    variables: w,
    objective: 0.5 * own * scale * dot(w, product) - scale * tolerance * dot(segments.gain, solver.x),
    terms,
    pull: pulls,
    certificate: { gap: complementarity, primalResidual: missed, dualResidual: residual, iterations: solver.iterations }
  };
}

/** How large parts of the condition are, were they not to cancel. */
function unitOf(
  { covariance }: OptimizationProblem,
  product: Float64Array,
  w: Float64Array,
  tolerance: number,
  gain: Float64Array
): number {
  const n = w.length;
  let mean = 0;
  for (let j = 0; j < n; j++) mean += (covariance[j * (n + 1)] ?? 0) / n;
  const size = Math.max(...w.map(Math.abs));
  return Math.max(mean * size, ...product.map(Math.abs), tolerance * Math.max(...gain.map(Math.abs))) || 1;
}

/** Between two segments the slopes that make the condition zero are a mixture of those of both. */
function placesOf({ segments }: Posed, w: Float64Array, reduced: Float64Array): Place[] {
  const { owner, from, to } = segments.program;
  const places = new Array<Place>(w.length);
  owner.forEach((j, k) => {
    const value = w[j] ?? 0;
    const first = k === 0 || owner[k - 1] !== j;
    if (!first && value < (from[k] ?? 0)) return;
    const here = reduced[k] ?? 0;
    const next = owner[k + 1] === j ? (reduced[k + 1] ?? 0) : NaN;
    const kink = value === to[k] && !Number.isNaN(next);
    if (!kink) {
      if (first || value > (from[k] ?? 0)) places[j] = { segment: k, share: 0, rest: here };
      return;
    }
    if (here >= 0) places[j] = { segment: k, share: 0, rest: here };
    else if (next <= 0) places[j] = { segment: k, share: 1, rest: next };
    else places[j] = { segment: k, share: -here / (next - here), rest: 0 };
  });
  return places;
}

function violation({ segments, problem, set, limits }: Posed, x: Float64Array, w: Float64Array): number {
  let worst = 0;
  for (const { row } of segments.rules) {
    const value = dot(row.coefficients, x);
    worst = Math.max(worst, row.lower - value, value - row.upper);
  }
  w.forEach((value, j) => (worst = Math.max(worst, (set.lower[j] ?? 0) - value, value - (set.upper[j] ?? Infinity))));
  for (const limit of [limits.volatility, limits.tracking])
    if (limit) worst = Math.max(worst, Math.sqrt(Math.max(0, limitedVariance(problem, limit, w))) - limit.maximum);
  return worst;
}
