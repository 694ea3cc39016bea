import type { MacroFrequency } from '$lib/domain/market';

/** Days of a period, on average. */
export const nominalDays: Readonly<Record<MacroFrequency, number>> = {
  daily: 1,
  weekly: 7,
  monthly: 30.4375,
  quarterly: 91.3125,
  yearly: 365.25
};

const SAMPLE = 101;

/** How often an ascending series has a value, by the median distance of its days; daily with fewer than three. */
export function frequencyOf(days: Int32Array): MacroFrequency {
  const steps = days.length - 1;
  if (steps < 2) return 'daily';
  const size = Math.min(SAMPLE, steps);
  const distances = new Int32Array(size);
  for (let k = 0; k < size; k++) {
    const at = Math.floor((k * steps) / size);
    distances[k] = (days[at + 1] ?? 0) - (days[at] ?? 0);
  }
  const median = distances.sort()[size >> 1] ?? 1;
  return median < 5
    ? 'daily'
    : median < 15
      ? 'weekly'
      : median < 60
        ? 'monthly'
        : median < 200
          ? 'quarterly'
          : 'yearly';
}
