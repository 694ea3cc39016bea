import { chosenLags, dickeyFullerRegression } from './dickey-fuller-regression';
import { dickeyFullerCriticalValues, dickeyFullerPValue } from './mackinnon';
import type { Trend } from './trend';
import { finiteSeries, type LagChoice, type UnitRootTest } from './unit-root-test';

export interface DickeyFullerOptions {
  /** 'c' when left out. */
  readonly trend?: Trend;
  /** Least AIC when left out. */
  readonly lags?: LagChoice;
}

/**
 * Augmented Dickey-Fuller test: a unit root against stationarity about the trend. Small p-values speak against the root.
 * No gaps. Sources: Said and Dickey (1984); MacKinnon (1994, 2010).
 * @throws RangeError with too few values for the lags, or where the series is an exact function of its past.
 */
export function augmentedDickeyFuller(
  series: ArrayLike<number>,
  { trend = 'c', lags = { criterion: 'aic' } }: DickeyFullerOptions = {}
): UnitRootTest {
  const values = finiteSeries(series, 8);
  const found = dickeyFullerRegression(values, trend, chosenLags(values, trend, lags));
  return {
    ...found,
    pValue: dickeyFullerPValue(found.statistic, trend),
    criticalValues: dickeyFullerCriticalValues(trend, found.rows)
  };
}
