import type { ReturnEstimator } from '../estimator';
import { impliedReturns } from '../means';

/** A portfolio taken for the best one, and the taste of who holds it. */
export interface ImpliedOptions {
  /** Weights, one an instrument. */
  readonly weights: Float64Array;
  /** Excess return asked for one unit of variance. */
  readonly riskAversion: number;
  /** Annual. */
  readonly riskFreeRate: number;
}

/** What a market or a portfolio implies, by reverse optimization (equilibrium). Source: Sharpe (1974); Black and Litterman (1992). */
export const implied: ReturnEstimator<'implied', ImpliedOptions> = {
  id: 'implied',
  raw: false,
  gaps: 'not-used',
  options: {
    weights: { kind: 'instruments', needed: true },
    riskAversion: { kind: 'number', default: 2, minimum: 0.1, maximum: 20 },
    riskFreeRate: { kind: 'number', default: 0.02, minimum: -0.05, maximum: 0.5 }
  },
  estimate: ({ covariance }, options) => ({ expectedReturns: impliedReturns({ ...options, covariance }) })
};
