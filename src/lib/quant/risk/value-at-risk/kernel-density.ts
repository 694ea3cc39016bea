import { normalDensity } from '$lib/math/distributions';
import { sortedQuantile, standardDeviation } from '$lib/math/stats';

/** Silverman's bandwidth (1986, 3.31): 0.9 min(standard deviation, interquartile range / 1.34) n^(-1/5). Values ascending. */
export function silvermanBandwidth(ascending: Float64Array): number {
  const deviation = standardDeviation(ascending);
  const range = (sortedQuantile(ascending, 0.75) - sortedQuantile(ascending, 0.25)) / 1.34;
  return 0.9 * (range > 0 ? Math.min(deviation, range) : deviation) * ascending.length ** -0.2;
}

/** Density of values at a place by normal kernels of Silverman's bandwidth. NaN when the values do not vary. */
export function densityAt(ascending: Float64Array, place: number): number {
  const bandwidth = silvermanBandwidth(ascending);
  let total = 0;
  for (const value of ascending) total += normalDensity((value - place) / bandwidth);
  return total / (ascending.length * bandwidth);
}
