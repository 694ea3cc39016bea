import { mean, sortedQuantile, standardDeviation } from '$lib/math/stats';

/** How a figure is spread over the ways one could have chosen. Quantiles by linear interpolation. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** Sample deviation; NaN below two. */
  readonly deviation: number;
  readonly least: number;
  readonly lowerTenth: number;
  readonly median: number;
  readonly upperTenth: number;
  readonly greatest: number;
}

/** Spread of values; NaN values are left out. */
export function spreadOf(values: ArrayLike<number>): Spread {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  return {
    count: sorted.length,
    mean: mean(sorted),
    deviation: standardDeviation(sorted),
    least: sortedQuantile(sorted, 0),
    lowerTenth: sortedQuantile(sorted, 0.1),
    median: sortedQuantile(sorted, 0.5),
    upperTenth: sortedQuantile(sorted, 0.9),
    greatest: sortedQuantile(sorted, 1)
  };
}
