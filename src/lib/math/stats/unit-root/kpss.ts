import { automaticLags, longRunVariance } from '../regression';
import { leastSquaresResiduals } from './detrended';
import { trendColumns } from './trend';
import { finiteSeries, type UnitRootTest } from './unit-root-test';

export interface KpssOptions {
  /** Stationary about a constant ('c', when left out) or a linear trend. */
  readonly trend?: 'c' | 'ct';
  /** Lags of the Bartlett long-run variance; read from the data (Hobijn, Franses and Ooms 1998) when left out. */
  readonly lags?: number;
}

/** Critical values at 10, 5, 2.5 and 1 % (Kwiatkowski and others 1992, table 1). */
const LEVELS = [0.1, 0.05, 0.025, 0.01];
const CRITICAL = { c: [0.347, 0.463, 0.574, 0.739], ct: [0.119, 0.146, 0.176, 0.216] };

/** Between the published levels a straight line; held at 0.01 and 0.1 beyond them. */
function pValue(statistic: number, critical: readonly number[]): number {
  const above = critical.findIndex((value) => statistic < value);
  if (above === 0) return LEVELS[0];
  if (above < 0) return LEVELS[3];
  const share = (statistic - critical[above - 1]) / (critical[above] - critical[above - 1]);
  return LEVELS[above - 1] + share * (LEVELS[above] - LEVELS[above - 1]);
}

/**
 * KPSS test: stationarity about the trend against a unit root, so that small p-values speak for the root. The p-value
 * is known between 0.01 and 0.1 only: at these ends it means "at most" and "at least". No gaps.
 * Source: Kwiatkowski, Phillips, Schmidt and Shin (1992). @throws RangeError with too few values, or none that vary.
 */
export function kpss(series: ArrayLike<number>, { trend = 'c', lags }: KpssOptions = {}): UnitRootTest {
  const values = finiteSeries(series, 5);
  const rows = values.length;
  const { residuals } = leastSquaresResiduals(values, trendColumns(trend, rows));
  const used = lags ?? automaticLags(residuals, Math.floor(rows ** (2 / 9)));
  if (!Number.isInteger(used) || used < 0 || used >= rows) throw new RangeError(`lags: ${used}`);
  const variance = longRunVariance(residuals, used);
  if (!(variance > 0)) throw new RangeError('series follows its trend exactly');
  let [partial, squares] = [0, 0];
  for (const residual of residuals) {
    partial += residual;
    squares += partial * partial;
  }
  const statistic = squares / (rows * rows * variance);
  const critical = CRITICAL[trend];
  return {
    statistic,
    pValue: pValue(statistic, critical),
    criticalValues: { onePercent: critical[3], fivePercent: critical[1], tenPercent: critical[0] },
    lags: used,
    rows
  };
}
