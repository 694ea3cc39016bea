import type { ReturnMatrix } from '$lib/quant/moments';
import { efficientFrontier } from '../frontier';
import { portfolioPoint } from '../feasible-set';
import type {
  FailedOptimization,
  InfeasiblePortfolio,
  NoExcess,
  OptimizationProblem,
  PortfolioPoint
} from '../problem';
import { redrawnSamples, type RedrawOptions } from './redraws';
import { rangeOfSamples, type ResampledRange } from './resampled-range';

/** What is wanted of the resampled frontier, annual fractions. */
export type ResampledAim =
  | { readonly kind: 'minimum-variance' | 'maximum-sharpe' | 'maximum-return' }
  | { readonly kind: 'target-return'; readonly annualReturn: number }
  | { readonly kind: 'target-volatility'; readonly annualVolatility: number };

/** Weights of every rank of the frontier of every redraw: draws x ranks, each of n weights. */
export type FrontierDraws = readonly (readonly Float64Array[])[];

/** The resampled frontier: averages over redraws of the portfolios of each rank, from least risk to greatest return. */
export interface ResampledFrontier {
  readonly status: 'complete';
  /** One a rank, with what the moments of the problem itself say of it. */
  readonly points: readonly PortfolioPoint[];
  /** Redraws whose rules could not be kept, left out. */
  readonly failed: number;
  readonly draws: FrontierDraws;
}

/** A portfolio of the resampled frontier: `share` of the way from rank `rank` to the next. */
export interface ResampledPortfolio extends PortfolioPoint {
  readonly status: 'resampled';
  readonly rank: number;
  readonly share: number;
}

/**
 * The resampled efficient frontier by association of ranks: the frontier of each redraw in portfolios even in expected
 * return, and the average of those of the same rank. Rules on weights, sums and trades, being convex, hold for averages too;
 * a limit on volatility holds in each redraw by its own covariance. The aim of the problem is ignored.
 * @param ranks portfolios a frontier, 2 or more. @throws RangeError as the frontier and the redraws do.
 * Source: Michaud, Efficient asset management (1998), chapter 6.
 */
export function resampledFrontier(
  problem: OptimizationProblem,
  returns: ReturnMatrix,
  options: RedrawOptions & { readonly ranks: number }
): ResampledFrontier | InfeasiblePortfolio | FailedOptimization {
  const n = problem.instruments.length;
  if (returns.columns !== n) throw new RangeError(`returns of ${returns.columns} series for n = ${n}`);
  const own = efficientFrontier(problem, 2);
  if (own.status !== 'complete') return own;
  const draws: Float64Array[][] = [];
  for (const { moments } of redrawnSamples(returns, options)) {
    const { covariance, expectedReturns } = moments;
    const found = efficientFrontier({ ...problem, covariance, expectedReturns }, options.ranks);
    if (found.status === 'complete' && found.points.length === options.ranks)
      draws.push(found.points.map(({ weights }) => weights));
  }
  if (draws.length === 0) return { status: 'failed', reason: 'no redraw has a frontier' };
  const points = Array.from({ length: options.ranks }, (_, rank) => {
    const average = new Float64Array(n);
    for (const one of draws)
      one[rank]?.forEach((weight, j) => (average[j] = (average[j] ?? 0) + weight / draws.length));
    return portfolioPoint(problem, average);
  });
  return { status: 'complete', points, failed: options.draws - draws.length, draws };
}

/**
 * The portfolio of a resampled frontier that an aim asks for, judged by the moments of the problem. Least risk is the first
 * rank, greatest return the last. Between ranks weights are mixed: a return that is asked for is met exactly, a volatility is
 * not passed. The greatest Sharpe ratio is that of the best rank. A target beyond the frontier gets its nearer end.
 */
export function resampledPortfolio(
  problem: OptimizationProblem,
  { points }: ResampledFrontier,
  aim: ResampledAim
): ResampledPortfolio | NoExcess {
  const last = points.length - 1;
  const at = (rank: number, share = 0): ResampledPortfolio => {
    const from = points[rank]?.weights ?? new Float64Array(problem.instruments.length);
    const to = points[Math.min(rank + 1, last)]?.weights ?? from;
    const weights = from.map((weight, j) => weight + share * ((to[j] ?? 0) - weight));
    return { status: 'resampled', rank, share, ...portfolioPoint(problem, weights) };
  };
  switch (aim.kind) {
    case 'minimum-variance':
      return at(0);
    case 'maximum-return':
      return at(last);
    case 'maximum-sharpe': {
      const best = points.reduce((top, one, rank) => (one.sharpe > (points[top]?.sharpe ?? -Infinity) ? rank : top), 0);
      const found = at(best);
      const greatestReturn = Math.max(...points.map(({ expectedReturn }) => expectedReturn));
      return found.sharpe > 0 ? found : { status: 'no-excess', greatestReturn };
    }
    case 'target-return': {
      const rank = points.findIndex(({ expectedReturn }) => expectedReturn >= aim.annualReturn);
      if (rank < 0) return at(last);
      const [low, high] = [points[rank - 1]?.expectedReturn, points[rank]?.expectedReturn];
      return low === undefined || high === undefined ? at(0) : at(rank - 1, (aim.annualReturn - low) / (high - low));
    }
    case 'target-volatility': {
      const rank = points.findLastIndex(({ volatility }) => volatility <= aim.annualVolatility);
      if (rank < 0) return at(0);
      return rank === last
        ? at(last)
        : at(
            rank,
            greatestShare((share) => at(rank, share).volatility, aim.annualVolatility)
          );
    }
  }
}

/** How far the weights of a portfolio of the frontier move from redraw to redraw; their mean is the portfolio. */
export function rangeOfRank(
  { points, draws, failed }: ResampledFrontier,
  { rank, share }: ResampledPortfolio
): ResampledRange {
  const samples = draws.map((ranks) => {
    const from = ranks[rank] ?? new Float64Array(points[0]?.weights.length ?? 0);
    const to = ranks[rank + 1] ?? from;
    return from.map((weight, j) => weight + share * ((to[j] ?? 0) - weight));
  });
  return rangeOfSamples(samples, points[0]?.weights.length ?? 0, draws.length + failed);
}

/** The greatest share at which a convex figure that starts at or below a limit is not above it, by halving. */
function greatestShare(figure: (share: number) => number, limit: number): number {
  let [low, high] = [0, 1];
  for (let k = 0; k < 52; k++) {
    const middle = (low + high) / 2;
    if (figure(middle) <= limit) low = middle;
    else high = middle;
  }
  return low;
}
