import { detonedCovariance } from '$lib/math/stats';
import { sampleCovariance } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** How many of the greatest components are the market. */
export interface DetonedOptions {
  readonly components?: number;
}

/**
 * Sample covariance without its market components, scaled back to its variances. Singular: it serves clustering
 * (HRP, NCO), not inversion. Source: Lopez de Prado (2020), section 2.6.
 */
export const detoned: CovarianceEstimator<'detoned', DetonedOptions> = {
  id: 'detoned',
  gaps: 'common-rows',
  options: { components: { kind: 'number', default: 1, minimum: 1, maximum: 20, whole: true } },
  estimate: ({ returns, periodsPerYear }, { components = 1 }) => ({
    covariance: detonedCovariance(sampleCovariance(returns, periodsPerYear), returns.columns, components)
  })
};
