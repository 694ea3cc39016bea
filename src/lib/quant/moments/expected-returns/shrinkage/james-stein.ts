import { symmetricEigenvalues } from '$lib/math/linalg';
import type { ReturnEstimator } from '../estimator';
import { historicalMeans } from '../means';
import { targetMean, type MeanTarget } from './mean-target';

/** What the means are pulled towards. */
export interface JamesSteinOptions {
  readonly target?: MeanTarget;
}

/**
 * James-Stein means: pulled towards a common value b by (tr C - 2 greatest eigenvalue) / (T |mean - b|^2), C the
 * covariance of a period, held within 0 and 1: where one component rules, the rule would push away from b and
 * nothing is pulled. Source: James and Stein (1961); Jorion (1986); Meucci, Risk and asset allocation (2005), 4.4.
 */
export const jamesStein: ReturnEstimator<'james-stein', JamesSteinOptions> = {
  id: 'james-stein',
  raw: false,
  gaps: 'common-rows',
  options: {
    target: { kind: 'choice', default: 'grand-mean', choices: ['grand-mean', 'minimum-variance'] }
  },
  estimate: ({ returns, periodsPerYear, covariance }, { target: kind = 'grand-mean' }) => {
    const means = historicalMeans(returns, periodsPerYear);
    const target = targetMean(kind, means, covariance);
    const values = symmetricEigenvalues(covariance, means.length);
    const spread = values.reduce((total, value) => total + value, 0) - 2 * values[values.length - 1];
    const distance = means.reduce((total, mean) => total + (mean - target) ** 2, 0) / periodsPerYear;
    const intensity = Math.min(1, Math.max(0, distance > 0 ? spread / (returns.rows * distance) : 1));
    return { expectedReturns: means.map((mean) => mean + intensity * (target - mean)), intensity, target };
  }
};
