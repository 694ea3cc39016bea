import {
  minorUnits,
  absolute,
  add,
  compare,
  decimal,
  decimalFromUnits,
  decimalText,
  divide,
  multiply,
  rounded,
  subtract,
  sum,
  SCALE,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';

/** Gross of a trade and the price it goes with, or both figures where the stated amount does not follow. */
export type TradeAmount =
  | { readonly status: 'agrees'; readonly gross: Decimal; readonly price: Decimal }
  | { readonly status: 'differs'; readonly computed: Decimal; readonly stated: Decimal; readonly price: Decimal }
  | { readonly status: 'incomplete' };

/** Figures of one trade, all positive. */
export interface TradeFigures {
  readonly buys: boolean;
  readonly quantity: Decimal;
  readonly price?: Decimal;
  readonly amount?: Decimal;
  readonly net?: Decimal;
  readonly costs: Decimal;
  readonly currency: CurrencyCode;
  /** What price times quantity is multiplied by where no amount is stated. */
  readonly multiplier: Decimal;
  /** Contracts stand for a hundred units: the amount may be a hundred times quantity by price. */
  readonly contract: boolean;
}

const TWO = decimal('2');
const HUNDRED = decimal('100');

const fractionDigits = (value: Decimal): number => decimalText(value).split('.')[1]?.length ?? 0;

/** One minor unit of that many digits. */
function unitOf(digits: number): Decimal {
  return decimalFromUnits(10n ** BigInt(SCALE - Math.min(17, digits)));
}

/** Half of the last digit of a figure: the most it can be off by rounding. Digits fewer than `least` are taken as exact to it. */
function halfDigit(value: Decimal, least: number): Decimal {
  return divide(unitOf(Math.max(least, fractionDigits(value))), TWO);
}

/** Slack of a quantity: none when it is whole. */
function quantitySlack(quantity: Decimal, price: Decimal): Decimal {
  return fractionDigits(quantity) === 0 ? ZERO : multiply(price, halfDigit(quantity, 0));
}

/**
 * Gross of a trade: the stated amount, which may be before costs or after them; without one, quantity by price rounded
 * to the minor unit. A stated amount agrees when it is off by no more than the rounding of price and quantity.
 */
export function tradeAmount(figures: TradeFigures): TradeAmount {
  const { quantity, price, amount, net, costs, buys, multiplier } = figures;
  const beforeCosts = (after: Decimal): Decimal => (buys ? subtract(after, costs) : add(after, costs));
  const stated = amount ?? (net === undefined ? undefined : beforeCosts(net));
  if (price === undefined) {
    if (stated === undefined || stated <= ZERO) return { status: 'incomplete' };
    return { status: 'agrees', gross: stated, price: divide(stated, multiply(quantity, multiplier)) };
  }
  const units = minorUnits(figures.currency);
  const exact = multiply(quantity, price);
  if (stated === undefined) return { status: 'agrees', gross: rounded(multiply(exact, multiplier), units), price };
  const unit = unitOf(units);
  if (costs === ZERO && compare(absolute(subtract(stated, exact)), unit) <= 0)
    return { status: 'agrees', gross: stated, price };
  const slack = sum([multiply(quantity, halfDigit(price, units)), quantitySlack(quantity, price), unit]);
  const candidates = [
    stated,
    ...(amount === undefined ? [] : [beforeCosts(amount)]),
    ...(net === undefined ? [] : [beforeCosts(net)])
  ];
  const targets = figures.contract ? [exact, multiply(exact, HUNDRED)] : [exact];
  let best: { gross: Decimal; gap: Decimal } | undefined;
  for (const target of targets)
    for (const gross of candidates) {
      const gap = absolute(subtract(gross, target));
      if (compare(gap, slack) <= 0 && (!best || gap < best.gap)) best = { gross, gap };
    }
  if (best) return { status: 'agrees', gross: best.gross, price };
  return { status: 'differs', computed: rounded(multiply(exact, multiplier), units), stated, price };
}
