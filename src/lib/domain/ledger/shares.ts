import { decimalFromUnits, ONE, scaledBy, subtract, ZERO, type Decimal, type Money } from '../money';

/**
 * An amount cut in proportion to whole weights, all of one sign; the parts add up to it exactly, each within one unit
 * of the 18th digit of its share (rounding by running sums). Weights that add up to zero give parts of zero.
 */
export function sharesByWeights(amount: Decimal, weights: readonly bigint[]): Decimal[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return weights.map(() => ZERO);
  let before = 0n;
  let reached = ZERO;
  return weights.map((weight) => {
    before += weight;
    const next = before === total ? amount : scaledBy(amount, before, total);
    const part = subtract(next, reached);
    reached = next;
    return part;
  });
}

/** Units cut towards zero into whole ones and the fraction that is left, both of the sign of the units. */
export function wholeUnits(units: Decimal): { readonly whole: Decimal; readonly fraction: Decimal } {
  const fraction = decimalFromUnits(units % ONE);
  return { whole: subtract(units, fraction), fraction };
}

/** Units that a holding becomes by a ratio, of its sign; the whole ones where cash comes instead of the fraction. */
export function unitsReceived(
  held: Decimal,
  ratio: { readonly numerator: number; readonly denominator: number; readonly lieu?: Money }
): Decimal {
  const units = scaledBy(held, BigInt(ratio.numerator), BigInt(ratio.denominator));
  return ratio.lieu ? wholeUnits(units).whole : units;
}
