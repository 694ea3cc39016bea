import { exp, log } from '$lib/math/elementary';
import { mean as meanOf } from './moments';

/** Mean block lengths that make a bootstrap's variance of the mean most accurate, in rows. */
export interface BlockLengths {
  readonly stationary: number;
  readonly circular: number;
}

/** Autocovariances (divisor n) and correlations of the overlapping parts, of lags 0 to `most`. */
function dependence(centred: Float64Array, most: number): { covariances: Float64Array; sizes: Float64Array } {
  const n = centred.length;
  const covariances = new Float64Array(most + 1);
  const sizes = new Float64Array(most + 1);
  for (let lag = 0; lag <= most; lag++) {
    let [cross, early, late] = [0, 0, 0];
    for (let t = lag; t < n; t++) cross += centred[t] * centred[t - lag];
    for (let t = lag + 1; t < n; t++) {
      late += centred[t] * centred[t];
      early += centred[t - lag - 1] * centred[t - lag - 1];
    }
    covariances[lag] = cross / n;
    sizes[lag] = Math.abs(cross) / Math.sqrt(early * late);
  }
  return { covariances, sizes };
}

/** The lag after which correlations stay within their band for `run` lags in a row; undefined when they never do. */
function lastNotableLag(sizes: Float64Array, run: number, band: number): number | undefined {
  for (let lag = run; lag < sizes.length; lag++) {
    let quiet = true;
    for (let k = lag - run; k < lag; k++) if (!(sizes[k] < band)) quiet = false;
    if (quiet) return lag - run;
  }
  return undefined;
}

/**
 * Optimal mean block length of the stationary and the circular block bootstrap of a series without gaps, by the
 * flat-top spectral estimate. Rows, at least 1, at most min(3 sqrt(n), n / 3).
 * @throws RangeError below 9 rows or when the series does not vary.
 * Source: Politis and White (2004) as corrected by Patton, Politis and White (2009).
 */
export function optimalBlockLengths(series: ArrayLike<number>): BlockLengths {
  const n = series.length;
  if (n < 9) throw new RangeError(`${n} rows, at least 9 are needed`);
  const centre = meanOf(series);
  const centred = Float64Array.from(series, (value) => value - centre);
  const decades = log(n) / log(10);
  const most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const run = Math.max(5, Math.floor(decades));
  const longest = Math.min(n - 2, Math.ceil(Math.sqrt(n)) + run);
  const { covariances, sizes } = dependence(centred, longest);
  if (!(covariances[0] > 0)) throw new RangeError('the series does not vary');
  const notable = lastNotableLag(sizes, run, 2 * Math.sqrt(decades / n));
  const width = Math.min(longest, notable === undefined ? longest : 2 * Math.max(notable, 1));
  let [slope, spectrum] = [0, covariances[0]];
  for (let k = 1; k <= width; k++) {
    const taper = k / width <= 0.5 ? 1 : 2 * (1 - k / width);
    slope += 2 * taper * k * covariances[k];
    spectrum += 2 * taper * covariances[k];
  }
  const length = (scale: number): number => {
    const cube = (2 * slope * slope * n) / (scale * spectrum * spectrum);
    return Math.min(most, Math.max(1, cube > 0 ? exp(log(cube) / 3) : 1));
  };
  return { stationary: length(2), circular: length(4 / 3) };
}
