import { absolute, add, compare, subtract, sum, ZERO, type Decimal } from './decimal';
import { roundedParts } from './money';

/**
 * Parts rounded to a digit that add up to a total rounded before. What the parts miss of it, less than a unit of the
 * digit for each, joins the largest part; then the largest remainders share it out.
 */
export function partsOfTotal(parts: readonly Decimal[], total: Decimal, digits: number): Decimal[] {
  if (parts.length === 0) return [];
  const missing = subtract(total, sum(parts));
  let largest = 0;
  parts.forEach((part, at) => {
    if (compare(absolute(part), absolute(parts[largest] ?? ZERO)) > 0) largest = at;
  });
  return roundedParts(
    parts.map((part, at) => (at === largest ? add(part, missing) : part)),
    digits
  );
}
