/** What is taken off expected returns afterwards, in the order given. */
export type ReturnAdjustment =
  /** After inflation, annual: (1 + m) / (1 + inflation) - 1. */
  | { readonly kind: 'real'; readonly inflation: number }
  /** After costs, annual fractions of the value, one an instrument: (1 + m)(1 - cost) - 1. */
  | { readonly kind: 'after-costs'; readonly annualCosts: Float64Array };

/**
 * Expected returns after inflation, costs or both; with both, their order does not matter.
 * @throws RangeError for inflation at or below -1, or when costs and returns differ in number.
 */
export function adjustedReturns(expectedReturns: Float64Array, adjustments: readonly ReturnAdjustment[]): Float64Array {
  return adjustments.reduce((means, adjustment) => {
    if (adjustment.kind === 'real') {
      if (!(adjustment.inflation > -1)) throw new RangeError(`inflation: ${adjustment.inflation}`);
      return means.map((mean) => (1 + mean) / (1 + adjustment.inflation) - 1);
    }
    const { annualCosts } = adjustment;
    if (annualCosts.length !== means.length) {
      throw new RangeError(`${annualCosts.length} costs for ${means.length} returns`);
    }
    return means.map((mean, j) => (1 + mean) * (1 - annualCosts[j]) - 1);
  }, Float64Array.from(expectedReturns));
}
