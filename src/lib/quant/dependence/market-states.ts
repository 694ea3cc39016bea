import { quantile } from '$lib/math/stats';

/**
 * What makes a row stressed. volatility: the standard deviation of the market's returns over the `window` rows before it
 * is among the highest `share`. tail: the market's own return is among the lowest `share`.
 */
export type StressRule =
  | { readonly by: 'volatility'; readonly share: number; readonly window: number }
  | { readonly by: 'tail'; readonly share: number };

/** Rows sorted into calm and stressed ones. */
export interface MarketStates {
  readonly calm: Int32Array;
  readonly stressed: Int32Array;
  /** The volatility a row or the return from which on a row counts as stressed. */
  readonly threshold: number;
}

/**
 * Calm and stressed rows by a market's returns. By volatility a row is judged by what was known before it, and the first
 * `window` rows are neither. Rows in which the market has no return (NaN) are neither.
 * @throws RangeError for a share outside 0 to 1 or a window below 2.
 */
export function marketStates(market: Float64Array, rule: StressRule): MarketStates {
  if (!(rule.share > 0 && rule.share < 1)) throw new RangeError(`share ${rule.share} is outside 0 to 1`);
  // Stress is high in both: a volatility, or a loss.
  const stress = rule.by === 'tail' ? market.map((value) => -value) : volatilityBefore(market, rule.window);
  const known = stress.filter((value) => !Number.isNaN(value));
  const threshold = quantile(known, 1 - rule.share);
  const rows = Int32Array.from({ length: market.length }, (_, t) => t);
  return {
    calm: rows.filter((t) => stress[t] < threshold),
    stressed: rows.filter((t) => stress[t] >= threshold),
    threshold: rule.by === 'tail' ? -threshold : threshold
  };
}

function volatilityBefore(market: Float64Array, window: number): Float64Array {
  if (!Number.isInteger(window) || window < 2) throw new RangeError(`window ${window} is no integer of at least 2`);
  return Float64Array.from(market, (own, t) => {
    if (t < window || Number.isNaN(own)) return NaN;
    const before = market.subarray(t - window, t);
    const mean = before.reduce((sum, value) => sum + value, 0) / window;
    return Math.sqrt(before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (window - 1));
  });
}
