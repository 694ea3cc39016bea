import { minorUnits, type CurrencyCode } from './currency';
import { add, decimalFromUnits, negate, rounded, subtract, SCALE, type Decimal, type Rounding } from './decimal';

/** An exact amount in one currency. Amounts of different currencies never add. */
export interface Money {
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

/** Amount with its currency. */
export function money(amount: Decimal, currency: CurrencyCode): Money {
  return { amount, currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new TypeError(`cannot combine ${a.currency} with ${b.currency}`);
}

/** Sum. @throws TypeError when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(add(a.amount, b.amount), a.currency);
}

/** Difference a - b. @throws TypeError when the currencies differ. */
export function subtractMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(subtract(a.amount, b.amount), a.currency);
}

/** Opposite amount. */
export function negateMoney(a: Money): Money {
  return money(negate(a.amount), a.currency);
}

/** Amount rounded to the minor unit of its currency (cents for USD, whole yen for JPY). */
export function roundedToMinorUnit(a: Money, rounding: Rounding = 'half-even'): Money {
  return money(rounded(a.amount, minorUnits(a.currency), rounding), a.currency);
}

/**
 * Parts rounded to a digit so that they add up to the rounded total: largest remainder (Hamilton) method.
 * The total is that of the parts; ties go to the earlier part.
 * @param digits digits kept behind the point, 0 to 18.
 */
export function roundedParts(parts: readonly Decimal[], digits: number): Decimal[] {
  const step = 10n ** BigInt(SCALE - digits);
  const floors = parts.map((part) => {
    const quotient: bigint = part / step;
    return part < 0n && quotient * step !== part ? quotient - 1n : quotient;
  });
  const total = rounded(decimalFromUnits(parts.reduce<bigint>((sum, part) => sum + part, 0n)), digits) / step;
  let missing = Number(total - floors.reduce((sum, part) => sum + part, 0n));
  const order = parts
    .map((part, index) => ({ index, remainder: part - (floors[index] ?? 0n) * step }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const shares = [...floors];
  for (const { index } of order) {
    if (missing <= 0) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    missing -= 1;
  }
  return shares.map((share) => decimalFromUnits(share * step));
}
