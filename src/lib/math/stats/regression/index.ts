export { linearRegression } from './linear-regression';
export type { LinearRegression, RegressionOptions, RegressionResult } from './linear-regression';
export type { ErrorModel } from './error-covariance';
export { automaticLags, longRunVariance, ruleLags } from './long-run';
