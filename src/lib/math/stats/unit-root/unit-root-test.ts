/** Critical values of a statistic at the usual levels. */
export interface CriticalValues {
  readonly onePercent: number;
  readonly fivePercent: number;
  readonly tenPercent: number;
}

/** What a test of a unit root, of stationarity or of cointegration found. */
export interface UnitRootTest {
  readonly statistic: number;
  /** Probability of a statistic as extreme under the null; approximate, from response surfaces. */
  readonly pValue: number;
  readonly criticalValues: CriticalValues;
  /** Lagged differences in the regression, or lags of the long-run variance. */
  readonly lags: number;
  /** Rows of the regression. */
  readonly rows: number;
}

/** A number of lags, or how to choose it: by an information criterion among none and `maximum`. */
export type LagChoice = number | { readonly criterion: 'aic' | 'bic'; readonly maximum?: number };

/** A copy of a series without gaps. @throws RangeError below `least` values, or where one is not finite. */
export function finiteSeries(series: ArrayLike<number>, least: number): Float64Array {
  if (series.length < least) throw new RangeError(`${series.length} values, at least ${least} are needed`);
  const values = Float64Array.from(series);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`value ${bad} is not finite`);
  return values;
}
