import { leastSquaresResiduals } from './detrended';
import { chosenLags, dickeyFullerRegression } from './dickey-fuller-regression';
import { dickeyFullerCriticalValues, dickeyFullerPValue } from './mackinnon';
import { trendColumns, type Trend } from './trend';
import { finiteSeries, type LagChoice, type UnitRootTest } from './unit-root-test';

export interface CointegrationOptions {
  /** 'c' when left out. */
  readonly trend?: Trend;
  /** Lags of the test of the residuals; least AIC when left out. */
  readonly lags?: LagChoice;
}

/** A test of cointegration with the relation it was made on. */
export interface Cointegration extends UnitRootTest {
  /** Coefficients of the other series: y less these times the others is the spread that returns to its trend. */
  readonly hedge: Float64Array;
  /** y less hedge times the others less the trend. */
  readonly residuals: Float64Array;
}

/**
 * Engle-Granger test: no cointegration of y with one to five other series against a spread that returns. Small p-values
 * speak for cointegration. No gaps. Sources: Engle and Granger (1987); MacKinnon (1994, 2010); without a trend no
 * critical values are published for several series: they are NaN.
 * @throws RangeError unless lengths agree and the residuals of the relation vary.
 */
export function engleGranger(
  y: ArrayLike<number>,
  others: readonly ArrayLike<number>[],
  { trend = 'c', lags = { criterion: 'aic' } }: CointegrationOptions = {}
): Cointegration {
  const values = finiteSeries(y, 10);
  const columns = others.map((other) => finiteSeries(other, 10));
  if (columns.length < 1 || columns.length > 5) throw new RangeError(`${columns.length} other series`);
  if (columns.some(({ length }) => length !== values.length)) throw new RangeError('series differ in length');
  const relation = leastSquaresResiduals(values, [...trendColumns(trend, values.length), ...columns]);
  const found = dickeyFullerRegression(relation.residuals, 'n', chosenLags(relation.residuals, 'n', lags));
  const series = columns.length + 1;
  return {
    ...found,
    pValue: dickeyFullerPValue(found.statistic, trend, series),
    criticalValues: dickeyFullerCriticalValues(trend, values.length - 1, series),
    hedge: relation.coefficients.slice(trend === 'n' ? 0 : trend.length),
    residuals: relation.residuals
  };
}
