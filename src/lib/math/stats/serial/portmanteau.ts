import { autocorrelation } from '../moments';
import { linearRegression } from '../regression';
import { chiSquareTest, type StatisticTest } from './statistic-test';

/**
 * Ljung-Box test that the first `lags` autocorrelations are zero; `fitted` coefficients of a model whose residuals are
 * tested come off the degrees of freedom. NaN propagates. Source: Ljung and Box (1978).
 * @throws RangeError unless fitted < lags < the number of values.
 */
export function ljungBox(series: ArrayLike<number>, lags: number, fitted = 0): StatisticTest {
  const n = series.length;
  if (!(Number.isInteger(lags) && lags > fitted && lags < n)) throw new RangeError(`lags: ${lags}`);
  let total = 0;
  for (let lag = 1; lag <= lags; lag++) total += autocorrelation(series, lag) ** 2 / (n - lag);
  return chiSquareTest(n * (n + 2) * total, lags - fitted);
}

/**
 * Engle's test of no ARCH effects: T R-squared of the squares on `lags` squares before. The series is taken as
 * residuals: no mean is taken off. No gaps. Source: Engle (1982).
 * @throws RangeError with too few values or such that are not finite, or when the squares depend linearly.
 */
export function archEffects(residuals: ArrayLike<number>, lags: number): StatisticTest {
  if (!Number.isInteger(lags) || lags < 1) throw new RangeError(`lags: ${lags}`);
  const rows = residuals.length - lags;
  const squares = (lag: number): Float64Array =>
    Float64Array.from({ length: Math.max(0, rows) }, (_, t) => residuals[t + lags - lag] ** 2);
  const fit = linearRegression(
    squares(0),
    Array.from({ length: lags }, (_, at) => squares(at + 1))
  );
  if (fit.status !== 'ok') throw new RangeError(`squares of lag ${fit.column + 1} depend on the others`);
  return chiSquareTest(rows * fit.rSquared, lags);
}

/** Durbin-Watson statistic of residuals: near 2 without autocorrelation at lag 1, towards 0 with positive. NaN propagates. */
export function durbinWatson(residuals: ArrayLike<number>): number {
  let [steps, squares] = [0, 0];
  for (let t = 0; t < residuals.length; t++) {
    squares += residuals[t] ** 2;
    if (t > 0) steps += (residuals[t] - residuals[t - 1]) ** 2;
  }
  return steps / squares;
}
