import { dot } from '$lib/math/linalg';
import { solutionOnLine, type SegmentedSolver } from '$lib/math/optimize';
import { feasibleSet, portfolioPoint } from '../feasible-set';
import type { OptimizationProblem, PortfolioPoint } from '../problem';
import { LimitedSearch, type LimitedOptimum } from './limited-optimum';
import { posedKinked, startsOf } from './kinked-portfolio';
import { provenOptimum, type Posed } from './optimum-terms';
import { varianceAlong } from './quadratic-limits';

/** Points of a frontier that were found one after the other, even in counted return, ascending. */
export interface SampledFrontier {
  readonly points: readonly PortfolioPoint[];
  readonly minimumVariance: PortfolioPoint;
  readonly maximumSharpe?: PortfolioPoint;
}

/** Differences of return, relative to the greatest, that are rounding. */
const CLOSE = 1e-12;
const NEWTON_ROUNDS = 12;

/**
 * The efficient frontier at evenly spaced returns under rules that are piecewise linear or limits on variances: each point
 * is an exact optimum, found warm from the one before. Undefined where the problem is of another kind, has no solution,
 * or a point does not settle. The objective of the problem is ignored.
 */
export function sampledFrontier(problem: OptimizationProblem, count: number): SampledFrontier | undefined {
  const ruled: OptimizationProblem = { ...problem, objective: { kind: 'minimum-variance' } };
  const posed = posedKinked(ruled, feasibleSet(ruled));
  if (!posed) return undefined;
  const search = (): LimitedSearch =>
    new LimitedSearch(ruled, posed.segments, posed.limits, posed.segments.gain, startsOf(posed));
  const end = search().optimum({ kind: 'greatest-gain' });
  const last = end && provenPoint(posed, end);
  const least = search();
  const calm = last && least.optimum({ kind: 'tolerance', tolerance: 0 });
  const first = calm && provenPoint(posed, calm);
  if (!first) return undefined;
  const sweep = new Sweep(posed, calm);
  const lowest = sweep.gain();
  const highest = dot(posed.segments.gain, end.solver.x);
  const points = [first];
  for (let k = 1; k < count - 1; k++) {
    const point = sweep.at(lowest + ((highest - lowest) * k) / (count - 1));
    if (!point) return undefined;
    points.push(portfolioPoint(ruled, point));
  }
  points.push(last);
  const tangent = search().optimum({ kind: 'greatest-ratio', constant: posed.segments.constant });
  const best = tangent && provenPoint(posed, tangent);
  return { points, minimumVariance: first, ...(best && { maximumSharpe: best }) };
}

function provenPoint(posed: Posed, found: LimitedOptimum): PortfolioPoint | undefined {
  const proven = provenOptimum(posed, found);
  return proven && portfolioPoint(posed.problem, proven.weights);
}

/** Optima of one solver at one return after the other, upwards. */
class Sweep {
  private readonly solver: SegmentedSolver;
  private readonly slope: Float64Array;
  private readonly pull: Float64Array | undefined;
  private t: number;
  private share: number;

  constructor(
    private readonly posed: Posed,
    from: LimitedOptimum
  ) {
    const { segments, limits } = posed;
    this.solver = from.solver;
    this.t = from.tolerance;
    this.share = from.pull;
    this.slope = segments.gain.map((value) => -value);
    const benchmark = limits.tracking?.benchmark;
    this.pull = benchmark && Float64Array.from(segments.program.owner, (j) => benchmark.pull[j] ?? 0);
  }

  /** Gain over the lowest weights. */
  gain(): number {
    return dot(this.posed.segments.gain, this.solver.x);
  }

  /** The weights of least variance with a gain; undefined where they are not found. */
  at(target: number): Float64Array | undefined {
    if (this.share === 0 && !this.free(target)) return undefined;
    if (this.share > 0 || this.missed() > 0) {
      if (!this.limited(target)) return undefined;
    }
    return Float64Array.from(this.solver.w);
  }

  private free(target: number): boolean {
    const { gain } = this.posed.segments;
    const growth = dot(gain, this.solver.direction(this.slope).x);
    const step = growth > 0 ? (target - this.gain()) / growth : 0;
    const end = solutionOnLine(this.solver, {
      base: new Float64Array(gain.length),
      slope: this.slope,
      measure: (_, __, ___, dx) => [this.gain() - target, dot(gain, dx), 0],
      size: this.unit(),
      low: this.t > 0 ? 0.5 * this.t : 0,
      high: Infinity,
      start: this.t + step
    });
    this.t = end.t;
    return end.status === 'found';
  }

  private unit(): number {
    return Math.max(...this.slope.map(Math.abs));
  }

  /** How far the square of the limited tracking error is exceeded. */
  private missed(): number {
    const { tracking } = this.posed.limits;
    if (!tracking) return -1;
    const square = tracking.maximum ** 2;
    const [value] = varianceAlong(this.posed.problem, tracking, this.solver.w, this.solver.w);
    return value - square * (1 + 1e-10);
  }

  /** Return and tracking error both met: Newton in the tolerance and in the benchmark's share. */
  private limited(target: number): boolean {
    const { segments, limits, problem } = this.posed;
    const { tracking } = limits;
    const { pull, solver } = this;
    if (!tracking || !pull) return false;
    const square = tracking.maximum ** 2;
    const linear = new Float64Array(segments.gain.length);
    const away = pull.map((value) => -value);
    for (let round = 0; round < NEWTON_ROUNDS; round++) {
      const alongGain = solver.direction(this.slope);
      const alongPull = solver.direction(away);
      const [error, byGain] = varianceAlong(problem, tracking, solver.w, alongGain.w);
      const [, byPull] = varianceAlong(problem, tracking, solver.w, alongPull.w);
      const short = target - this.gain();
      const over = square - error;
      if (round > 0 && Math.abs(short) <= CLOSE * this.unit() && Math.abs(over) <= 1e-11 * square) return true;
      const [a, b] = [dot(segments.gain, alongGain.x), dot(segments.gain, alongPull.x)];
      const determinant = a * byPull - b * byGain;
      if (!(Math.abs(determinant) > 1e-14 * (Math.abs(a * byPull) + Math.abs(b * byGain)))) return false;
      const t = this.t + (short * byPull - b * over) / determinant;
      const share = this.share + (a * over - byGain * short) / determinant;
      this.t = Math.max(0.2 * this.t, Number.isFinite(t) ? t : this.t);
      this.share = Math.min(0.5 * (1 + this.share), Math.max(0, share));
      for (let k = 0; k < linear.length; k++) linear[k] = this.t * (this.slope[k] ?? 0) - this.share * (pull[k] ?? 0);
      if (!solver.solve(linear)) return false;
      if (this.share === 0 && round > 2) return this.free(target) && this.missed() <= 0;
    }
    return false;
  }
}
