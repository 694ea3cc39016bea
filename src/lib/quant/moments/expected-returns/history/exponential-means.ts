import { expm1, log1p } from '$lib/math/elementary';
import { exponentialWeights, weightedColumnMeans } from '$lib/math/stats';
import { requireRows } from '../../return-matrix';
import type { ReturnEstimator } from '../estimator';

/** Age in rows at which a return counts half, and how the mean becomes annual. */
export interface ExponentialMeansOptions {
  /** A span s is the half-life `halfLifeFromSpan(s)`. */
  readonly halfLife?: number;
  /** (1 + mean)^periodsPerYear - 1 as PyPortfolioOpt's default, else mean x periodsPerYear as skfolio. */
  readonly compounding?: boolean;
}

/** Exponentially weighted mean of each instrument; a missing return leaves its weight out. As pandas' ewm().mean(). */
export const exponentialMeans: ReturnEstimator<'exponential', ExponentialMeansOptions> = {
  id: 'exponential',
  raw: true,
  gaps: 'own-history',
  options: {
    halfLife: { kind: 'number', default: 170, minimum: 2, maximum: 5_000 },
    compounding: { kind: 'switch', default: true }
  },
  estimate: ({ returns, periodsPerYear }, { halfLife = 170, compounding = true }) => {
    requireRows(returns, 1);
    const means = weightedColumnMeans(returns, exponentialWeights(returns.rows, halfLife));
    const without = means.findIndex((mean) => !Number.isFinite(mean));
    if (without >= 0) throw new RangeError(`series ${without} has no returns`);
    return {
      expectedReturns: means.map((mean) => (compounding ? expm1(log1p(mean) * periodsPerYear) : mean * periodsPerYear))
    };
  }
};
