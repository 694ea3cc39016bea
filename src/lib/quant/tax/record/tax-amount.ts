import type { Day } from '$lib/domain/calendar';
import {
  add,
  multiply,
  ONE,
  scaledBy,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';

/** A rate that a conversion wanted and that nobody knows. */
export interface MissingRate {
  readonly currency: CurrencyCode;
  readonly day: Day;
}

/** A rate and the day on which it was fixed. */
export interface RateOnDay {
  /** Units of the tax currency for one unit of the other. */
  readonly rate: Decimal;
  readonly day: Day;
}

/** The rate of a currency into the tax currency for a trade day; undefined when it is not known, never a guess. */
export type TaxRate = (currency: CurrencyCode, day: Day) => RateOnDay | undefined;

/**
 * An amount in the tax currency, unrounded. What lacked a rate is not in `amount` but named in `missing`, so an amount
 * with missing rates is a part and no figure to be shown.
 */
export interface TaxAmount {
  readonly amount: Decimal;
  readonly missing: readonly MissingRate[];
}

/** An amount of money as it stood, and in the tax currency at the rate of its day. */
export interface ConvertedMoney extends TaxAmount {
  readonly money: Money;
  readonly day: Day;
  /** Absent when none is known; 1 on the day itself for the tax currency. */
  readonly fixing?: RateOnDay;
  /** Part of `amount` that is the premium of options settled by the trade: added to a cost, taken off proceeds. */
  readonly premium?: Decimal;
}

/** Nothing, known exactly. */
export const NO_AMOUNT: TaxAmount = { amount: ZERO, missing: [] };

/** Money of a day in the tax currency. */
export function convertedMoney(money: Money, day: Day, taxCurrency: CurrencyCode, rate: TaxRate): ConvertedMoney {
  const fixing = money.currency === taxCurrency ? { rate: ONE, day } : rate(money.currency, day);
  if (!fixing) {
    const missing = money.amount === 0n ? [] : [{ currency: money.currency, day }];
    return { money, day, amount: ZERO, missing };
  }
  const amount = fixing.rate === ONE ? money.amount : multiply(money.amount, fixing.rate);
  return { money, day, amount, missing: [], fixing };
}

/** Sum of two amounts; what one misses the sum misses. */
export function joined(a: TaxAmount, b: TaxAmount): TaxAmount {
  return { amount: add(a.amount, b.amount), missing: joinedMissing(a.missing, b.missing) };
}

/** Missing rates of both, each once. */
export function joinedMissing(a: readonly MissingRate[], b: readonly MissingRate[]): readonly MissingRate[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const known = new Set(a.map(keyOf));
  const fresh = b.filter((one) => !known.has(keyOf(one)));
  return fresh.length === 0 ? a : [...a, ...fresh];
}

const keyOf = ({ currency, day }: MissingRate): string => `${currency} ${day}`;

/** Share of an amount, rounded once to the 18th digit. */
export function shareOf(whole: TaxAmount, part: Decimal, of: Decimal): TaxAmount {
  if (part === of) return whole;
  return { amount: scaled(whole.amount, part, of), missing: whole.missing };
}

/** What is left of converted money once a share of it is taken. */
export function restOfMoney(whole: ConvertedMoney, taken: ConvertedMoney): ConvertedMoney {
  const { amount, currency } = whole.money;
  const rest = {
    ...whole,
    amount: subtract(whole.amount, taken.amount),
    money: { amount: subtract(amount, taken.money.amount), currency }
  };
  const premium = whole.premium;
  return premium === undefined ? rest : { ...rest, premium: subtract(premium, taken.premium ?? ZERO) };
}

const scaled = (amount: Decimal, part: Decimal, of: Decimal): Decimal =>
  of === 0n ? ZERO : scaledBy(amount, part, of);

/** Share of converted money, as it stood and converted. */
export function shareOfMoney(whole: ConvertedMoney, part: Decimal, of: Decimal): ConvertedMoney {
  if (part === of) return whole;
  const { amount, currency } = whole.money;
  const share = { ...whole, ...shareOf(whole, part, of), money: { amount: scaled(amount, part, of), currency } };
  return whole.premium === undefined ? share : { ...share, premium: scaled(whole.premium, part, of) };
}
