import { leastSquaresResiduals } from './detrended';
import { chosenLags, dickeyFullerRegression } from './dickey-fuller-regression';
import { glsCriticalValues, glsPValue } from './mackinnon';
import { trendColumns } from './trend';
import { finiteSeries, type LagChoice, type UnitRootTest } from './unit-root-test';

export interface DickeyFullerGlsOptions {
  /** 'c' when left out. */
  readonly trend?: 'c' | 'ct';
  /** Least AIC when left out, chosen on the residuals of the plain trend (Perron and Qu 2007). */
  readonly lags?: LagChoice;
}

/**
 * Dickey-Fuller test after detrending by local generalised least squares: more power against roots near one. As the
 * augmented test in all else. Source: Elliott, Rothenberg and Stock (1996). @throws RangeError as that test.
 */
export function dickeyFullerGls(
  series: ArrayLike<number>,
  { trend = 'c', lags = { criterion: 'aic' } }: DickeyFullerGlsOptions = {}
): UnitRootTest {
  const values = finiteSeries(series, 8);
  const columns = trendColumns(trend, values.length);
  const root = 1 - (trend === 'c' ? 7 : 13.5) / values.length;
  const quasi = (column: Float64Array): Float64Array =>
    column.map((value, t) => (t === 0 ? value : value - root * column[t - 1]));
  const { coefficients } = leastSquaresResiduals(quasi(values), columns.map(quasi));
  const detrended = values.map((value, t) =>
    columns.reduce((left, column, j) => left - coefficients[j] * column[t], value)
  );
  const plain = leastSquaresResiduals(values, columns).residuals;
  const found = dickeyFullerRegression(detrended, 'n', chosenLags(plain, 'n', lags));
  return {
    ...found,
    pValue: glsPValue(found.statistic, trend),
    criticalValues: glsCriticalValues(trend, found.rows)
  };
}
