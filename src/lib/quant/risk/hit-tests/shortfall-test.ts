/** Outcome of the second test of Acerbi and Szekely. */
export interface ShortfallTest {
  /** Zero on average where the shortfall is right, negative where losses beyond the value at risk were greater or more. */
  readonly statistic: number;
  /** True below -0.7, which is reached by chance once in twenty for most laws of returns. */
  readonly rejected: boolean;
}

/** Critical value at 5 %: near -0.7 for Student laws of 3 degrees of freedom and more at a tail of 2.5 % (their table 4). */
const CRITICAL = -0.7;

/**
 * Test of an expected shortfall by Z2 = 1 - mean of hit x loss / (tail x shortfall). Losses positive.
 * NaN where a shortfall is not above zero. Source: Acerbi and Szekely (2014), equation 6, with the sign of losses.
 */
export function shortfallTest(
  forecasts: {
    readonly returns: Float64Array;
    readonly hits: ArrayLike<number>;
    readonly expectedShortfall: Float64Array;
  },
  tail: number
): ShortfallTest {
  const { returns, hits, expectedShortfall } = forecasts;
  let total = 0;
  for (let t = 0; t < returns.length; t++) {
    if (!(expectedShortfall[t] > 0)) return { statistic: NaN, rejected: false };
    if (hits[t]) total -= returns[t] / expectedShortfall[t];
  }
  const statistic = 1 - total / (returns.length * tail);
  return { statistic, rejected: statistic < CRITICAL };
}
