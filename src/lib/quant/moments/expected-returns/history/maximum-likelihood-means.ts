import { lateMoments } from '../../covariance/sample-covariance';
import type { ReturnEstimator } from '../estimator';

/** Means of instruments listed at different times: the longer histories say what the shorter missed. Source: Stambaugh (1997). */
export const maximumLikelihoodMeans: ReturnEstimator<'maximum-likelihood', object> = {
  id: 'maximum-likelihood',
  raw: true,
  gaps: 'maximum-likelihood',
  options: {},
  estimate: ({ returns, periodsPerYear }) => ({
    expectedReturns: lateMoments(returns).means.map((mean) => mean * periodsPerYear)
  })
};
