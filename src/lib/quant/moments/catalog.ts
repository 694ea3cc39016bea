import { ledoitWolfCovariance, sampleCovariance } from './covariance';
import { compoundedMeans, historicalMeans, impliedReturns, shrunkMeans } from './expected-returns';
import type { ReturnMatrix } from './return-matrix';

/** How covariance is estimated. */
export type CovarianceMethod = 'ledoit-wolf' | 'sample';

/** How expected returns are estimated, each with its own options. */
export type ExpectedReturnSpec =
  | {
      readonly method: 'implied';
      readonly weights: Float64Array;
      readonly riskAversion: number;
      readonly riskFreeRate: number;
    }
  | { readonly method: 'shrunk' }
  | { readonly method: 'historical' }
  | { readonly method: 'compounded' };

/** What to estimate from returns, as data. */
export interface MomentsSpec {
  readonly covariance: CovarianceMethod;
  readonly expectedReturns: ExpectedReturnSpec;
  readonly periodsPerYear: number;
}

/** Estimated annual moments. */
export interface Moments {
  readonly covariance: Float64Array;
  readonly expectedReturns: Float64Array;
  /** True when the means are neither implied nor shrunk: mark them where shown. */
  readonly raw: boolean;
  /** Weight of the covariance target, when shrunk. */
  readonly covarianceShrinkage?: number;
  /** Weight and annual value of the common mean, when shrunk. */
  readonly meanShrinkage?: number;
  readonly meanTarget?: number;
}

/** Covariance estimators, the default first. */
export const covarianceMethods: readonly { readonly id: CovarianceMethod }[] = [
  { id: 'ledoit-wolf' },
  { id: 'sample' }
];

/** Estimators of expected returns, the default first; raw ones must be marked. */
export const expectedReturnMethods: readonly {
  readonly id: ExpectedReturnSpec['method'];
  readonly raw: boolean;
}[] = [
  { id: 'implied', raw: false },
  { id: 'shrunk', raw: false },
  { id: 'historical', raw: true },
  { id: 'compounded', raw: true }
];

/** Annual covariance and expected returns as a spec asks. @throws RangeError as the estimators do. */
export function estimatedMoments(returns: ReturnMatrix, spec: MomentsSpec): Moments {
  const { periodsPerYear } = spec;
  const shrunk = spec.covariance === 'ledoit-wolf' ? ledoitWolfCovariance(returns, periodsPerYear) : undefined;
  const covariance = shrunk?.covariance ?? sampleCovariance(returns, periodsPerYear);
  const risk = shrunk ? { covariance, covarianceShrinkage: shrunk.shrinkage } : { covariance };
  const wanted = spec.expectedReturns;
  switch (wanted.method) {
    case 'implied':
      return { ...risk, expectedReturns: impliedReturns({ ...wanted, covariance }), raw: false };
    case 'shrunk': {
      const { means, intensity, target } = shrunkMeans(returns, { periodsPerYear, covariance });
      return { ...risk, expectedReturns: means, raw: false, meanShrinkage: intensity, meanTarget: target };
    }
    case 'historical':
      return { ...risk, expectedReturns: historicalMeans(returns, periodsPerYear), raw: true };
    case 'compounded':
      return { ...risk, expectedReturns: compoundedMeans(returns, periodsPerYear), raw: true };
  }
}
