import { dot, quadraticForm } from '$lib/math/linalg';
import {
  perSegment,
  quadraticAlong,
  SegmentedSolver,
  solutionOnLine,
  type LineEnd,
  type SolutionLine
} from '$lib/math/optimize';
import type { OptimizationProblem } from '../problem';
import {
  differenceRow,
  limitedVariance,
  varianceAlong,
  type QuadraticLimit,
  type QuadraticLimits
} from './quadratic-limits';
import type { LimitedOptimum, Sought } from './sought';
import type { WeightSegments } from './weight-segments';

/** Relative excess over a limit that is rounding. */
const ROUNDING = 1e-10;
/** How nearly tolerance times excess is the variance where a ratio is the greatest, relative. */
const BALANCED = 1e-9;

/** Optima of one problem under its quadratic limits, each search warm from the one before. */
export class LimitedSearch {
  readonly solver: SegmentedSolver | undefined;
  private readonly gain: Float64Array;
  /** The greatest gain of a segment, absolute. */
  private readonly rate: number;
  private readonly pull: Float64Array | undefined;

  constructor(
    private readonly problem: OptimizationProblem,
    private readonly segments: WeightSegments,
    private readonly limits: QuadraticLimits,
    gain: Float64Array,
    starts: readonly Float64Array[]
  ) {
    this.gain = gain;
    this.rate = gain.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    this.solver = SegmentedSolver.from(segments.program, starts);
    const { tracking } = limits;
    this.pull = tracking?.benchmark && perSegment(segments.program, tracking.benchmark.pull);
  }

  /** The optimum; undefined where there is none, or where this way does not settle. */
  optimum(sought: Sought): LimitedOptimum | undefined {
    switch (sought.kind) {
      case 'tolerance':
        return this.atTolerance(sought.tolerance);
      case 'greatest-gain':
        return this.greatestGain();
      case 'greatest-ratio':
        return this.greatestRatio(sought.constant, sought.start);
    }
  }

  private found(tolerance: number, pull: number, own: number): LimitedOptimum | undefined {
    return this.solver && { solver: this.solver, tolerance, pull, own };
  }

  private holds(limit: QuadraticLimit | undefined): boolean {
    if (!limit || !this.solver) return true;
    return limitedVariance(this.problem, limit, this.solver.w) <= limit.maximum ** 2 * (1 + ROUNDING);
  }

  private atTolerance(tolerance: number): LimitedOptimum | undefined {
    const { volatility, tracking } = this.limits;
    const base = this.gain.map((value) => -tolerance * value);
    if (!this.solver?.solve(base)) return undefined;
    if (this.holds(tracking) && this.holds(volatility)) return this.found(tolerance, 0, 1);
    const { pull } = this;
    if (tracking && pull && !this.holds(tracking)) {
      const slope = this.gain.map((value, k) => tolerance * value - (pull[k] ?? 0));
      const end = this.along(tracking, { base, slope, start: 0, high: 1 }, -1);
      if (end.status === 'found' && end.t < 1 && this.holds(volatility))
        return this.found(tolerance * (1 - end.t), end.t, 1 - end.t);
      if (end.status !== 'found') return undefined;
    }
    if (!volatility || tolerance === 0) return undefined;
    const end = this.along(volatility, { ...this.gainLine(), start: tolerance, high: tolerance }, 1);
    if (end.status !== 'found') return undefined;
    if (this.holds(tracking)) return this.found(end.t, 0, end.t / tolerance);
    const both = this.onBoth();
    return both && { ...both, own: both.tolerance / tolerance };
  }

  private greatestGain(): LimitedOptimum | undefined {
    const { volatility, tracking } = this.limits;
    if (volatility) {
      const end = this.along(volatility, { ...this.gainLine(), start: this.firstStep(volatility), high: Infinity }, 1);
      if (end.status !== 'found' && end.status !== 'below') return undefined;
      if (this.holds(tracking)) return end.status === 'below' ? this.found(end.t, 0, 1) : this.found(end.t, 0, 0);
    }
    if (tracking && this.pull) {
      const base = this.pull.map((value) => -value);
      const line = { ...this.gainLine(), base, start: this.firstStep(tracking), high: Infinity };
      const end = this.along(tracking, line, 1);
      if (end.status !== 'found' && end.status !== 'below') return undefined;
      if (end.status === 'found') return this.holds(volatility) ? this.found(end.t, 1, 0) : this.onBoth();
    }
    return this.calmestEnd();
  }

  /** The calmest of the points with most gain. */
  private calmestEnd(): LimitedOptimum | undefined {
    const never = (): readonly [number, number, number] => [-1, 0, 0];
    const line = { ...this.gainLine(), measure: never, size: 1, low: 0, high: Infinity, start: this.gainUnit() };
    const end = this.search(line);
    return end.status === 'below' && this.holds(this.limits.volatility) && this.holds(this.limits.tracking)
      ? this.found(end.t, 0, 1)
      : undefined;
  }

  private greatestRatio(constant: number, near?: number): LimitedOptimum | undefined {
    const { volatility, tracking } = this.limits;
    const unit = this.gainUnit();
    // t times the excess less the variance: below zero before the tangency, above it after.
    const end = this.search({
      ...this.gainLine(),
      measure: (t, w, d, dx) => {
        const [value, slope, square] = quadraticAlong(this.problem.covariance, w, d);
        const [excess, growth] = [this.excessOf(constant), dot(this.gain, dx)];
        return [t * excess - value, excess + t * growth - slope, growth - square];
      },
      size: unit * this.rate,
      low: 0,
      high: Infinity,
      start: near ?? unit
    });
    if (end.status !== 'found' || !(end.t > 0) || !(this.excessOf(constant) > 0) || this.isRiskless()) return undefined;
    if (!(Math.abs(this.ownOf(end.t, constant) - 1) <= BALANCED)) return undefined;
    if (this.holds(tracking) && this.holds(volatility)) return this.found(end.t, 0, 1);
    if (volatility && !this.holds(volatility)) {
      const held = this.along(volatility, { ...this.gainLine(), start: end.t, high: end.t }, 1);
      if (held.status !== 'found') return undefined;
      if (this.holds(tracking)) return this.found(held.t, 0, this.ownOf(held.t, constant));
    }
    const close = this.ratioWithin(constant, end.t);
    if (close && this.holds(volatility)) return close;
    const both = this.onBoth();
    return both && { ...both, own: this.ownOf(both.tolerance, constant) };
  }

  /** The tolerance t whose optimum within the limit on tracking error has t times its excess for its variance. */
  private ratioWithin(constant: number, start: number): LimitedOptimum | undefined {
    const { tracking } = this.limits;
    if (!tracking) return undefined;
    const inner = new LimitedSearch(
      this.problem,
      this.segments,
      { tracking },
      this.gain,
      this.solver ? [this.solver.w] : []
    );
    let [low, high, t] = [0, Infinity, start];
    for (let round = 0; round < 60; round++) {
      const at = inner.atTolerance(t);
      if (!at) return undefined;
      const { w } = at.solver;
      const excess = inner.excessOf(constant);
      const variance = quadraticForm(this.problem.covariance, w.length, w);
      if (!(excess > 0)) low = t;
      else if (Math.abs(t * excess - variance) <= 0.01 * BALANCED * variance) return at;
      else if (t * excess > variance) high = t;
      else low = t;
      const next = excess > 0 ? variance / excess : 2 * t;
      t = next > low && next < high ? next : high < Infinity ? 0.5 * (low + high) : 2 * t;
    }
    return undefined;
  }

  /** True where the variance is rounding: no ratio is the greatest then. */
  private isRiskless(): boolean {
    const { covariance } = this.problem;
    const w = this.solver?.w ?? new Float64Array(0);
    let size = 0;
    for (let j = 0; j < w.length; j++) size += (covariance[j * (w.length + 1)] ?? 0) * (w[j] ?? 0) ** 2;
    return !(quadraticForm(covariance, w.length, w) > 1e-12 * size);
  }

  private excessOf(constant: number): number {
    return this.solver ? dot(this.gain, this.solver.x) + constant : NaN;
  }

  private ownOf(tolerance: number, constant: number): number {
    const w = this.solver?.w ?? new Float64Array(0);
    return (tolerance * this.excessOf(constant)) / quadraticForm(this.problem.covariance, w.length, w);
  }

  /**
   * Both limits at once: their difference fixes the product of weights and benchmark, which is a row, and the search is
   * for the volatility alone.
   */
  private onBoth(): LimitedOptimum | undefined {
    const { volatility, tracking } = this.limits;
    if (!volatility || !tracking?.benchmark || !this.pull) return undefined;
    const { program } = this.segments;
    const { weights } = tracking.benchmark;
    const rows = [...program.rows, differenceRow(program, volatility, tracking, this.pull)];
    const segments = { ...this.segments, program: { ...program, rows } };
    const search = new LimitedSearch(this.problem, segments, { volatility }, this.gain, [weights]);
    const line = { ...this.gainLine(), start: this.firstStep(volatility), high: Infinity };
    const end = search.along(volatility, line, 1);
    const multiplier = search.solver?.rowMultipliers()[program.rows.length];
    if (end.status !== 'found' || multiplier === undefined) return undefined;
    return search.found(end.t, multiplier, 0);
  }

  private gainLine(): Pick<SolutionLine, 'base' | 'slope'> {
    return { base: new Float64Array(this.gain.length), slope: this.gain.map((value) => -value) };
  }

  private gainUnit(): number {
    const { covariance } = this.problem;
    const n = this.problem.instruments.length;
    let mean = 0;
    for (let j = 0; j < n; j++) mean += (covariance[j * (n + 1)] ?? 0) / n;
    return this.rate > 0 ? (0.1 * mean) / this.rate : 1;
  }

  private firstStep(limit: QuadraticLimit): number {
    return this.rate > 0 ? limit.maximum ** 2 / this.rate : 1;
  }

  /** Along a line to where a limit is met exactly: variance rises (1) or falls (-1) with t. */
  along(limit: QuadraticLimit, line: Pick<SolutionLine, 'base' | 'slope' | 'start' | 'high'>, side: 1 | -1): LineEnd {
    const square = limit.maximum ** 2;
    return this.search({
      ...line,
      low: 0,
      size: square,
      measure: (_, w, d) => {
        const [value, slope, bend] = varianceAlong(this.problem, limit, w, d);
        return [side * (value - square), side * slope, side * bend];
      }
    });
  }

  private search(line: SolutionLine): LineEnd {
    return this.solver ? solutionOnLine(this.solver, line) : { status: 'failed', t: 0 };
  }
}
