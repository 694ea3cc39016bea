/** How much of a portfolio lies in how few positions. */
export interface Concentration {
  /** Herfindahl-Hirschman index: sum of squared shares, 1 / n to 1. */
  readonly index: number;
  /** Number of equal positions with the same index: its reciprocal. */
  readonly effectiveNumber: number;
  /** Places of the positions by size, greatest first. */
  readonly order: Int32Array;
  /** Share of the first 1, 2, ... of them together. */
  readonly cumulative: Float64Array;
}

/**
 * Concentration of positions by size; sold positions count with their size, cash is no position. Shares are of the sum of sizes.
 * NaN where nothing is held. Source: Herfindahl (1950).
 */
export function concentration(weights: ArrayLike<number>): Concentration {
  const sizes = Float64Array.from(weights, Math.abs);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const order = Int32Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a] || a - b);
  let index = 0;
  let reached = 0;
  const cumulative = new Float64Array(sizes.length);
  order.forEach((at, k) => {
    const share = sizes[at] / total;
    index += share * share;
    reached += share;
    cumulative[k] = reached;
  });
  const found = total > 0 ? index : NaN;
  return { index: found, effectiveNumber: 1 / found, order, cumulative };
}
