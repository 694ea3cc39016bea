import {
  covarianceFromCorrelation,
  exponentialCovariance,
  garchFit,
  garchVarianceAhead,
  scaledCorrelation,
  selectedColumns
} from '$lib/math/stats';
import { annual, sampleCovariance } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Whose correlation is taken, and how far ahead the volatilities look. */
export interface GarchOptions {
  readonly correlation?: 'constant' | 'exponential';
  /** Half-life in rows of an exponential correlation. */
  readonly halfLife?: number;
  /** Periods whose mean variance is forecast; 1 is the next alone. */
  readonly horizon?: number;
}

/**
 * Volatilities forecast by a GARCH(1,1) of each instrument, with the sample's correlation or an exponentially weighted
 * one. Source: Bollerslev, Modelling the coherence in short-run nominal exchange rates (1990).
 */
export const garch: CovarianceEstimator<'garch', GarchOptions> = {
  id: 'garch',
  gaps: 'common-rows',
  options: {
    correlation: { kind: 'choice', default: 'constant', choices: ['constant', 'exponential'] },
    halfLife: { kind: 'number', default: 60, minimum: 2, maximum: 2_000 },
    horizon: { kind: 'number', default: 1, minimum: 1, maximum: 2_000, whole: true }
  },
  estimate: ({ returns, periodsPerYear }, { correlation = 'constant', halfLife = 60, horizon = 1 }) => {
    const n = returns.columns;
    const base = correlation === 'constant' ? sampleCovariance(returns, 1) : exponentialCovariance(returns, halfLife);
    const fits = Array.from({ length: n }, (_, j) => garchFit(selectedColumns(returns, [j]).values));
    const deviations = fits.map((fit) => Math.sqrt(garchVarianceAhead(fit, horizon)));
    const covariance = covarianceFromCorrelation(scaledCorrelation(base, n).correlation, deviations);
    return {
      covariance: annual(covariance, periodsPerYear),
      converged: fits.every(({ status }) => status === 'converged')
    };
  }
};
