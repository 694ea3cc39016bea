/** floor(4 (T / 100)^(2/9)), the lags that Newey and West suggest for T rows. */
export function ruleLags(rows: number): number {
  return Math.floor(4 * (rows / 100) ** (2 / 9));
}

/**
 * Adds to `out` (k x k, row-major) the Bartlett-weighted sum of the autocovariances of k series, not divided by their
 * length: sum over lags l of (1 - l / (lags + 1)) (G_l + G_l'), G_l = sum_t s_t s_(t-l)'. No mean is taken off; the
 * series lie one after the other. Source: Newey and West (1987).
 */
export function bartlettSum(series: Float64Array, rows: number, k: number, lags: number, out: Float64Array): void {
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let total = 0;
      for (let lag = 0; lag <= lags; lag++) {
        let products = 0;
        for (let t = lag; t < rows; t++) products += series[i * rows + t] * series[j * rows + t - lag];
        if (lag > 0) for (let t = lag; t < rows; t++) products += series[j * rows + t] * series[i * rows + t - lag];
        total += (1 - lag / (lags + 1)) * products;
      }
      out[i * k + j] += total;
      if (j < i) out[j * k + i] += total;
    }
  }
}

/**
 * Long-run variance of a series by the Bartlett kernel over `lags` lags: the variance of its mean times its length.
 * No mean is taken off.
 */
export function longRunVariance(series: Float64Array, lags: number): number {
  const out = new Float64Array(1);
  bartlettSum(series, series.length, 1, lags, out);
  return out[0] / series.length;
}

/**
 * Lags of the Bartlett kernel read from a series (Newey and West 1994, without prewhitening): floor(1.1447
 * ((s1 / s0)^2 T)^(1/3)), where s0 and s1 sum its autocovariances, and these times their lag, up to lag `most` ({@link ruleLags} when left out).
 */
export function automaticLags(series: Float64Array, most = ruleLags(series.length)): number {
  const rows = series.length;
  let [level, slope] = [0, 0];
  for (let lag = 0; lag <= Math.min(most, rows - 1); lag++) {
    let products = 0;
    for (let t = lag; t < rows; t++) products += series[t] * series[t - lag];
    level += (lag > 0 ? 2 : 1) * products;
    slope += 2 * lag * products;
  }
  if (!(level !== 0)) return 0;
  return Math.min(rows - 1, Math.floor(1.1447 * Math.cbrt((slope / level) ** 2 * rows)));
}
