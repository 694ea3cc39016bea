import type { PathPoint } from '$lib/math/optimize';

/**
 * Point of a parametric path with a variance, exact: between turning points weights are linear and variance is
 * quadratic. The last point when the variance is past the end. @throws RangeError on an empty path.
 */
export function pathPointAtVariance(points: readonly PathPoint[], variance: number): { t: number; x: Float64Array } {
  let before = points[0];
  if (!before) throw new RangeError('empty path');
  for (const after of points) {
    if (after.variance < variance) {
      before = after;
      continue;
    }
    return between(before, after, variance);
  }
  return before;
}

function between(a: PathPoint, b: PathPoint, variance: number): { t: number; x: Float64Array } {
  if (b.variance <= a.variance) return b;
  // On a segment d(variance)/dt = 2 t d(gain)/dt with gain linear in t, so variance is linear in t squared.
  const share = (variance - a.variance) / (b.variance - a.variance);
  const t = Math.sqrt(a.t ** 2 + share * (b.t ** 2 - a.t ** 2));
  const along = b.t > a.t ? (t - a.t) / (b.t - a.t) : 1;
  return { t, x: a.x.map((value, j) => value + along * ((b.x[j] ?? 0) - value)) };
}
