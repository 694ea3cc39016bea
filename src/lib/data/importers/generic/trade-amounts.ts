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
  | {
      readonly status: 'agrees';
      readonly gross: Decimal;
      readonly price: Decimal;
      /** Costs that no column says and that follow from the cash that moved. */
      readonly extra?: Decimal;
    }
  | {
      readonly status: 'differs';
      readonly computed: Decimal;
      readonly stated: Decimal;
      readonly price: Decimal;
      /** The difference, where it can be a cost that no column says. */
      readonly extra?: Decimal;
    }
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
  /** Rate of exchange that the row states, in either direction. */
  readonly rate?: Decimal;
  /** True when the row states costs, be they zero. */
  readonly costed?: boolean;
  /** True when the price may be in another currency than the amount. */
  readonly loose?: boolean;
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

const SHARE_OF_COSTS = decimal('0.05');
const RATE_SLACK = decimal('0.02');
const SMALL_COST = decimal('50');

/**
 * Gross of a trade: the stated amount, which may be before costs or after them; without one, quantity by price rounded
 * to the minor unit. A stated amount agrees when it is off by no more than the rounding of price and quantity, or when a
 * stated rate of exchange explains it. What is paid past it and no column names is `extra`.
 */
export function tradeAmount(figures: TradeFigures): TradeAmount {
  const { quantity, price, amount, net, costs, multiplier } = figures;
  const stated = amount ?? (net === undefined ? undefined : beforeCosts(figures, net));
  if (price === undefined) {
    if (stated === undefined || stated <= ZERO) return { status: 'incomplete' };
    const own = divide(stated, multiply(quantity, multiplier));
    return { status: 'agrees', gross: stated, price: own, ...costsBeyond(figures, stated) };
  }
  const units = minorUnits(figures.currency);
  const exact = multiply(quantity, price);
  const computed = rounded(multiply(exact, multiplier), units);
  if (stated === undefined) return { status: 'agrees', gross: computed, price };
  const unit = unitOf(units);
  if (costs === ZERO && net === undefined && compare(absolute(subtract(stated, exact)), unit) <= 0)
    return { status: 'agrees', gross: stated, price: ofOne(figures, price, exact, stated) };
  const slack = sum([multiply(quantity, halfDigit(price, units)), quantitySlack(quantity, price), unit]);
  const targets = figures.contract ? [exact, multiply(exact, HUNDRED)] : [exact];
  const best = nearest(figures, stated, targets, slack);
  if (best !== undefined)
    return { status: 'agrees', gross: best, price: ofOne(figures, price, exact, best), ...costsBeyond(figures, best) };
  const byRate = grossByRate(figures, stated, exact);
  if (byRate !== undefined)
    return {
      status: 'agrees',
      gross: byRate,
      price: divide(byRate, multiply(quantity, multiplier)),
      ...costsBeyond(figures, byRate)
    };
  const inHundredths = hundredfold(figures, stated, exact);
  if (inHundredths) return inHundredths;
  const extra = unnamedCosts(figures, figures.contract ? computed : rounded(exact, units));
  if (extra !== undefined && net !== undefined && !figures.costed)
    return { status: 'agrees', gross: computed, price, extra };
  if (figures.loose && extra === undefined)
    return { status: 'agrees', gross: stated, price: divide(stated, multiply(quantity, multiplier)) };
  return { status: 'differs', computed, stated, price, ...(extra === undefined ? {} : { extra }) };
}

/** A price in pence, or in percent of a bond's face, beside an amount in whole units: a hundredth of it agrees. */
function hundredfold(figures: TradeFigures, stated: Decimal, exact: Decimal): TradeAmount | undefined {
  const { price, contract } = figures;
  if (price === undefined || contract || compare(multiply(stated, decimal('20')), exact) > 0) return undefined;
  const found = tradeAmount({ ...figures, price: divide(price, HUNDRED), loose: false });
  return found.status === 'agrees' || (found.status === 'differs' && found.extra !== undefined) ? found : undefined;
}

function beforeCosts({ buys, costs }: TradeFigures, after: Decimal): Decimal {
  return buys ? subtract(after, costs) : add(after, costs);
}

/** Amounts that may be the gross, stated before or after costs. */
function candidatesOf(figures: TradeFigures, stated: Decimal): Decimal[] {
  const { amount, net } = figures;
  return [
    stated,
    ...(amount === undefined ? [] : [beforeCosts(figures, amount)]),
    ...(net === undefined ? [] : [beforeCosts(figures, net)])
  ];
}

function nearest(
  figures: TradeFigures,
  stated: Decimal,
  targets: readonly Decimal[],
  slack: Decimal
): Decimal | undefined {
  let best: { gross: Decimal; gap: Decimal } | undefined;
  for (const target of targets)
    for (const gross of candidatesOf(figures, stated)) {
      const gap = absolute(subtract(gross, target));
      if (compare(gap, slack) <= 0 && (!best || gap < best.gap)) best = { gross, gap };
    }
  return best?.gross;
}

/** Gross in the currency of the amount, where the price is in another and the row states the rate. */
function grossByRate(figures: TradeFigures, stated: Decimal, exact: Decimal): Decimal | undefined {
  const { rate } = figures;
  if (rate === undefined || rate <= ZERO || rate === decimalFromUnits(10n ** BigInt(SCALE))) return undefined;
  for (const target of [multiply(exact, rate), divide(exact, rate)]) {
    const gross = nearest(figures, stated, [target], multiply(target, RATE_SLACK));
    if (gross !== undefined && gross > ZERO) return gross;
  }
  return undefined;
}

/** Price of one unit: sources that count contracts of a hundred may state the price of the contract. */
function ofOne({ contract, multiplier }: TradeFigures, price: Decimal, exact: Decimal, gross: Decimal): Decimal {
  const whole = contract && compare(multiplier, decimal('1')) !== 0;
  const near = compare(absolute(subtract(gross, exact)), divide(exact, TWO)) <= 0;
  return whole && near ? divide(price, multiplier) : price;
}

/** What moved past the gross and the stated costs, when the row states an amount before costs and one after them. */
function costsBeyond(figures: TradeFigures, gross: Decimal): { extra?: Decimal } {
  const { amount, net, costs, buys, currency } = figures;
  if (amount === undefined || net === undefined) return {};
  const extra = subtract(buys ? subtract(net, gross) : subtract(gross, net), costs);
  return extra > unitOf(minorUnits(currency)) && isPlausible(extra, gross) ? { extra } : {};
}

/** What was paid past quantity by price and the stated costs, when it can be a cost. */
function unnamedCosts(figures: TradeFigures, computed: Decimal): Decimal | undefined {
  const { amount, net, costs, buys } = figures;
  const moved = net ?? amount;
  if (moved === undefined) return undefined;
  const extra = subtract(buys ? subtract(moved, computed) : subtract(computed, moved), costs);
  return extra > ZERO && isPlausible(extra, computed) ? extra : undefined;
}

/** Costs are a twentieth of a trade at most, or small in money. */
function isPlausible(cost: Decimal, gross: Decimal): boolean {
  const small = compare(cost, SMALL_COST) <= 0 && compare(cost, divide(gross, TWO)) <= 0;
  return small || compare(cost, multiply(gross, SHARE_OF_COSTS)) <= 0;
}
