import type { Day } from '../../../calendar';
import type { CurrencyCode, Decimal } from '../../../money';
import type { Lot } from '../../book';

/** Open lots by the day they count as opened, oldest first; never empty when a rule is asked. */
export interface LotQueue {
  readonly first: Lot | undefined;
  readonly last: Lot | undefined;
  readonly lots: readonly Lot[];
}

/** The trade that closes lots. */
export interface ClosingTrade {
  readonly day: Day;
  /** Units, positive. */
  readonly quantity: Decimal;
  /** Proceeds of a sale, or cost of a cover. */
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

/** Which lot goes next. */
export interface LotRule {
  /** True when every lot counts at the average cost of all lots of its currency. */
  readonly averaged?: boolean;
  /** @param trade undefined where units go without a price: a transfer, a delivery, an end without worth. */
  next(queue: LotQueue, trade: ClosingTrade | undefined): Lot | undefined;
}

/** Rates and terms by which gains of lots are taxed. */
export interface LotTaxTerms {
  /** Fractions of a gain; without them long-term gains count as lighter than short-term ones. */
  readonly taxRates?: { readonly shortTerm: Decimal; readonly longTerm: Decimal };
  /** A lot held for more days than this is long-term; 365 when absent. */
  readonly longTermDays?: number;
}
