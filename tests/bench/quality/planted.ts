import { randomStream } from '$lib/math/random';
import type { CheckedSeries } from '$lib/quant/quality';

/**
 * Closes of `count` series over `length` weekdays, with a flaw of each kind in every third one: zeros, a negative, no number, doubled
 * days, a row out of order, a Saturday, a week that is missing, a stale run, bad prints and pence.
 */
export function plantedSeries(count: number, length: number): CheckedSeries[] {
  return Array.from({ length: count }, (_, i) => {
    const random = randomStream(41, 3, i);
    const days = new Int32Array(length);
    const values = new Float64Array(length);
    let price = 20 + 80 * random.uniform();
    for (let t = 0, day = 10_959; t < length; day++) {
      if ((day + 3) % 7 >= 5) continue;
      days[t] = day;
      values[t++] = price;
      price *= Math.exp(0.0002 + 0.014 * random.normal() * (1 + (random.uniform() < 0.02 ? 2 : 0)));
    }
    if (i % 3 === 0) plant(days, values, Math.floor(random.uniform() * 400));
    return { kind: 'prices', moves: 'ratio', raw: false, days, values };
  });
}

function plant(days: Int32Array, values: Float64Array, shift: number): void {
  const at = (t: number): number => t + shift;
  values.fill(0, at(300), at(303));
  values[at(500)] = -1;
  values[at(600)] = NaN;
  days[at(801)] = days[at(800)];
  values[at(801)] = values[at(800)];
  days[at(901)] = days[at(900)];
  [days[at(1000)], days[at(1001)]] = [days[at(1001)], days[at(1000)]];
  for (let t = at(1200); t < days.length; t++) days[t] += 14;
  for (let t = 1500; t < 1900; t++)
    if ((days[t] + 3) % 7 === 4) {
      days[t] += 1;
      break;
    }
  values.fill(values[at(2000)], at(2001), at(2013));
  values[at(2400)] *= 1.5;
  values[at(2600)] *= 100;
}
