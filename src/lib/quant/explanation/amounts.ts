import {
  absolute,
  decimalFromUnits,
  minorUnits,
  ONE,
  partsOfTotal,
  rounded,
  subtract,
  sum,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { FigureExplanation, FigureInput } from './figure-explanation';
import { reconciled } from './result-of';

/** An amount to the 18th digit, before it is rounded so that it adds up with its kin. Signed: nothing is taken off. */
export type ExactAmount = Omit<FigureInput, 'kind' | 'currency' | 'inverse' | 'value'> & { readonly exact: Decimal };

/** Amounts as inputs, rounded to the minor unit so that they add up to the total (largest remainders). */
export function amountsOf(amounts: readonly ExactAmount[], total: Decimal, currency: CurrencyCode): FigureInput[] {
  const values = partsOfTotal(
    amounts.map(({ exact }) => exact),
    total,
    minorUnits(currency)
  );
  return amounts.map(({ exact, ...rest }, at) => ({ kind: 'amount', currency, ...rest, value: values[at] ?? exact }));
}

/** A figure that is a sum of amounts. @param total that of the amounts when absent, rounded to the minor unit. */
export function sumOfAmounts(
  formula: FigureExplanation['formula'],
  amounts: readonly ExactAmount[],
  currency: CurrencyCode,
  total: Decimal = rounded(sum(amounts.map(({ exact }) => exact)), minorUnits(currency)),
  events?: FigureExplanation['events']
): FigureExplanation {
  // Shares of roundings are given to the amounts; more than that is no rounding, and is said apart.
  const own = sum(amounts.map(({ exact }) => exact));
  const isRounding = absolute(subtract(total, own)) <= minorUnit(currency) * BigInt(amounts.length + 2);
  return reconciled({
    formula,
    makes: 'sum',
    result: total,
    kind: 'amount',
    currency,
    inputs: amountsOf(amounts, isRounding ? total : rounded(own, minorUnits(currency)), currency),
    events: events ?? [...new Set(amounts.flatMap(({ event }) => event ?? []))]
  });
}

/** One minor unit of a currency: a cent. */
export function minorUnit(currency: CurrencyCode): Decimal {
  return decimalFromUnits(ONE / 10n ** BigInt(minorUnits(currency)));
}
