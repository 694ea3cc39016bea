import { linearRegression, longRunVariance } from '../regression';
import { dickeyFullerCriticalValues, dickeyFullerPValue } from './mackinnon';
import { trendColumns } from './trend';
import { finiteSeries, type UnitRootTest } from './unit-root-test';

export interface PhillipsPerronOptions {
  /** 'c' when left out. */
  readonly trend?: 'n' | 'c' | 'ct';
  /** Lags of the Bartlett long-run variance; ceil(12 (T / 100)^(1/4)) when left out. */
  readonly lags?: number;
}

/**
 * Phillips-Perron test, Z_t: a unit root against stationarity, with serial correlation met by a long-run variance in
 * place of lagged differences. No gaps. Sources: Phillips and Perron (1988); Hamilton (1994), 17.6.
 * @throws RangeError with too few values, or where the series is an exact function of its past.
 */
export function phillipsPerron(
  series: ArrayLike<number>,
  { trend = 'c', lags }: PhillipsPerronOptions = {}
): UnitRootTest {
  const values = finiteSeries(series, 8);
  const rows = values.length - 1;
  const used = lags ?? Math.min(Math.ceil(12 * (values.length / 100) ** 0.25), rows - 1);
  if (!Number.isInteger(used) || used < 0 || used >= rows) throw new RangeError(`lags: ${used}`);
  const columns = [values.subarray(0, rows), ...trendColumns(trend, rows)];
  const fit = linearRegression(values.subarray(1), columns, { intercept: false });
  if (fit.status !== 'ok' || fit.residualSumOfSquares === 0) {
    throw new RangeError('series follows its own past or trend exactly');
  }
  const longRun = longRunVariance(fit.residuals, used);
  const short = fit.residualSumOfSquares / rows;
  const [error] = fit.standardErrors;
  const excess = (longRun - short) / Math.sqrt(longRun);
  const statistic =
    Math.sqrt(short / longRun) * ((fit.coefficients[0] - 1) / error) -
    (0.5 * excess * rows * error) / fit.residualDeviation;
  return {
    statistic,
    pValue: dickeyFullerPValue(statistic, trend),
    criticalValues: dickeyFullerCriticalValues(trend, rows),
    lags: used,
    rows
  };
}
