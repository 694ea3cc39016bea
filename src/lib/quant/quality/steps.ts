import { log } from '$lib/math/elementary';
import { selectedMedian } from '$lib/math/stats';
import type { CheckedSeries } from './finding';
import { MAD_TO_DEVIATION, MEAN_TO_DEVIATION } from './thresholds';

/** Steps of a series from value to value: logarithms of ratios, or differences. steps[0] is 0 and means nothing. */
export interface Steps {
  readonly steps: Float64Array;
  readonly median: number;
  /** Robust standard deviation of all steps; 0 when they are equal. */
  readonly scale: number;
  /** Steps without any change, but for the first. */
  readonly unchanged: number;
}

/** Steps of sound values, with their robust scale. */
export function stepsOf(values: Float64Array, moves: CheckedSeries['moves']): Steps {
  const count = values.length;
  const steps = new Float64Array(count);
  let unchanged = 0;
  for (let t = 1; t < count; t++) {
    const before = values[t - 1] as number;
    const value = values[t] as number;
    if (value === before) unchanged++;
    else steps[t] = moves === 'ratio' ? log(value / before) : value - before;
  }
  if (count < 2) return { steps, median: 0, scale: 0, unchanged };
  const scratch = steps.slice(1);
  const median = selectedMedian(scratch, count - 1);
  for (let t = 1; t < count; t++) scratch[t - 1] = Math.abs((steps[t] as number) - median);
  const deviation = selectedMedian(scratch, count - 1);
  return { steps, median, scale: deviation > 0 ? MAD_TO_DEVIATION * deviation : meanScale(scratch), unchanged };
}

/** Scale by the mean, for a series of which more than half of the steps are equal. */
function meanScale(deviations: Float64Array): number {
  let total = 0;
  for (const one of deviations) total += one;
  return (MEAN_TO_DEVIATION * total) / deviations.length;
}
