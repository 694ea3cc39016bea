import { choleskyFactor, dot, matrixProduct, nearestPositiveSemidefinite, transposed } from '$lib/math/linalg';
import { maximumRatio, quadraticProgram } from '$lib/math/optimize';
import { randomStream, type RandomStream } from '$lib/math/random';
import { mean, sortedQuantile } from '$lib/math/stats';
import {
  estimatedMoments,
  sampleCovariance,
  historicalMeans,
  restsOnSeries,
  type Moments,
  type MomentsSpec,
  type ReturnMatrix
} from '$lib/quant/moments';
import { isCounted } from './counted/counted-set';
import { feasibleSet } from './feasible-set';
import { isConic, optimizePortfolio, parametricForm } from './optimal-portfolio';
import type { OptimizationProblem, SearchLimits } from './problem';

/** How to redraw the sample, and how moments are estimated from a redraw (as those of the problem were). */
export interface ResamplingOptions {
  readonly seed: number;
  /** 100 to 200 give steady 5 % and 95 % limits. */
  readonly draws: number;
  readonly moments: MomentsSpec;
  /** Rows redrawn in blocks (stationary bootstrap), or drawn from a normal distribution of the sample's moments. */
  readonly scheme?: 'block' | 'normal';
  /** Mean length of a block in rows; 10 when absent. */
  readonly meanBlock?: number;
  /** What becomes of the moments of each redraw before they are used, views for one; nothing when absent. */
  readonly revised?: (moments: Moments) => Moments;
  /** Weights under the moments of a redraw, where it is not the problem's objective that makes them; undefined when there are none. */
  readonly weightsOf?: (problem: OptimizationProblem, returns: ReturnMatrix) => Float64Array | undefined;
  /** How long the problem itself may be searched, where rules make a choice of positions; each draw is searched briefly. */
  readonly limits?: SearchLimits;
  readonly onProgress?: (done: number, total: number) => void;
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

const RESAMPLING_STREAM = 0x5a;
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
  if (options.scheme === 'normal' && restsOnSeries(options.moments)) {
    throw new RangeError('moments of a market or factors need the block scheme');
  }
  const { weightsOf, revised } = options;
  const base = weightsOf ? undefined : optimizePortfolio(problem, options.limits);
  const tolerance = base?.status === 'optimal' ? base.riskTolerance : 0;
  const suggested = base?.status === 'optimal' ? base.weights : weightsOf?.(problem, returns);
  const saleAnchors = base?.status === 'optimal' ? (base.realised?.anchors ?? []) : [];
  const difference = suggested && problem.currentWeights?.map((weight, j) => (suggested[j] ?? 0) - weight);
  const redraw = options.scheme === 'normal' ? normalRedraw(returns) : blockRedraw(returns, options.meanBlock ?? 10);
  const samples: Float64Array[] = [];
  const gains: number[] = [];
  for (let draw = 0; draw < options.draws; draw++) {
    const { values, sourceRows } = redraw(randomStream(options.seed, RESAMPLING_STREAM, draw));
    const drawn = { ...returns, values };
    const estimate = estimatedMoments(drawn, options.moments, sourceRows);
    const moments = revised ? revised(estimate) : estimate;
    // Gains are counted as they were for the suggestion: once for each draw.
    const under = { ...problem, ...moments, saleAnchors, saleRounds: 0 };
    const weights = weightsOf ? weightsOf(under, drawn) : weightsUnder(under, tolerance, suggested);
    if (weights) samples.push(weights);
    if (difference) gains.push(dot(difference, moments.expectedReturns) - problem.riskFreeRate * total(difference));
    options.onProgress?.(draw + 1, options.draws);
  }
  const columns = Array.from({ length: n }, (_, j) => Float64Array.from(samples, (one) => one[j] ?? 0).sort());
  const at = (p: number): Float64Array => Float64Array.from(columns, (column) => sortedQuantile(column, p));
  const sortedGains = Float64Array.from(gains).sort();
  const gainAt = (p: number): number => sortedQuantile(sortedGains, p);
  return {
    draws: options.draws,
    failed: options.draws - samples.length,
    lower: at(0.05),
    median: at(0.5),
    upper: at(0.95),
    mean: Float64Array.from(columns, (column) => mean(column)),
    ...(gains.length > 0 && { gain: { lower: gainAt(0.05), median: gainAt(0.5), upper: gainAt(0.95) } })
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

/** Returns drawn anew; the rows that they were, where they are past ones. */
interface Redraw {
  readonly values: Float64Array;
  readonly sourceRows?: Int32Array;
}

function blockRedraw({ values, rows, columns }: ReturnMatrix, meanBlock: number): (random: RandomStream) => Redraw {
  if (!(meanBlock >= 1)) throw new RangeError(`mean length of a block: ${meanBlock}`);
  return (random) => {
    const drawn = new Float64Array(rows * columns);
    const sourceRows = new Int32Array(rows);
    let row = 0;
    for (let t = 0; t < rows; t++) {
      row = t === 0 || random.uniform() * meanBlock < 1 ? random.integerBelow(rows) : (row + 1) % rows;
      drawn.set(values.subarray(row * columns, (row + 1) * columns), t * columns);
      sourceRows[t] = row;
    }
    return { values: drawn, sourceRows };
  };
}

function normalRedraw(returns: ReturnMatrix): (random: RandomStream) => Redraw {
  const { rows, columns: n } = returns;
  const means = historicalMeans(returns, 1);
  const sample = nearestPositiveSemidefinite(sampleCovariance(returns, 1), n, 1e-12).matrix;
  const factor = choleskyFactor(sample, n);
  if (factor.status !== 'ok') throw new RangeError('returns do not vary');
  const turned = transposed(factor.factor, n, n);
  return (random) => {
    const normals = new Float64Array(rows * n);
    random.fillNormal(normals);
    const drawn = matrixProduct(normals, rows, n, turned, n);
    for (let at = 0; at < drawn.length; at++) drawn[at] = (means[at % n] ?? 0) + (drawn[at] ?? 0);
    return { values: drawn };
  };
}
