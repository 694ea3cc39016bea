import { randomStream } from '$lib/math/random';
import type { CheckedSeries, QualityContext, QualityFinding } from './finding';
import { plainCalendar } from './plain-calendar';
import { seriesFindings } from './series-findings';

/** Monday to Friday from the third of January 2000 on. */
export function weekdays(length: number, from = 10_959): Int32Array {
  const days = new Int32Array(length);
  for (let t = 0, day = from; t < length; day++) if ((day + 3) % 7 < 5) days[t++] = day;
  return days;
}

/** Closes that walk with steps of Student's t with three degrees of freedom, scaled to a standard deviation of `daily`. */
export function heavyWalk(length: number, seed: number, block = 0, daily = 0.015): CheckedSeries {
  const random = randomStream(seed, 7, block);
  const values = new Float64Array(length);
  let price = 20 + 80 * random.uniform();
  for (let t = 0; t < length; t++) {
    values[t] = price;
    const chi = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
    // The variance of t with three degrees is three.
    price *= Math.exp((daily / Math.sqrt(3)) * (random.normal() / Math.sqrt(chi / 3)));
  }
  return { kind: 'prices', moves: 'ratio', raw: true, days: weekdays(length), values };
}

/** A context in which nothing else is known than that today is the last day of the series. */
export function plainContext(series: CheckedSeries, more: Partial<QualityContext> = {}): QualityContext {
  return { today: series.days.at(-1) ?? 0, calendar: plainCalendar, ...more };
}

/** A copy with changed values. */
export function changed(series: CheckedSeries, change: (values: Float64Array) => void): CheckedSeries {
  const values = series.values.slice();
  change(values);
  return { ...series, values };
}

/** Code, indices of the first and last day, and count of each finding. */
export function foundIn(series: CheckedSeries, more: Partial<QualityContext> = {}): [string, number, number, number][] {
  const at = (day: number): number => series.days.indexOf(day);
  return findingsOf(series, more).map(({ code, from, to, count }) => [code, at(from), at(to), count]);
}

/** What the checks find. */
export const findingsOf = (series: CheckedSeries, more: Partial<QualityContext> = {}): readonly QualityFinding[] =>
  seriesFindings(series, plainContext(series, more)).findings;
