import type { Lot } from '../../book';
import type { ClosingTrade, LotRule, LotTaxTerms } from './lot-rule';

/** A value per unit, as a fraction whose denominator is positive. */
interface PerUnit {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function isLess(a: PerUnit, b: PerUnit): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

/** Unit cost of a long lot, unit proceeds of a short one. */
function unitValue({ cost, quantity }: Lot): PerUnit {
  return quantity < 0n ? { numerator: -cost, denominator: -quantity } : { numerator: cost, denominator: quantity };
}

/** Gain per unit if a lot is closed by a trade of its currency. */
function unitGain(lot: Lot, { amount, quantity }: ClosingTrade): PerUnit {
  const value = unitValue(lot);
  const difference = amount * value.denominator - value.numerator * quantity;
  return { numerator: lot.quantity < 0n ? -difference : difference, denominator: quantity * value.denominator };
}

/** The lot that comes before all others; the older one of two alike. Lots of no units go at once. */
function least(lots: readonly Lot[], isBefore: (a: Lot, b: Lot) => boolean): Lot | undefined {
  let best: Lot | undefined;
  for (const lot of lots) {
    if (lot.quantity === 0n) return lot;
    if (!best || isBefore(lot, best)) best = lot;
  }
  return best;
}

/** Lots of the trade's currency come first: others do not compare with it, and go first in, first out. */
function comparable(lots: readonly Lot[], trade: ClosingTrade | undefined): readonly Lot[] {
  const currency = trade?.currency ?? lots[0]?.currency;
  const own = lots.filter((lot) => lot.currency === currency);
  return own.length > 0 ? own : lots.slice(0, 1);
}

/** Dearest first: the lot whose closing gains least, so a short lot of the least proceeds. */
export const dearest: LotRule = {
  next: ({ lots }, trade) =>
    least(comparable(lots, trade), (a, b) =>
      a.quantity < 0n ? isLess(unitValue(a), unitValue(b)) : isLess(unitValue(b), unitValue(a))
    )
};

const LONG_TERM_DAYS = 365;

/**
 * Least tax first. With rates: by the tax on the gain per unit, so that the loss that saves most goes first. Without:
 * losses, then long-term gains, then short-term gains, least gain per unit first. Gains of short sales are short-term.
 */
export function leastTaxed({ taxRates, longTermDays = LONG_TERM_DAYS }: LotTaxTerms): LotRule {
  const isLongTerm = (lot: Lot, trade: ClosingTrade): boolean =>
    lot.quantity > 0n && trade.day - lot.opened > longTermDays;
  const rank = (lot: Lot, trade: ClosingTrade, gain: PerUnit): number =>
    taxRates || gain.numerator < 0n ? 0 : isLongTerm(lot, trade) ? 1 : 2;
  const taxed = (lot: Lot, trade: ClosingTrade, gain: PerUnit): PerUnit => {
    if (!taxRates) return gain;
    const rate = isLongTerm(lot, trade) ? taxRates.longTerm : taxRates.shortTerm;
    return { ...gain, numerator: gain.numerator * rate };
  };
  return {
    next({ first, lots }, trade) {
      if (!trade) return first;
      return least(comparable(lots, trade), (a, b) => {
        const [gainOfA, gainOfB] = [unitGain(a, trade), unitGain(b, trade)];
        const [rankOfA, rankOfB] = [rank(a, trade, gainOfA), rank(b, trade, gainOfB)];
        return rankOfA === rankOfB ? isLess(taxed(a, trade, gainOfA), taxed(b, trade, gainOfB)) : rankOfA < rankOfB;
      });
    }
  };
}
