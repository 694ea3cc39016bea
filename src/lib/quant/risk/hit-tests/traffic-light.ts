import { binomialMass } from '$lib/math/distributions';

/** A zone of the Basel traffic light. */
export type Zone = 'green' | 'yellow' | 'red';

/** The least number of hits of each zone but green. */
export interface TrafficLight {
  readonly yellowFrom: number;
  readonly redFrom: number;
}

const YELLOW = 0.95;
const RED = 0.9999;

/**
 * Zones of a number of days: yellow begins where so many hits or fewer have at least probability 0.95 under the right
 * forecast, red where they have 0.9999. Source: Basel Committee (1996), Supervisory framework for the use of backtesting.
 * @throws RangeError unless 0 <= tail <= 1 and the days are a whole number.
 */
export function trafficLight(days: number, tail: number): TrafficLight {
  let total = 0;
  let yellowFrom: number | undefined;
  for (let k = 0; k <= days; k++) {
    total += binomialMass(k, days, tail);
    if (total >= YELLOW) yellowFrom ??= k;
    if (total >= RED) return { yellowFrom: yellowFrom ?? k, redFrom: k };
  }
  return { yellowFrom: yellowFrom ?? days, redFrom: days + 1 };
}

/** The zone of a number of hits. */
export function zoneOf(hits: number, { yellowFrom, redFrom }: TrafficLight): Zone {
  return hits >= redFrom ? 'red' : hits >= yellowFrom ? 'yellow' : 'green';
}
