import { dot, symmetricProduct } from '$lib/math/linalg';
import { solutionOnLine, type SegmentedSolver } from '$lib/math/optimize';
import type { LimitedOptimum } from './sought';
import type { Posed } from './optimum-terms';

/** Differences of return, relative to the greatest, that are rounding. */
const CLOSE = 1e-12;
const NEWTON_ROUNDS = 30;

/** Optima of one solver at one return after the other, upwards. */
export class Sweep {
  private readonly solver: SegmentedSolver;
  private readonly slope: Float64Array;
  private readonly unit: number;
  private readonly pull: Float64Array | undefined;
  t: number;
  share: number;
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

  /**
   * Return and tracking error both met: Newton in the tolerance and in the benchmark's share, exact within a working set.
   * They are the multipliers of a concave dual function, along whose steps a slope that has turned is searched for zero.
   */
  private limited(target: number): boolean {
    const square = (this.posed.limits.tracking?.maximum ?? 0) ** 2;
    for (let round = 0; round < NEWTON_ROUNDS; round++) {
      const at = this.slopes(target);
      const settled = Math.abs(at.gain) <= CLOSE * this.unit && Math.abs(2 * at.error) <= 1e-11 * square;
      if (round > 0 && settled) return true;
      const from = { t: this.t, share: this.share };
      const to = this.newton(target, at);
      if (!to || !this.moveTo(to)) return false;
      if (!this.searched(target, at, from)) return false;
      if (this.share === 0 && round > 2) return this.free(target) && this.missed() <= this.slack();
    }
    return false;
  }

  /** Slopes of the dual function: what is wanting of the gain, and half of what the limit is exceeded by. */
  private slopes(target: number): { readonly gain: number; readonly error: number } {
    return { gain: target - this.gain(), error: 0.5 * this.missed() };
  }

  /** Goes back along the step from `from` while the dual function falls at its end more than a fifth as steeply as it rose. */
  private searched(target: number, at: { gain: number; error: number }, from: Multipliers): boolean {
    const begin = dualOf(from);
    for (let k = 0; k < 8; k++) {
      const end = dualOf({ t: this.t, share: this.share });
      const [p, q] = [end[0] - begin[0], end[1] - begin[1]];
      const before = at.gain * p + at.error * q;
      const now = this.slopes(target);
      const after = now.gain * p + now.error * q;
      if (!(after < -0.2 * Math.abs(before))) return true;
      const part = before > 0 ? before / (before - after) : 0.5;
      if (!this.moveTo(fromDual(begin[0] + part * p, begin[1] + part * q))) return false;
    }
    return true;
  }

  private moveTo({ t, share }: Multipliers): boolean {
    const { slope, pull, solver } = this;
    if (!pull) return false;
    this.t = t;
    this.share = share;
    this.growth = undefined;
    return solver.solve(slope.map((value, k) => t * value - share * (pull[k] ?? 0)));
  }

  private newton(target: number, slopes: { gain: number; error: number }): Multipliers | undefined {
    const { segments, limits, problem } = this.posed;
    const { pull, solver } = this;
    const { tracking } = limits;
    if (!tracking || !pull) return undefined;
    const byGain = solver.direction(this.slope);
    const byPull = solver.direction(pull.map((value) => -value));
    const growth = dot(segments.gain, byGain.x);
    if (!(growth > 0)) return undefined;
    // With the return held by the tolerance, the square of the tracking error is a quadratic of the share alone.
    const step = (target - this.gain()) / growth;
    const trade = dot(segments.gain, byPull.x) / growth;
    const { away, force } = this.fromBenchmark();
    const n = away.length;
    const gained = symmetricProduct(problem.covariance, n, byGain.w);
    const pulled = symmetricProduct(problem.covariance, n, byPull.w);
    const at = away.map((value, j) => value + step * (byGain.w[j] ?? 0));
    const forceAt = force.map((value, j) => value + step * (gained[j] ?? 0));
    const along = byPull.w.map((value, j) => value - trade * (byGain.w[j] ?? 0));
    const forceAlong = pulled.map((value, j) => value - trade * (gained[j] ?? 0));
    const constant = dot(at, forceAt) - tracking.maximum ** 2;
    const more = nearestZero(constant, 2 * dot(along, forceAt), dot(along, forceAlong));
    const exact = { t: this.t + step - trade * more, share: this.share + more };
    const begin = dualOf(this);
    const rises = (end: readonly [number, number]): boolean =>
      slopes.gain * (end[0] - begin[0]) + slopes.error * (end[1] - begin[1]) > 0;
    if (exact.t > 0.2 * this.t && exact.share > 0 && exact.share < 0.5 * (1 + this.share) && rises(dualOf(exact)))
      return exact;
    // Newton's step of the dual function itself, which always rises, up to where a multiplier is zero.
    const turned = byPull.w.map((value, j) => (1 - this.share) * value - this.t * (byGain.w[j] ?? 0));
    const turnedGain = (1 - this.share) * dot(segments.gain, byPull.x) - this.t * growth;
    const [m, c, e] = [growth, turnedGain, -dot(force, turned)];
    const determinant = m * e - c * c;
    if (!(determinant > 0)) return undefined;
    const scale = 1 / ((1 - this.share) * determinant);
    const step1 = scale * (e * slopes.gain - c * slopes.error);
    const step2 = scale * (m * slopes.error - c * slopes.gain);
    const room = Math.min(1, step1 < 0 ? (-0.8 * begin[0]) / step1 : 1, step2 < 0 ? -begin[1] / step2 : 1);
    return fromDual(begin[0] + room * step1, Math.max(0, begin[1] + room * step2));
  }
}

/** The tolerance for risk, and the share of the limit on the tracking error in the quadratic. */
interface Multipliers {
  readonly t: number;
  readonly share: number;
}

/** Multipliers of the return and of half the squared tracking error, where the variance counts once. */
const dualOf = ({ t, share }: Multipliers): readonly [number, number] => [t / (1 - share), share / (1 - share)];

const fromDual = (gain: number, error: number): Multipliers => ({ t: gain / (1 + error), share: error / (1 + error) });

/** The zero of constant + slope s + bend s^2 nearest to 0, or where there is none its lowest point; not finite without either. */
function nearestZero(constant: number, slope: number, bend: number): number {
  const root = slope * slope - 4 * bend * constant;
  if (bend === 0) return -constant / slope;
  if (root < 0) return -slope / (2 * bend);
  return (-2 * constant) / (slope + (slope < 0 ? -1 : 1) * Math.sqrt(root));
}
