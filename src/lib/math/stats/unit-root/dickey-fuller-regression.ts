import { log } from '$lib/math/elementary';
import { linearRegression, type LinearRegression } from '../regression';
import { trendColumns, type Trend } from './trend';
import type { LagChoice } from './unit-root-test';

/** The regression behind a Dickey-Fuller statistic: the t statistic of the level, and its lags and rows. */
export interface DickeyFullerRegression {
  readonly statistic: number;
  readonly lags: number;
  readonly rows: number;
}

/** Differences on the level before, `lags` differences before and a trend, without the first `skipped` differences. */
function regression(series: Float64Array, trend: Trend, lags: number, skipped: number): LinearRegression {
  const rows = series.length - 1 - skipped;
  const lagged = (lag: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, t) => series[t + skipped + 1 - lag] - series[t + skipped - lag]);
  const level = series.subarray(skipped, skipped + rows);
  const earlier = Array.from({ length: lags }, (_, lag) => lagged(lag + 1));
  const fit = linearRegression(lagged(0), [...trendColumns(trend, rows), level, ...earlier], { intercept: false });
  if (fit.status !== 'ok') throw new RangeError('series follows its own past or trend exactly');
  return fit;
}

/** The most lags that are tried where none are given: ceil(12 (T / 100)^(1/4)) (Schwert 1989), fewer for few values. */
function mostLags(length: number, trend: Trend): number {
  const terms = trend === 'n' ? 0 : trend.length;
  return Math.max(0, Math.min(Math.ceil(12 * (length / 100) ** 0.25), Math.floor(length / 2) - terms - 1));
}

/** Lags of least information criterion; all are compared on the same rows. The least one wins a tie. */
export function chosenLags(series: Float64Array, trend: Trend, choice: LagChoice): number {
  if (typeof choice === 'number') {
    if (!Number.isInteger(choice) || choice < 0) throw new RangeError(`lags: ${choice}`);
    return choice;
  }
  const most = choice.maximum ?? mostLags(series.length, trend);
  let best = { lags: 0, value: Infinity };
  for (let lags = 0; lags <= most; lags++) {
    const fit = regression(series, trend, lags, most);
    const size = fit.coefficients.length;
    const penalty = choice.criterion === 'aic' ? 2 : log(fit.rows);
    const value = penalty * size - 2 * fit.logLikelihood;
    if (value < best.value) best = { lags, value };
  }
  return best.lags;
}

/**
 * The Dickey-Fuller regression of a series with the given lags. @throws RangeError with too few values for them, or
 * where the series is an exact function of its past.
 */
export function dickeyFullerRegression(series: Float64Array, trend: Trend, lags: number): DickeyFullerRegression {
  const fit = regression(series, trend, lags, lags);
  const at = trend === 'n' ? 0 : trend.length;
  return { statistic: fit.tStatistics[at], lags, rows: fit.rows };
}
