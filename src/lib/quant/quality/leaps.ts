import { selectedMedian } from '$lib/math/stats';
import type { CheckedSeries } from './finding';
import type { Steps } from './steps';
import { LEAST_SPIKE, MAD_TO_DEVIATION, NEIGHBOURS, SPIKE_SCALES } from './thresholds';

/** A step beyond every bound: where it lands, how large it is, and the scale it was held against. */
export interface Leap {
  readonly at: number;
  readonly step: number;
  readonly unit: number;
}

/** Steps that lie beyond the bound by the scale of the series and by that of their neighbourhood. */
export function foundLeaps({ steps, median, scale }: Steps, moves: CheckedSeries['moves']): Leap[] {
  const leaps: Leap[] = [];
  const least = moves === 'ratio' ? LEAST_SPIKE : 0;
  const bound = SPIKE_SCALES * scale;
  const scratch = new Float64Array(2 * NEIGHBOURS + 1);
  for (let at = 1; at < steps.length; at++) {
    const step = steps[at] as number;
    if (!(Math.abs(step - median) > bound) || !(Math.abs(step) > least)) continue;
    const start = Math.max(1, at - NEIGHBOURS);
    const size = Math.min(steps.length, at + NEIGHBOURS + 1) - start;
    scratch.set(steps.subarray(start, start + size));
    const local = selectedMedian(scratch, size);
    for (let k = 0; k < size; k++) scratch[k] = Math.abs((steps[start + k] as number) - local);
    const unit = Math.max(scale, MAD_TO_DEVIATION * selectedMedian(scratch, size));
    if (Math.abs(step - local) > SPIKE_SCALES * unit) leaps.push({ at, step, unit });
  }
  return leaps;
}
