/** Means apart by less, relative to the slow one, are equal: prices are decimal, and sums of their doubles are not quite. */
const TIE = 1e-12;

/**
 * Tells each holding that the crosses of two means make, in order: bought at the close of day `entry`, sold at that of `exit`,
 * which lies beyond the last day where it is held to the end. In once the fast mean, having been below the slow one, is above
 * it; out once it is below; means that are equal within 1e-12 change nothing. Trades follow `delay` days after their signal.
 */
export function forEachHolding(
  fast: Float64Array,
  slow: Float64Array,
  from: number,
  delay: number,
  hold: (entry: number, exit: number) => void
): void {
  const days = fast.length;
  const below = 1 - TIE;
  const above = 1 + TIE;
  let t = from;
  while (t < days && fast[t] >= slow[t] * below) t++;
  for (;;) {
    while (t < days && fast[t] <= slow[t] * above) t++;
    const entry = t + delay;
    if (entry >= days) return;
    while (t < days && fast[t] >= slow[t] * below) t++;
    hold(entry, t + delay);
  }
}
