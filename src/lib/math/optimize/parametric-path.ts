import { dot, quadraticForm } from '$lib/math/linalg';
import { greatestGain, sweptPath } from './path-sweep';
import { walkPath } from './path-walk';
import { greatest } from './polytope';
import type { Failed, Infeasible, ParametricProblem } from './types';

const END = 1e-8;

/** A solution on the path: its parameter t, the point, its gain m'x and its variance x'Qx. */
export interface PathPoint {
  readonly t: number;
  readonly x: Float64Array;
  readonly gain: number;
  readonly variance: number;
}

/**
 * The whole path by its turning points, t ascending, straight in x between them: the first has the least variance,
 * the last the greatest gain. When the gain has no greatest value, `ray` is the change of x per unit of t after the
 * last point. `exact` is false where Q was too singular for the walk: the points are then solved one by one at evenly
 * spaced gains, and straight lines between them are an approximation.
 */
export interface CompletePath {
  readonly status: 'complete';
  readonly points: readonly PathPoint[];
  readonly exact: boolean;
  readonly ray: Float64Array | undefined;
  readonly iterations: number;
}

/** Outcome of a parametric quadratic program. */
export type PathResult = CompletePath | Infeasible | Failed;

/**
 * All solutions of min 1/2 x'Qx - t gain'x over a polytope for t from 0 to infinity, the efficient set of variance
 * against gain, exactly, by its turning points (Markowitz 1956, critical line). Q must be positive semidefinite; where
 * it is singular the path is that of Q plus 1e-9 of its mean diagonal. Throws RangeError when shapes disagree.
 */
export function parametricQuadraticPath(problem: ParametricProblem): PathResult {
  const points: PathPoint[] = [];
  let ray: Float64Array | undefined;
  const end = walkPath(problem, ({ t, length, x, direction }) => {
    // A walk begun afresh with a term on the diagonal starts again at t = 0.
    if (t === 0) points.length = 0;
    points.push(pathPoint(problem, t, x));
    if (length === Infinity && direction.some((value) => value !== 0)) ray = direction;
    return false;
  });
  if (end.status === 'infeasible') return end;
  const { iterations } = end;
  const most = greatestGain(problem);
  const last = points[points.length - 1];
  if (end.status !== 'failed' && most !== undefined) {
    const whole =
      most === Infinity ? ray !== undefined : Math.abs(most - last.gain) <= END * Math.max(1, Math.abs(most));
    if (whole && isMonotone(problem, points)) return { status: 'complete', points, exact: true, ray, iterations };
  }
  if (most === undefined || most === Infinity) return end.status === 'failed' ? end : lost(last.x, iterations);
  const swept = sweptPath(problem, most);
  if (!Array.isArray(swept)) return swept;
  const solved = swept.map(({ t, x }) => pathPoint(problem, t, x));
  return { status: 'complete', points: solved, exact: false, ray: undefined, iterations };
}

/** Gain and variance never fall along a path; where they do, rounding has led the walk astray. */
function isMonotone(problem: ParametricProblem, points: readonly PathPoint[]): boolean {
  const slack = 1e-9 * greatest(problem.gain) * greatest(points[points.length - 1].x);
  return points.every((point, k) => k === 0 || point.gain >= points[k - 1].gain - slack);
}

function lost(x: Float64Array, iterations: number): Failed {
  return { status: 'failed', reason: 'the path ended before the greatest gain', x, iterations };
}

function pathPoint(problem: ParametricProblem, t: number, x: Float64Array): PathPoint {
  return { t, x, gain: dot(problem.gain, x), variance: quadraticForm(problem.quadratic, x.length, x) };
}

/**
 * The point of the path whose gain is `target`, exact between turning points. Undefined below the gain of the first
 * point (no such point is efficient) or above what can be reached. A target within 1e-12 of an end is that end.
 */
export function pathPointAtGain(problem: ParametricProblem, path: CompletePath, target: number): PathPoint | undefined {
  const { points, ray } = path;
  const first = points[0];
  const last = points[points.length - 1];
  const near = 1e-12 * Math.max(1, Math.abs(target));
  if (target < first.gain) return first.gain - target <= near ? first : undefined;
  if (target >= last.gain) {
    if (target - last.gain <= near) return points.find((point) => point.gain >= last.gain - near) ?? last;
    if (!ray) return undefined;
    const length = (target - last.gain) / dot(problem.gain, ray);
    return pathPoint(
      problem,
      last.t + length,
      last.x.map((value, j) => value + length * ray[j])
    );
  }
  const after = points.findIndex((point) => point.gain > target);
  const from = points[after - 1];
  const to = points[after];
  const share = (target - from.gain) / (to.gain - from.gain);
  const x = from.x.map((value, j) => value + share * (to.x[j] - value));
  return pathPoint(problem, from.t + share * (to.t - from.t), x);
}
