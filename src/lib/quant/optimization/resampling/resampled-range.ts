import { dot } from '$lib/math/linalg';
import { maximumRatio, quadraticProgram } from '$lib/math/optimize';
import { mean, sortedQuantile } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';
import { isCounted } from '../counted/counted-set';
import { feasibleSet } from '../feasible-set';
import { isConic, optimizePortfolio, parametricForm } from '../optimal-portfolio';
import type { OptimizationProblem, SearchLimits } from '../problem';
import { redrawnSamples, type RedrawOptions } from './redraws';

/** How to redraw, and what makes the weights of a redraw. */
export interface ResamplingOptions extends RedrawOptions {
  /** Weights under the moments of a redraw, where it is not the problem's objective that makes them; undefined when there are none. */
  readonly weightsOf?: (problem: OptimizationProblem, returns: ReturnMatrix) => Float64Array | undefined;
  /** How long the problem itself may be searched, where rules make a choice of positions; each draw is searched briefly. */
  readonly limits?: SearchLimits;
}

/** How far the answer moves with the sample: limits of each weight, in the order of the instruments. */
export interface ResampledRange {
  readonly draws: number;
  /** Draws without a solution, left out. */
  readonly failed: number;
  /** 5 %, 50 % and 95 % quantiles, and the mean (the resampled portfolio). */
  readonly lower: Float64Array;
  readonly median: Float64Array;
  readonly upper: Float64Array;
  readonly mean: Float64Array;
  /** Expected annual return of the suggested weights over the current ones under the redrawn moments. */
  readonly gain?: { readonly lower: number; readonly median: number; readonly upper: number };
}

/** Programs solved for a draw where positions are a choice: the best found is taken. */
const DRAW_NODES = 60;

/**
 * Range of the optimal weights over redraws of the sample of returns. A problem with a target keeps the tolerance for
 * risk of its solution (lambda association); maximum Sharpe falls to minimum variance in a draw without excess
 * return. Same seed, same range. @throws RangeError when the returns do not fit the instruments, or when moments rest
 * on a market or factors and the scheme draws other rows than past ones.
 * Source: Michaud, Efficient asset management (1998); Politis and Romano, The stationary bootstrap (1994).
 */
export function resampledRange(
  problem: OptimizationProblem,
  returns: ReturnMatrix,
  options: ResamplingOptions
): ResampledRange {
  const n = problem.instruments.length;
  if (returns.columns !== n) throw new RangeError(`returns of ${returns.columns} series for n = ${n}`);
  const { weightsOf } = options;
  const base = weightsOf ? undefined : optimizePortfolio(problem, options.limits);
  const tolerance = base?.status === 'optimal' ? base.riskTolerance : 0;
  const suggested = base?.status === 'optimal' ? base.weights : weightsOf?.(problem, returns);
  const saleAnchors = base?.status === 'optimal' ? (base.realised?.anchors ?? []) : [];
  const difference = suggested && problem.currentWeights?.map((weight, j) => (suggested[j] ?? 0) - weight);
  const samples: Float64Array[] = [];
  const gains: number[] = [];
  for (const { moments, returns: drawn } of redrawnSamples(returns, options)) {
    // Gains are counted as they were for the suggestion: once for each draw.
    const under = { ...problem, ...moments, saleAnchors, saleRounds: 0 };
    const weights = weightsOf ? weightsOf(under, drawn) : weightsUnder(under, tolerance, suggested);
    if (weights) samples.push(weights);
    if (difference) gains.push(dot(difference, moments.expectedReturns) - problem.riskFreeRate * total(difference));
  }
  const sortedGains = Float64Array.from(gains).sort();
  const gainAt = (p: number): number => sortedQuantile(sortedGains, p);
  return {
    ...rangeOfSamples(samples, n, options.draws),
    ...(gains.length > 0 && { gain: { lower: gainAt(0.05), median: gainAt(0.5), upper: gainAt(0.95) } })
  };
}

/** Limits of n weights over the samples that so many draws have given. */
export function rangeOfSamples(samples: readonly Float64Array[], n: number, draws: number): ResampledRange {
  const columns = Array.from({ length: n }, (_, j) => Float64Array.from(samples, (one) => one[j] ?? 0).sort());
  const at = (p: number): Float64Array => Float64Array.from(columns, (column) => sortedQuantile(column, p));
  return {
    draws,
    failed: draws - samples.length,
    lower: at(0.05),
    median: at(0.5),
    upper: at(0.95),
    mean: Float64Array.from(columns, (column) => mean(column))
  };
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function weightsUnder(
  problem: OptimizationProblem,
  tolerance: number,
  start: Float64Array | undefined
): Float64Array | undefined {
  if (isConic(problem) || isCounted(problem)) {
    const aim: OptimizationProblem['objective'] =
      problem.objective.kind === 'target-return' || problem.objective.kind === 'target-volatility'
        ? tolerance > 0
          ? { kind: 'utility', riskAversion: 1 / tolerance }
          : { kind: 'minimum-variance' }
        : problem.objective;
    const solved = optimizePortfolio({ ...problem, objective: aim }, { maximumNodes: DRAW_NODES });
    return solved.status === 'optimal' ? solved.weights : undefined;
  }
  const free: OptimizationProblem = { ...problem, objective: { kind: 'minimum-variance' } };
  const set = feasibleSet(free);
  if (problem.objective.kind === 'maximum-sharpe') {
    const best = maximumRatio(parametricForm(free, set), 0);
    if (best.status === 'optimal') return best.x;
  }
  if (problem.objective.kind === 'tracking-error') {
    const tracked = optimizePortfolio(problem);
    return tracked.status === 'optimal' ? tracked.weights : undefined;
  }
  const t =
    problem.objective.kind === 'minimum-variance' || problem.objective.kind === 'maximum-sharpe' ? 0 : tolerance;
  const linear = set.excess.map((value) => -t * value);
  const solved = quadraticProgram({ ...set, quadratic: problem.covariance, linear }, start ? { start } : {});
  return solved.status === 'optimal' ? solved.x : undefined;
}
