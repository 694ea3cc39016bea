import { dot, symmetricProduct } from '$lib/math/linalg';
import { solutionOnLine, type SegmentedSolver } from '$lib/math/optimize';
import { feasibleSet, portfolioPoint } from '../feasible-set';
import type { OptimizationProblem, PortfolioPoint } from '../problem';
import { LimitedSearch, type LimitedOptimum } from './limited-optimum';
import { posedKinked, startsOf } from './kinked-portfolio';
import { provenOptimum, type Posed } from './optimum-terms';

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
 * or a point does not settle; and where fewer than `fewest` weights lie between their bounds in the calmest portfolio,
 * whose turning points are then quicker to walk. The objective of the problem is ignored.
 */
export function sampledFrontier(problem: OptimizationProblem, count: number, fewest = 0): SampledFrontier | undefined {
  const ruled: OptimizationProblem = { ...problem, objective: { kind: 'minimum-variance' } };
  const posed = posedKinked(ruled, feasibleSet(ruled));
  if (!posed) return undefined;
  const { segments, limits } = posed;
  const search = (): LimitedSearch => new LimitedSearch(ruled, segments, limits, segments.gain, startsOf(posed));
  const least = search();
  const calm = least.optimum({ kind: 'tolerance', tolerance: 0 });
  const first = calm && provenPoint(posed, calm);
  if (!first || between(posed, first.weights) < fewest) return undefined;
  const end = search().optimum({ kind: 'greatest-gain' });
  const last = end && provenPoint(posed, end);
  if (!last) return undefined;
  const sweep = new Sweep(posed, calm);
  const lowest = sweep.gain();
  const highest = dot(segments.gain, end.solver.x);
  const points = [first];
  const { constant } = segments;
  // Under limits on variances the best ratio need not lie where the sweep passes the tangency.
  let tangent: LimitedOptimum | 'ahead' | undefined =
    limits.tracking || limits.volatility ? search().optimum({ kind: 'greatest-ratio', constant }) : 'ahead';
  let best = tangent && tangent !== 'ahead' ? provenPoint(posed, tangent) : undefined;
  for (let k = 1; k < count; k++) {
    const point = k === count - 1 ? last.weights : sweep.at(lowest + ((highest - lowest) * k) / (count - 1));
    if (!point) return undefined;
    points.push(k === count - 1 ? last : portfolioPoint(ruled, point));
    if (tangent !== 'ahead' || !(k === count - 1 || sweep.isPastTangency())) continue;
    tangent = least.optimum({ kind: 'greatest-ratio', constant, start: sweep.tolerance });
    best = tangent && provenPoint(posed, tangent);
    if (tangent) sweep.resume(tangent);
    else if (k < count - 1) return undefined;
  }
  return { points, minimumVariance: first, ...(best && { maximumSharpe: best }) };
}

function between({ set }: Posed, weights: Float64Array): number {
  return weights.filter((value, j) => value > (set.lower[j] ?? 0) && value < (set.upper[j] ?? Infinity)).length;
}

function provenPoint(posed: Posed, found: LimitedOptimum): PortfolioPoint | undefined {
  const proven = provenOptimum(posed, found);
  return proven && portfolioPoint(posed.problem, proven.weights);
}

/** Optima of one solver at one return after the other, upwards. */
class Sweep {
  private readonly solver: SegmentedSolver;
  private readonly slope: Float64Array;
  private readonly unit: number;
  private readonly pull: Float64Array | undefined;
  private t: number;
  private share: number;
  /** Change of gain for each unit of tolerance at the point in hand, where it is known. */
  private growth: number | undefined;

  constructor(
    private readonly posed: Posed,
    from: LimitedOptimum
  ) {
    const { segments, limits } = posed;
    this.solver = from.solver;
    this.t = from.tolerance;
    this.share = from.pull;
    this.slope = segments.gain.map((value) => -value);
    this.unit = Math.max(...this.slope.map(Math.abs));
    const benchmark = limits.tracking?.benchmark;
    this.pull = benchmark && Float64Array.from(segments.program.owner, (j) => benchmark.pull[j] ?? 0);
  }

  /** The tolerance for risk at the point in hand. */
  get tolerance(): number {
    return this.t;
  }

  /** Goes on from another point that the same solver was led to. */
  resume({ tolerance, pull }: LimitedOptimum): void {
    this.t = tolerance;
    this.share = pull;
    this.growth = undefined;
  }

  /** True from the greatest ratio of excess return to volatility on. */
  isPastTangency(): boolean {
    const { segments } = this.posed;
    return this.t * (this.gain() + segments.constant) >= dot(this.solver.w, this.solver.product());
  }

  /** Gain over the lowest weights. */
  gain(): number {
    return dot(this.posed.segments.gain, this.solver.x);
  }

  /** The weights of least variance with a gain; undefined where they are not found. */
  at(target: number): Float64Array | undefined {
    if (this.share === 0 && !this.free(target)) return undefined;
    if (this.share > 0 || this.missed() > this.slack()) {
      if (!this.limited(target)) return undefined;
    }
    return Float64Array.from(this.solver.w);
  }

  private free(target: number): boolean {
    const { gain } = this.posed.segments;
    const growth = this.growth ?? dot(gain, this.solver.direction(this.slope).x);
    const step = growth > 0 ? (target - this.gain()) / growth : 0;
    const end = solutionOnLine(this.solver, {
      base: new Float64Array(gain.length),
      slope: this.slope,
      measure: (_, __, ___, dx) => {
        this.growth = dot(gain, dx);
        return [this.gain() - target, this.growth, 0];
      },
      size: this.unit,
      low: this.t > 0 ? 0.5 * this.t : 0,
      high: Infinity,
      start: this.t + step
    });
    this.t = end.t;
    return end.status === 'found';
  }

  /** How far the square of the limited tracking error is exceeded. */
  private missed(): number {
    const { tracking } = this.posed.limits;
    if (!tracking) return -1;
    const square = tracking.maximum ** 2;
    const { away, force } = this.fromBenchmark();
    return dot(away, force) - square;
  }

  /** Weights less those of the benchmark, and the covariance times them. */
  private fromBenchmark(): { readonly away: Float64Array; readonly force: Float64Array } {
    const benchmark = this.posed.limits.tracking?.benchmark;
    const force = this.solver.product();
    return {
      away: this.solver.w.map((value, j) => value - (benchmark?.weights[j] ?? 0)),
      force: force.map((value, j) => value - (benchmark?.pull[j] ?? 0))
    };
  }

  private slack(): number {
    return 1e-10 * (this.posed.limits.tracking?.maximum ?? 0) ** 2;
  }

  /** Return and tracking error both met: Newton in the tolerance and in the benchmark's share, exact within a working set. */
  private limited(target: number): boolean {
    const { segments, limits, problem } = this.posed;
    const { tracking } = limits;
    const { pull, solver } = this;
    if (!tracking?.benchmark || !pull) return false;
    const square = tracking.maximum ** 2;
    const linear = new Float64Array(segments.gain.length);
    const toward = pull.map((value) => -value);
    for (let round = 0; round < NEWTON_ROUNDS; round++) {
      const short = target - this.gain();
      if (round > 0 && Math.abs(short) <= CLOSE * this.unit && Math.abs(this.missed()) <= 1e-11 * square) return true;
      const byGain = solver.direction(this.slope);
      const byPull = solver.direction(toward);
      const growth = dot(segments.gain, byGain.x);
      if (!(growth > 0)) return false;
      // With the return held by the tolerance, the square of the tracking error is a quadratic of the share alone.
      const [step, trade] = [short / growth, dot(segments.gain, byPull.x) / growth];
      const { away, force } = this.fromBenchmark();
      const n = away.length;
      const gained = symmetricProduct(problem.covariance, n, byGain.w);
      const pulled = symmetricProduct(problem.covariance, n, byPull.w);
      const at = away.map((value, j) => value + step * (byGain.w[j] ?? 0));
      const forceAt = force.map((value, j) => value + step * (gained[j] ?? 0));
      const along = byPull.w.map((value, j) => value - trade * (byGain.w[j] ?? 0));
      const forceAlong = pulled.map((value, j) => value - trade * (gained[j] ?? 0));
      const more = nearestZero(dot(at, forceAt) - square, 2 * dot(along, forceAt), dot(along, forceAlong));
      if (!Number.isFinite(more)) return false;
      this.t = Math.max(0.2 * this.t, this.t + step - trade * more);
      this.share = Math.min(0.5 * (1 + this.share), Math.max(0, this.share + more));
      for (let k = 0; k < linear.length; k++) linear[k] = this.t * (this.slope[k] ?? 0) - this.share * (pull[k] ?? 0);
      if (!solver.solve(linear)) return false;
      this.growth = undefined;
      if (this.share === 0 && round > 2) return this.free(target) && this.missed() <= this.slack();
    }
    return false;
  }
}

/** The zero of constant + slope s + bend s^2 nearest to 0, or where there is none its lowest point; not finite without either. */
function nearestZero(constant: number, slope: number, bend: number): number {
  const root = slope * slope - 4 * bend * constant;
  if (bend === 0) return -constant / slope;
  if (root < 0) return -slope / (2 * bend);
  return (-2 * constant) / (slope + (slope < 0 ? -1 : 1) * Math.sqrt(root));
}
