import type { RandomStream } from '$lib/math/random';
import type { Regimes } from './regimes';

/**
 * A path of regimes of the next `periods` days, drawn from the chain: the first from `next`, so that it goes on from the
 * last day. One uniform a day. @throws RangeError unless `periods` is a whole number of at least 0.
 */
export function regimePath({ transition, next, states }: Regimes, periods: number, random: RandomStream): Int32Array {
  if (!Number.isInteger(periods) || periods < 0) throw new RangeError(`periods: ${periods}`);
  const path = new Int32Array(periods);
  let row = next;
  for (let t = 0; t < periods; t++) {
    let left = random.uniform();
    let state = 0;
    while (state < states - 1 && left >= row[state]) left -= row[state++];
    path[t] = state;
    row = transition.subarray(state * states, (state + 1) * states);
  }
  return path;
}
