/** What is traded into which weights, at which prices. */
export interface SizingInput {
  /** Target weights; those of columns that are not active are not looked at. */
  readonly weights: Float64Array;
  /** 1 for columns that are traded now. Changed: those whose trade is too small are taken out. */
  readonly active: Uint8Array;
  readonly units: Float64Array;
  readonly prices: Float64Array;
  readonly value: number;
  /** Where no weight is below zero and all together are no more than one: the money of active columns is what others leave. */
  readonly limited: boolean;
  readonly whole: boolean;
  readonly minimumTrade: number;
  readonly cost: (column: number, quantity: number, amount: number) => number;
}

/** Trades below this fraction of the value are none. */
export const NEGLIGIBLE = 1e-12;

/**
 * Shares to buy (above zero) and sell, so that afterwards the active columns have their weights of the value that is left
 * after the costs of doing so. What is not active stays; where it leaves too little, the others shrink in proportion.
 * Whole shares are cut towards zero. The value left is a fixed point, to 1e-14 of the value.
 */
export function sizedTrades(input: SizingInput): Float64Array {
  const { active, units, prices, minimumTrade } = input;
  const quantities = new Float64Array(units.length);
  for (;;) {
    if (!filled(input, quantities)) return quantities.fill(0);
    if (minimumTrade === 0) return quantities;
    let dropped = false;
    for (let i = 0; i < units.length; i++) {
      if (active[i] === 0 || quantities[i] === 0 || Math.abs(quantities[i] * prices[i]) >= minimumTrade) continue;
      active[i] = 0;
      quantities[i] = 0;
      dropped = true;
    }
    if (!dropped) return quantities;
  }
}

/** Fills in the trades of the active columns; false when nothing can be traded. */
function filled(input: SizingInput, quantities: Float64Array): boolean {
  const { weights, active, units, prices, value, limited, whole, cost } = input;
  const n = units.length;
  let frozen = 0;
  let activeWeight = 0;
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (active[i] === 1) {
      activeWeight += weights[i];
      count += 1;
    } else frozen += units[i] * prices[i];
  }
  if (count === 0) return false;
  let left = value;
  for (let round = 0; round < 60; round++) {
    const share = shareOf(left, frozen, activeWeight, limited);
    let costs = 0;
    for (let i = 0; i < n; i++) {
      if (active[i] === 0) continue;
      const amount = weights[i] * share - units[i] * prices[i];
      if (Math.abs(amount) > NEGLIGIBLE * value) costs += cost(i, amount / prices[i], amount);
    }
    const next = value - costs;
    const settled = Math.abs(next - left) <= 1e-14 * value;
    left = next;
    if (settled) break;
  }
  if (!(left > 0)) return false;
  const share = shareOf(left, frozen, activeWeight, limited);
  for (let i = 0; i < n; i++) {
    if (active[i] === 0) continue;
    const target = weights[i] * share;
    const negligible = Math.abs(target - units[i] * prices[i]) <= NEGLIGIBLE * value;
    const shares = target / prices[i];
    quantities[i] = negligible ? 0 : (whole ? Math.trunc(shares * (1 + 1e-12)) : shares) - units[i];
  }
  return true;
}

/** Money that one unit of active weight stands for: all that is left, or what the others leave of it. */
function shareOf(left: number, frozen: number, activeWeight: number, limited: boolean): number {
  return limited && activeWeight > 0 && activeWeight * left > left - frozen
    ? (left - Math.min(frozen, left)) / activeWeight
    : left;
}
