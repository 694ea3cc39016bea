import { normalCdf } from '$lib/math/distributions';
import type { StatisticTest } from './statistic-test';

export interface VarianceRatioOptions {
  /** Allows for variances that change; true when left out. */
  readonly robust?: boolean;
}

/** The ratio beside its test: 1 for a random walk, above for trends, below for reversion. */
export interface VarianceRatio extends StatisticTest {
  readonly ratio: number;
}

/**
 * Variance ratio test of a random walk: the variance of overlapping returns over `periods` against that of single ones,
 * corrected for bias. `returns` are the steps of the walk (log returns). No gaps.
 * Sources: Lo and MacKinlay (1988); Campbell, Lo and MacKinlay (1997), 2.4. @throws RangeError unless 2 <= periods < T.
 */
export function varianceRatio(
  returns: ArrayLike<number>,
  periods: number,
  { robust = true }: VarianceRatioOptions = {}
): VarianceRatio {
  const n = returns.length;
  if (!(Number.isInteger(periods) && periods >= 2 && periods < n)) throw new RangeError(`periods: ${periods}`);
  let total = 0;
  for (let t = 0; t < n; t++) total += returns[t];
  const deviations = Float64Array.from(returns, (value) => value - total / n);
  const squares = deviations.map((value) => value * value);
  const single = squares.reduce((sum, value) => sum + value, 0);
  let [window, long] = [0, 0];
  for (let t = 0; t < n; t++) {
    window += deviations[t] - (t >= periods ? deviations[t - periods] : 0);
    if (t >= periods - 1) long += window * window;
  }
  const ratio = long / (periods * (n - periods + 1) * (1 - periods / n)) / (single / (n - 1));
  let spread = (2 * (2 * periods - 1) * (periods - 1)) / (3 * periods);
  if (robust) {
    spread = 0;
    for (let lag = 1; lag < periods; lag++) {
      let products = 0;
      for (let t = lag; t < n; t++) products += squares[t] * squares[t - lag];
      spread += 4 * (1 - lag / periods) ** 2 * ((n * products) / (single * single));
    }
  }
  const statistic = (Math.sqrt(n) * (ratio - 1)) / Math.sqrt(spread);
  return { ratio, statistic, pValue: 2 * normalCdf(-Math.abs(statistic)) };
}
