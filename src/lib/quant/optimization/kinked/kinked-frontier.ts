import { dot } from '$lib/math/linalg';
import { feasibleSet, portfolioPoint } from '../feasible-set';
import type { OptimizationProblem, PortfolioPoint } from '../problem';
import { Sweep } from './frontier-sweep';
import { LimitedSearch } from './limited-optimum';
import type { LimitedOptimum } from './sought';
import { posedKinked, startsOf } from './kinked-portfolio';
import { provenOptimum, type Posed } from './optimum-terms';

/** Points of a frontier that were found one after the other, even in counted return, ascending. */
export interface SampledFrontier {
  readonly points: readonly PortfolioPoint[];
  readonly minimumVariance: PortfolioPoint;
  readonly maximumSharpe?: PortfolioPoint;
}

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
