import { dot, symmetricProduct } from '$lib/math/linalg';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem } from '../problem';
import { COSTS } from '../program/counted-return';
import type { ProgramOptimum, Term } from '../program/portfolio-program';
import { RETURN, RISK } from '../program/ruled-program';
import type { LimitedOptimum } from './sought';
import { limitedVariance, type QuadraticLimit, type QuadraticLimits } from './quadratic-limits';
import type { WeightSegments } from './weight-segments';

/** A problem with its segments and its limits on variances. */
export interface Posed {
  readonly problem: OptimizationProblem;
  readonly set: FeasibleSet;
  readonly segments: WeightSegments;
  readonly limits: QuadraticLimits;
  /** Weights that the aim stays close to, where it has them. */
  readonly reference?: Float64Array;
}

/** Where a weight is: in a segment, or between that and the next, `share` of the way to the slopes of the next. */
interface Place {
  readonly segment: number;
  readonly share: number;
  /** What is left of the condition there: at a bound it is the bound's multiplier, elsewhere a residual. */
  readonly rest: number;
}

/** Residuals and complementarity, relative to the unit of the condition, and violations that count as a proof. */
const PROVEN = 1e-9;
/** Parts of the unit that are rounding. */
const ROUNDING = 1e-14;

/**
 * An optimum with its proof in the words of the problem: the part of each rule in the condition of every weight
 * (Karush-Kuhn-Tucker), which add up to zero. Undefined where the condition does not hold closely enough.
 */
export function provenOptimum(posed: Posed, found: LimitedOptimum): ProgramOptimum | undefined {
  const { tolerance, pull, own, solver } = found;
  // The scale of the aim: one part of its own quadratic, or where it has none one part of its return.
  const scale = own > 0 ? 1 / own : 1 / tolerance;
  const volatile = 1 - pull - own;
  if (!(Math.min(pull, own, volatile) >= -PROVEN && scale > 0 && scale < Infinity)) return undefined;
  const condition = new Condition(posed, found, scale);
  condition.addLimits(volatile);
  condition.addRules();
  const dualResidual = condition.addBounds();
  const primalResidual = violation(posed, solver.x, condition.w);
  const gap = condition.complementarity;
  if (!(Math.max(dualResidual, primalResidual, gap) <= PROVEN)) return undefined;
  const { w, product, terms, pulls } = condition;
  return {
    status: 'optimal',
    weights: w,
    variables: w,
    objective: 0.5 * own * scale * dot(w, product) - scale * tolerance * dot(posed.segments.gain, solver.x),
    terms,
    pull: pulls,
    certificate: { gap, primalResidual, dualResidual, iterations: solver.iterations }
  };
}

/** The stationarity of the weights, gathered under the rule that each part belongs to. */
class Condition {
  readonly terms = new Map<Term, Float64Array>();
  readonly pulls = new Map<Term, number>();
  readonly w: Float64Array;
  /** The covariance times the weights. */
  readonly product: Float64Array;
  complementarity = 0;
  private readonly multipliers: Float64Array;
  private readonly toward: Float64Array | undefined;
  private readonly unit: number;
  private readonly places: readonly Place[];

  constructor(
    private readonly posed: Posed,
    private readonly found: LimitedOptimum,
    private readonly scale: number
  ) {
    const { problem, reference, segments, limits } = posed;
    const { solver, pull, tolerance } = found;
    this.w = Float64Array.from(solver.w);
    const n = this.w.length;
    this.product = symmetricProduct(problem.covariance, n, this.w);
    this.toward = reference && symmetricProduct(problem.covariance, n, reference);
    this.unit = this.unitOf();
    this.multipliers = solver.rowMultipliers().map((y) => (Math.abs(y) > ROUNDING * this.unit ? y : 0));
    const benchmark = limits.tracking?.benchmark?.pull;
    const force = this.product.map(
      (value, j) => value - pull * (benchmark?.[j] ?? 0) - tolerance * (this.toward?.[j] ?? 0)
    );
    const reduced = Float64Array.from(
      segments.program.owner,
      (j, k) => (force[j] ?? 0) - (this.toward ? 0 : tolerance * (segments.gain[k] ?? 0))
    );
    segments.rules.forEach(({ row }, i) => {
      const y = this.multipliers[i] ?? 0;
      if (y !== 0) row.coefficients.forEach((value, k) => (reduced[k] = (reduced[k] ?? 0) - y * value));
    });
    this.places = placesOf(posed, this.w, reduced);
  }

  /** How large parts of the condition are, were they not to cancel. */
  private unitOf(): number {
    const { w, product, toward, found, posed } = this;
    const { covariance } = posed.problem;
    const n = w.length;
    let mean = 0;
    for (let j = 0; j < n; j++) mean += (covariance[j * (n + 1)] ?? 0) / n;
    const most = (values: Float64Array): number => values.reduce((one, value) => Math.max(one, Math.abs(value)), 0);
    return Math.max(mean * most(w), most(product), found.tolerance * most(toward ?? posed.segments.gain)) || 1;
  }

  private add(term: Term, value: (j: number, at: Place) => number): void {
    const part = this.terms.get(term) ?? new Float64Array(this.w.length);
    this.places.forEach((at, j) => {
      const more = value(j, at);
      if (Math.abs(more) > ROUNDING * this.unit) part[j] = (part[j] ?? 0) + this.scale * more;
    });
    this.terms.set(term, part);
  }

  private raise(term: Term, value: number): void {
    this.pulls.set(term, Math.max(this.pulls.get(term) ?? 0, this.scale * Math.abs(value)));
  }

  private addReturn(term: Term, weight: number): void {
    const { excess, shortfall, cost } = this.posed.segments;
    this.add(term, (_, place) => -weight * (slopeAt(excess, place) - slopeAt(shortfall, place)));
    if (cost.some((value) => value !== 0)) this.add(COSTS, (_, place) => weight * slopeAt(cost, place));
  }

  /** The aim, and the limits on variances; `volatile` is the part of the quadratic that is the volatility's. */
  addLimits(volatile: number): void {
    const { product, toward } = this;
    const { tolerance, pull, own } = this.found;
    const { tracking, volatility } = this.posed.limits;
    if (own > 0) this.add(RISK, (j) => own * (product[j] ?? 0) - tolerance * (toward?.[j] ?? 0));
    if (!toward && tolerance > 0) this.addReturn(RETURN, tolerance);
    if (tracking && pull > 0) {
      const benchmark = tracking.benchmark?.pull;
      this.add(tracking.id, (j) => pull * ((product[j] ?? 0) - (benchmark?.[j] ?? 0)));
      this.raise(tracking.id, pull * tracking.maximum);
      this.addSlack(tracking, pull);
    }
    if (volatility && volatile > PROVEN) {
      this.add(volatility.id, (j) => volatile * (product[j] ?? 0));
      this.raise(volatility.id, volatile * volatility.maximum);
      this.addSlack(volatility, volatile);
    }
  }

  private addSlack(limit: QuadraticLimit, part: number): void {
    const variance = limitedVariance(this.posed.problem, limit, this.w);
    const slack = Math.abs(variance / limit.maximum ** 2 - 1);
    this.complementarity = Math.max(this.complementarity, part * slack);
  }

  /** The rows; two of one rule pull together. */
  addRules(): void {
    const sums = new Map<Term, number>();
    this.posed.segments.rules.forEach(({ id, row }, i) => {
      const y = this.multipliers[i] ?? 0;
      if (y === 0) return;
      if (id === 'target-return') this.addReturn(id, y);
      else this.add(id, (_, place) => -y * slopeAt(row.coefficients, place));
      sums.set(id, (sums.get(id) ?? 0) + Math.abs(y));
      // A multiplier of the wrong sign belongs to a side on which the row does not rest.
      const value = dot(row.coefficients, this.found.solver.x);
      const slack = Math.abs(y > 0 ? value - row.lower : row.upper - value);
      this.complementarity = Math.max(this.complementarity, (Math.abs(y) * slack) / this.unit);
    });
    for (const [id, value] of sums) this.raise(id, value);
  }

  /** The bounds, and the greatest residual of weights that rest on none. */
  addBounds(): number {
    const { set } = this.posed;
    let residual = 0;
    this.places.forEach(({ rest }, j) => {
      const floor = this.w[j] === set.lower[j] && rest >= 0;
      const cap = this.w[j] === set.upper[j] && rest <= 0;
      if (!floor && !cap) residual = Math.max(residual, Math.abs(rest) / this.unit);
      if ((!floor && !cap) || Math.abs(rest) <= ROUNDING * this.unit) return;
      const id = floor ? (set.floors[j] ?? 'long-only') : (set.caps[j] ?? 'budget');
      const part = this.terms.get(id) ?? new Float64Array(this.w.length);
      part[j] = (part[j] ?? 0) - this.scale * rest;
      this.terms.set(id, part);
      this.raise(id, rest);
    });
    return residual;
  }
}

function slopeAt(values: Float64Array, { segment, share }: Place): number {
  const here = values[segment] ?? 0;
  return share > 0 ? (1 - share) * here + share * (values[segment + 1] ?? 0) : here;
}

/** Between two segments the slopes that make the condition zero are a mixture of those of both. */
function placesOf({ segments }: Posed, w: Float64Array, reduced: Float64Array): Place[] {
  const { owner, from, to } = segments.program;
  const places = new Array<Place>(w.length);
  owner.forEach((j, k) => {
    const value = w[j] ?? 0;
    const start = from[k] ?? 0;
    const first = k === 0 || owner[k - 1] !== j;
    if (!first && value <= start) return;
    const here = reduced[k] ?? 0;
    const next = owner[k + 1] === j && value === to[k] ? (reduced[k + 1] ?? 0) : undefined;
    if (next === undefined || here >= 0) places[j] = { segment: k, share: 0, rest: here };
    else if (next <= 0) places[j] = { segment: k, share: 1, rest: next };
    else places[j] = { segment: k, share: -here / (next - here), rest: 0 };
  });
  return places;
}

/** Greatest violation of a rule, a bound or a limit. */
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
