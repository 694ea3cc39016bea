import { regressionFactorCovariance } from '$lib/math/stats';
import { matrixOnRows } from '../../estimation';
import type { ReturnMatrix } from '../../return-matrix';
import type { ReturnEstimator } from '../estimator';
import { historicalMeans } from '../means';

/** Factors, and what each is expected to earn. */
export interface FactorModelOptions {
  /** Returns of the factors over cash (or long-short), on the rows of the returns. */
  readonly factors: ReturnMatrix;
  /** Annual premium of each factor; its arithmetic mean when absent. */
  readonly premia?: Float64Array;
  /** Annual, added to all. */
  readonly riskFreeRate?: number;
  /** True adds the regressions' intercepts, the past that no factor explains. */
  readonly intercept?: boolean;
}

/**
 * Expected returns of a factor model: riskFreeRate + exposures x premia, exposures by least squares with a constant.
 * Raw: unless premia are given they are past means. @throws RangeError when premia and factors differ in number, and
 * as the regression does. Source: Ross (1976); Fama and French (1993).
 */
export const factorModel: ReturnEstimator<'factor-model', FactorModelOptions> = {
  id: 'factor-model',
  raw: true,
  gaps: 'common-rows',
  options: {
    factors: { kind: 'rows', needed: true },
    premia: { kind: 'factors', needed: false },
    riskFreeRate: { kind: 'number', default: 0, minimum: -0.05, maximum: 0.5 },
    intercept: { kind: 'switch', default: false }
  },
  estimate: (estimation, { factors, premia, riskFreeRate = 0, intercept = false }) => {
    const { returns, periodsPerYear } = estimation;
    const onRows = matrixOnRows(estimation, factors);
    const k = onRows.columns;
    const earned = premia ?? historicalMeans(onRows, periodsPerYear);
    if (earned.length !== k) throw new RangeError(`${earned.length} premia for ${k} factors`);
    const { exposures, intercepts } = regressionFactorCovariance(returns, onRows);
    const expectedReturns = Float64Array.from({ length: returns.columns }, (_, j) => {
      let value = riskFreeRate + (intercept ? intercepts[j] * periodsPerYear : 0);
      for (let f = 0; f < k; f++) value += exposures[j * k + f] * earned[f];
      return value;
    });
    return { expectedReturns };
  }
};
