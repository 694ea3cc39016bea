/** A portfolio by its measures: across, up, and any others, fractions. */
export type TradeOff = readonly number[];

/** A domain with a little room around values; a single value stands in the middle. */
export function tradeOffDomain(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const room = high > low ? 0.06 * (high - low) : Math.max(0.01, 0.1 * Math.abs(high));
  return [low - room, high + room];
}
