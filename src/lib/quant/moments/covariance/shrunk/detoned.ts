import { denoisedCovariance, detonedCovariance } from '$lib/math/stats';
import { sampleCovariance } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** How many of the greatest components are the market, and whether noise goes first. */
export interface DetonedOptions {
  readonly components?: number;
  readonly denoised?: boolean;
}

/**
 * Covariance without its market components, scaled back to its variances; of the sample, or of the sample cleaned of
 * noise. Singular: it serves clustering (HRP, NCO), not inversion. Source: Lopez de Prado (2020), section 2.6.
 */
export const detoned: CovarianceEstimator<'detoned', DetonedOptions> = {
  id: 'detoned',
  gaps: 'common-rows',
  options: {
    components: { kind: 'number', default: 1, minimum: 1, maximum: 20, whole: true },
    denoised: { kind: 'switch', default: false }
  },
  estimate: ({ returns, periodsPerYear }, { components = 1, denoised = false }) => {
    const { rows, columns: n } = returns;
    const sample = sampleCovariance(returns, periodsPerYear);
    const found = denoised ? denoisedCovariance(sample, n, { rows }) : undefined;
    return {
      covariance: detonedCovariance(found?.covariance ?? sample, n, components),
      ...(found && { factors: found.fit.factors, noise: found.fit.variance })
    };
  }
};
