import { dot, quadraticForm, symmetricProduct } from '$lib/math/linalg';
import { quadraticAlong, type LinearRow, type SegmentedProgram } from '$lib/math/optimize';
import type { OptimizationProblem } from '../problem';
import { ownLimit } from '../program/ruled-program';
import { benchmarkWeights } from '../rules/benchmark-weights';

/** A limit on the volatility of weights, or of what they differ by from a benchmark. */
export interface QuadraticLimit {
  readonly id: string;
  readonly maximum: number;
  /** Weights of the benchmark, and the covariance times them; absent where volatility itself is limited. */
  readonly benchmark?: { readonly weights: Float64Array; readonly pull: Float64Array; readonly variance: number };
}

/** The tightest limit on volatility and the one on tracking error, each where there is one. */
export interface QuadraticLimits {
  readonly volatility?: QuadraticLimit;
  readonly tracking?: QuadraticLimit;
}

/** The limits of a problem, its aim's own among them; undefined where there are more than one on tracking errors. */
export function quadraticLimits(problem: OptimizationProblem): QuadraticLimits | undefined {
  const own = ownLimit(problem)?.rule;
  let volatility: QuadraticLimit | undefined;
  let tracking: QuadraticLimit | undefined;
  for (const rule of own ? [...problem.constraints, own] : problem.constraints) {
    if (rule.kind === 'volatility') {
      if (!volatility || rule.maximum < volatility.maximum) volatility = { id: rule.id, maximum: rule.maximum };
    } else if (rule.kind === 'tracking-error') {
      if (tracking) return undefined;
      const weights = benchmarkWeights(problem, rule.benchmark);
      const pull = symmetricProduct(problem.covariance, weights.length, weights);
      tracking = { id: rule.id, maximum: rule.maximum, benchmark: { weights, pull, variance: dot(weights, pull) } };
    }
  }
  return { ...(volatility && { volatility }), ...(tracking && { tracking }) };
}

/**
 * The row over segments on which the weights lie where volatility and tracking error are both at their limits: what the
 * product of weights and benchmark under the covariance, `slopes` for each segment, then is.
 */
export function differenceRow(
  { owner, from }: SegmentedProgram,
  volatility: QuadraticLimit,
  { benchmark, maximum }: QuadraticLimit,
  slopes: Float64Array
): LinearRow {
  let product = 0.5 * (volatility.maximum ** 2 - maximum ** 2 + (benchmark?.variance ?? 0));
  owner.forEach((j, k) => {
    if (k === 0 || owner[k - 1] !== j) product -= (from[k] ?? 0) * (slopes[k] ?? 0);
  });
  return { coefficients: slopes, lower: product, upper: product };
}

/** Variance of weights as a limit counts it. */
export function limitedVariance(
  { covariance }: OptimizationProblem,
  { benchmark }: QuadraticLimit,
  w: Float64Array
): number {
  return quadraticForm(covariance, w.length, apart(benchmark, w));
}

function apart(benchmark: QuadraticLimit['benchmark'], w: Float64Array): Float64Array {
  return benchmark ? w.map((value, j) => value - (benchmark.weights[j] ?? 0)) : w;
}

/** The same at w + s d: its coefficients in 1, s and s^2. */
export function varianceAlong(
  { covariance }: OptimizationProblem,
  { benchmark }: QuadraticLimit,
  w: Float64Array,
  d: Float64Array
): readonly [number, number, number] {
  return quadraticAlong(covariance, apart(benchmark, w), d);
}
