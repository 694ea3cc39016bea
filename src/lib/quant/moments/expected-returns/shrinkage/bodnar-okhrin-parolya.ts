import { dot } from '$lib/math/linalg';
import type { ReturnEstimator } from '../estimator';
import { historicalMeans } from '../means';
import { covarianceSolver, targetMean, type MeanTarget } from './mean-target';

/** The direction that the means are pulled towards: one value for all. */
export interface BodnarOkhrinParolyaOptions {
  readonly target?: MeanTarget;
}

/**
 * Means shrunk towards a constant vector with the intensity that is optimal for many instruments and few rows, without
 * an assumption on the distribution: a x mean + (1 - a) (m'C^-1 b / b'C^-1 b) b. The intensity 1 - a is held within 0
 * and 1. @throws RangeError unless there are more rows than instruments, or when the covariance is not positive
 * definite. Source: Bodnar, Okhrin and Parolya, Optimal shrinkage estimator for high-dimensional mean vector (2019).
 */
export const bodnarOkhrinParolya: ReturnEstimator<'bodnar-okhrin-parolya', BodnarOkhrinParolyaOptions> = {
  id: 'bodnar-okhrin-parolya',
  raw: false,
  gaps: 'common-rows',
  options: {
    target: { kind: 'choice', default: 'grand-mean', choices: ['grand-mean', 'minimum-variance'] }
  },
  estimate: ({ returns, periodsPerYear, covariance }, { target: kind = 'grand-mean' }) => {
    const { rows, columns: n } = returns;
    if (rows <= n) throw new RangeError(`${rows} rows for ${n} instruments: more rows are needed`);
    const means = historicalMeans(returns, periodsPerYear);
    const value = targetMean(kind, means, covariance);
    const solve = covarianceSolver(covariance, n);
    const target = new Float64Array(n).fill(value);
    const solved = solve(target);
    // Annual means and covariance: a form in both means carries one periodsPerYear too many.
    const u = dot(means, solve(means)) / periodsPerYear;
    const v = dot(means, solved) / periodsPerYear;
    const w = dot(target, solved) / periodsPerYear;
    const spread = u * w - v * v;
    const kept = spread > 0 ? ((u - n / (rows - n)) * w - v * v) / spread : 0;
    const intensity = Math.min(1, Math.max(0, 1 - kept));
    const common = w > 0 ? (value * v) / w : 0;
    return { expectedReturns: means.map((mean) => mean + intensity * (common - mean)), intensity, target: common };
  }
};
