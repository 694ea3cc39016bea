/** A position and what is traded of it. */
export interface TradedPosition {
  readonly quantity: number;
  /** Units traded on an average day; undefined where nobody knows. */
  readonly dailyVolume?: number | undefined;
}

/** How long it takes to sell. */
export interface Liquidity {
  /** Days each position takes; undefined where its volume is not known. */
  readonly days: readonly (number | undefined)[];
  /** Of the known positions: days until the last is sold. Undefined where none is known. */
  readonly longest: number | undefined;
  /** Share of the value whose volume is known, by size. */
  readonly knownShare: number;
  /** Share of the whole value that is sold after so many days, for each that is asked about. Unknown positions count as not sold. */
  readonly soldAfter: (day: number) => number;
}

/**
 * Days to sell positions when no more than a share of each day's volume may be ours; nothing is said of the price.
 * `values` are sizes in one currency. @throws RangeError unless 0 < share <= 1, a volume is above zero, and lengths agree.
 */
export function daysToSell(positions: readonly TradedPosition[], values: ArrayLike<number>, share: number): Liquidity {
  if (!(share > 0 && share <= 1)) throw new RangeError(`share out of (0, 1]: ${share}`);
  if (values.length !== positions.length) throw new RangeError(`${values.length} values for ${positions.length}`);
  const days = positions.map(({ quantity, dailyVolume }) => {
    if (dailyVolume === undefined) return undefined;
    if (!(dailyVolume > 0)) throw new RangeError(`volume: ${dailyVolume}`);
    return Math.abs(quantity) / (share * dailyVolume);
  });
  const sizes = Float64Array.from(values, Math.abs);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const known = days.filter((one) => one !== undefined);
  const shareOf = (part: (day: number) => number): number =>
    days.reduce<number>((sum, one, j) => (one === undefined ? sum : sum + sizes[j] * part(one)), 0) / total;
  return {
    days,
    longest: known.length > 0 ? Math.max(...known) : undefined,
    knownShare: shareOf(() => 1),
    soldAfter: (day) => shareOf((needed) => (needed <= day ? 1 : day / needed))
  };
}
