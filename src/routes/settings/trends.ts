import type { PriceBars } from '$lib/services/slice-tables';

/** Closes of each instrument, in the order of the bars. */
export function closesByInstrument(bars: PriceBars): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { instrument, close } of bars) {
    const known = found.get(instrument);
    if (known) known.push(close);
    else found.set(instrument, [close]);
  }
  return found;
}
