import { normalCdf, normalQuantile } from '$lib/math/distributions';
import { expm1, log1p } from '$lib/math/elementary';

/** How p-values of many tests are adjusted: Sidak 1967, Bonferroni 1936, Holm 1979, Benjamini, Hochberg and Yekutieli 2001. */
export type Adjustment = 'sidak' | 'bonferroni' | 'holm' | 'bhy';

/** Sharpe ratios after the tests they come from are counted. Arrays by trial, in the order given. */
export interface HaircutSharpes {
  /** Two-sided p-value of each ratio by itself. */
  readonly single: Float64Array;
  readonly adjusted: Float64Array;
  /** The ratio whose own p-value would be the adjusted one, with the sign of the first; per period. */
  readonly sharpes: Float64Array;
  /** What was cut off, a fraction of the ratio: 0 nothing, 1 all. NaN for a ratio of 0. */
  readonly haircuts: Float64Array;
  readonly trials: number;
}

/**
 * Haircut Sharpe ratios: each ratio (per period, over `periods` periods) has a t-ratio SR sqrt(periods), whose two-sided
 * p-value by the normal law is adjusted for all trials and turned back. Bonferroni, Holm and, for independent trials, Sidak hold the chance of any false
 * discovery, BHY the expected share of them. `trials` may be more than the ratios given, where the rest were worse than all
 * of them. Source: C. Harvey and Y. Liu, "Backtesting", Journal of Portfolio Management 42 (2015).
 * @throws RangeError on no ratios or fewer trials than ratios.
 */
export function haircutSharpes(
  sharpes: ArrayLike<number>,
  periods: number,
  adjustment: Adjustment,
  trials = sharpes.length
): HaircutSharpes {
  const count = sharpes.length;
  if (count === 0 || !(trials >= count)) throw new RangeError(`${trials} trials for ${count} ratios`);
  const root = Math.sqrt(periods);
  const single = Float64Array.from(sharpes, (ratio) => 2 * normalCdf(-Math.abs(ratio) * root));
  const order = Array.from(single.keys()).sort((a, b) => single[a] - single[b]);
  const adjusted = new Float64Array(count);
  if (adjustment === 'bhy') {
    let harmonic = 0;
    for (let k = 1; k <= trials; k++) harmonic += 1 / k;
    let least = 1;
    for (let at = count - 1; at >= 0; at--) {
      least = Math.min(least, (single[order[at]] * trials * harmonic) / (at + 1));
      adjusted[order[at]] = least;
    }
  } else {
    let most = 0;
    order.forEach((trial, at) => {
      const times = adjustment === 'holm' ? trials - at : trials;
      const p = adjustment === 'sidak' ? -expm1(times * log1p(-single[trial])) : Math.min(1, single[trial] * times);
      most = Math.max(most, p);
      adjusted[trial] = most;
    });
  }
  const cut = Float64Array.from(adjusted, (p, k) => (Math.sign(sharpes[k]) * Math.abs(normalQuantile(p / 2))) / root);
  const haircuts = cut.map((ratio, k) => 1 - ratio / sharpes[k]);
  return { single, adjusted, sharpes: cut, haircuts, trials };
}
