import { denoisedCovariance } from '$lib/math/stats';
import { sampleCovariance } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** What becomes of the eigenvalues that noise explains. */
export interface DenoisedOptions {
  /** 'constant': their mean. 'shrinkage': a share `kept` of their correlations is kept. */
  readonly residual?: 'constant' | 'shrinkage';
  readonly kept?: number;
  /** Width of the kernel with which the eigenvalues' density is made. */
  readonly bandwidth?: number;
}

/** Sample covariance whose correlation is cleaned of Marchenko-Pastur noise. Source: Lopez de Prado (2020), chapter 2. */
export const denoised: CovarianceEstimator<'denoised', DenoisedOptions> = {
  id: 'denoised',
  gaps: 'common-rows',
  options: {
    residual: { kind: 'choice', default: 'constant', choices: ['constant', 'shrinkage'] },
    kept: { kind: 'number', default: 0, minimum: 0, maximum: 1 },
    bandwidth: { kind: 'number', default: 0.01, minimum: 0.001, maximum: 1 }
  },
  estimate: ({ returns, periodsPerYear }, options) => {
    const sample = sampleCovariance(returns, periodsPerYear);
    const { covariance, fit } = denoisedCovariance(sample, returns.columns, { ...options, rows: returns.rows });
    return { covariance, factors: fit.factors, noise: fit.variance };
  }
};
