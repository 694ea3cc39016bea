import { runActiveSet } from './active-set';
import { greatest, requireFinite, requirePolytope, rowValue, scaledRows } from './polytope';
import { crossedBounds } from './conflict';
import { feasibleStart } from './feasible-start';
import type { Failed, Infeasible, ParametricProblem } from './types';
import { AT_LOWER, AT_UPPER, FIXED, FREE, WorkingSet } from './working-set';
import type { ScaledProblem } from './working-set';

/** One straight piece of the path: x(s) = x + (s - t) direction for t <= s <= t + length, length infinite on the last. */
export interface PathSegment {
  readonly t: number;
  readonly length: number;
  readonly x: Float64Array;
  readonly direction: Float64Array;
}

/** How the walk ended: by itself, or because the visitor asked for it. */
export type WalkEnd = { readonly status: 'finished' | 'stopped'; readonly iterations: number } | Infeasible | Failed;

interface Event {
  length: number;
  kind: 'none' | 'fix' | 'release' | 'hold' | 'drop';
  index: number;
  upper: boolean;
}

const REGULARIZATION = 1e-6;
const ZERO_EVENTS = 24;

/**
 * Walks the solutions of min 1/2 x'Qx - t gain'x from t = 0 upwards, one segment after the other, by the parametric
 * active-set (critical line) method (Markowitz 1956; Best 1996). `visit` sees each segment and may stop the walk by
 * returning true. Where Q is singular on the free variables, 1e-9 of its mean diagonal is added to all of it.
 */
export function walkPath(problem: ParametricProblem, visit: (segment: PathSegment) => boolean): WalkEnd {
  const n = problem.gain.length;
  requirePolytope(problem, n);
  requireFinite(problem.gain, 'gain');
  if (problem.quadratic.length !== n * n) {
    throw new RangeError(`quadratic matrix has ${problem.quadratic.length} entries, expected ${n * n}`);
  }
  const crossed = crossedBounds(problem);
  if (crossed) return crossed;
  const rows = scaledRows(problem);
  const linear = new Float64Array(n);
  const start = feasibleStart({ ...problem, linear }, rows, undefined);
  if ('status' in start) return start;
  let curvature = 0;
  for (let j = 0; j < n; j++) curvature += problem.quadratic[j * n + j] / n;
  const base = { n, quadratic: problem.quadratic, lower: problem.lower, upper: problem.upper, rows };
  const plain = new PathWalk({ ...base, linear, delta: 0 }, problem.gain, start.x).run(visit);
  if (plain !== 'singular') return plain;
  const delta = REGULARIZATION * (curvature > 0 ? curvature : 1);
  const lifted = new PathWalk({ ...base, linear: new Float64Array(n), delta }, problem.gain, start.x).run(visit);
  if (lifted !== 'singular') return lifted;
  return { status: 'failed', reason: 'the quadratic matrix is not positive semidefinite', x: start.x, iterations: 0 };
}

class PathWalk {
  private readonly set: WorkingSet;
  private readonly direction: Float64Array;
  private readonly slope: Float64Array;
  private readonly reduced: Float64Array;
  private readonly scratch: Float64Array;
  private readonly gap: Float64Array;
  private readonly rowSlopes: Float64Array;
  private readonly limit: number;
  private t = 0;
  private iterations = 0;

  constructor(
    private readonly problem: ScaledProblem,
    private readonly gain: Float64Array,
    start: Float64Array
  ) {
    const { n, rows } = problem;
    this.set = new WorkingSet(problem, Float64Array.from(start));
    this.set.center.fill(0);
    this.direction = new Float64Array(n);
    this.slope = new Float64Array(n);
    this.reduced = new Float64Array(n);
    this.scratch = new Float64Array(n);
    this.gap = new Float64Array(rows.count);
    this.rowSlopes = new Float64Array(rows.count);
    this.limit = 1000 + 40 * (n + rows.count);
  }

  run(visit: (segment: PathSegment) => boolean): WalkEnd | 'singular' {
    if (!this.set.establish()) return 'singular';
    const first = this.optimum();
    if (first) return first;
    let zeroEvents = 0;
    while (this.iterations++ < this.limit) {
      const rates = this.rates();
      const event = this.nextEvent(rates);
      const still = event.length === Infinity && greatest(this.direction) * Math.max(1, this.t) <= 1e-12 * this.size();
      if (still) this.direction.fill(0);
      if (event.length > 1e-14 * this.t) {
        zeroEvents = 0;
        const x = Float64Array.from(this.set.x);
        if (visit({ t: this.t, length: event.length, x, direction: Float64Array.from(this.direction) })) {
          return { status: 'stopped', iterations: this.iterations };
        }
        if (event.length === Infinity) return { status: 'finished', iterations: this.iterations };
        this.advance(event.length);
      } else zeroEvents++;
      if (zeroEvents > ZERO_EVENTS) {
        // A knot of simultaneous events: step a little past it and let the active set untie it.
        zeroEvents = 0;
        this.shift(1e-9 * (this.t > 0 ? this.t : this.set.scale / greatest(this.gain)));
        const knot = this.optimum();
        if (knot) return knot;
      } else if (!this.apply(event)) return 'singular';
    }
    return this.failed('the walk did not end');
  }

  private failed(reason: string): Failed {
    return { status: 'failed', reason, x: Float64Array.from(this.set.x), iterations: this.iterations };
  }

  private size(): number {
    return Math.max(greatest(this.set.x), Number.MIN_VALUE);
  }

  /** Solves for the present t from the present point; undefined when it succeeds. */
  private optimum(): Failed | 'singular' | undefined {
    const run = runActiveSet(this.set, this.limit);
    this.iterations += run.iterations;
    if (run.end === 'optimal') return undefined;
    return run.end === 'singular' ? 'singular' : this.failed(`the active set ended ${run.end}`);
  }

  private shift(length: number): void {
    this.t += length;
    for (let j = 0; j < this.gain.length; j++) this.problem.linear[j] = -this.t * this.gain[j];
    this.set.refresh();
  }

  /** Moves along the direction to the event and polishes the point on the present working set. */
  private advance(length: number): void {
    const { set, direction } = this;
    for (let i = 0; i < set.factor.size; i++) set.x[set.factor.free[i]] += length * direction[set.factor.free[i]];
    this.shift(length);
  }

  /** Derivatives with respect to t of the multipliers held, after those of x and of the reduced gradient are filled in. */
  private rates(): Float64Array {
    const { set, scratch, direction, slope, reduced, gap } = this;
    const { n, quadratic, delta, rows } = this.problem;
    for (let j = 0; j < n; j++) scratch[j] = -this.gain[j];
    gap.fill(0);
    direction.fill(0);
    for (;;) {
      const dependent = set.factor.solve(scratch, gap, direction);
      if (dependent < 0) break;
      set.drop(dependent);
    }
    const rates = set.factor.multipliers.slice(0, set.factor.held.length);
    if (this.isStill(rates)) direction.fill(0);
    slope.set(scratch);
    for (let i = 0; i < set.factor.size; i++) {
      const j = set.factor.free[i];
      const d = direction[j];
      slope[j] += delta * d;
      for (let c = 0, row = j * n; c < n; c++) slope[c] += quadratic[row + c] * d;
    }
    set.factor.held.forEach((row, w) => {
      const a = rows.coefficients[row];
      for (let j = 0; j < n; j++) slope[j] -= rates[w] * a[j];
    });
    for (let i = 0; i < rows.count; i++) this.rowSlopes[i] = rowValue(rows.coefficients[i], direction);
    // The multipliers of the point itself; the step that comes with them mends what rounding did to x.
    set.gaps(gap);
    set.factor.solve(set.gradient, gap, scratch);
    const { lower, upper } = this.problem;
    for (let i = 0; i < set.factor.size; i++) {
      const j = set.factor.free[i];
      set.x[j] = Math.min(upper[j], Math.max(lower[j], set.x[j] + scratch[j]));
    }
    set.reducedGradient(set.factor.multipliers, reduced);
    return rates;
  }

  /** True when the rows held leave nothing of the gain over the free variables: a direction would be rounding alone. */
  private isStill(rates: Float64Array): boolean {
    const { factor } = this.set;
    if (factor.size === factor.held.length) return true;
    let left = 0;
    let unit = 0;
    for (let i = 0; i < factor.size; i++) {
      const j = factor.free[i];
      let pull = 0;
      for (let w = 0; w < rates.length; w++) pull += rates[w] * this.problem.rows.coefficients[factor.held[w]][j];
      left = Math.max(left, Math.abs(this.gain[j] + pull));
      unit = Math.max(unit, Math.abs(this.gain[j]), Math.abs(pull));
    }
    return left <= 1e-11 * unit;
  }

  /** The first change of the working set as t grows. */
  private nextEvent(rates: Float64Array): Event {
    const { set, direction, slope, reduced } = this;
    const { lower, upper, rows } = this.problem;
    const event: Event = { length: Infinity, kind: 'none', index: -1, upper: false };
    const offer = (room: number, rate: number, kind: Event['kind'], index: number, up: boolean): void => {
      const length = Math.max(0, room / rate);
      if (length < event.length) Object.assign(event, { length, kind, index, upper: up });
    };
    const still = 1e-11 * greatest(direction);
    for (let i = 0; i < set.factor.size; i++) {
      const j = set.factor.free[i];
      const d = direction[j];
      if (d < -still) offer(set.x[j] - lower[j], -d, 'fix', i, false);
      else if (d > still) offer(upper[j] - set.x[j], d, 'fix', i, true);
    }
    const flat = 1e-13 * Math.max(greatest(this.gain), greatest(slope));
    for (let j = 0; j < slope.length; j++) {
      const status = set.status[j];
      if (status === FREE || status === FIXED) continue;
      if (status === AT_LOWER && slope[j] < -flat) offer(reduced[j], -slope[j], 'release', j, false);
      else if (status === AT_UPPER && slope[j] > flat) offer(-reduced[j], slope[j], 'release', j, true);
    }
    for (let i = 0; i < rows.count; i++) {
      const change = this.rowSlopes[i];
      if (set.side[i] !== 0 || Math.abs(change) <= still) continue;
      if (change < 0) offer(set.values[i] - rows.lower[i], -change, 'hold', i, false);
      else offer(rows.upper[i] - set.values[i], change, 'hold', i, true);
    }
    for (let w = 0; w < rates.length; w++) {
      const side = set.side[set.factor.held[w]];
      const y = set.factor.multipliers[w];
      if (side === -1 && rates[w] < -flat) offer(y, -rates[w], 'drop', w, false);
      else if (side === 1 && rates[w] > flat) offer(-y, rates[w], 'drop', w, true);
    }
    return event;
  }

  private apply(event: Event): boolean {
    const { set } = this;
    if (event.kind === 'fix') set.fix(event.index, event.upper ? AT_UPPER : AT_LOWER);
    else if (event.kind === 'release') return set.release(event.index);
    else if (event.kind === 'hold') set.hold(event.index, event.upper ? 1 : -1);
    else if (event.kind === 'drop') set.drop(event.index);
    return true;
  }
}
