import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import type { Decimal, Money } from '../money';
import type { Charged, Dated, Picking } from './dated';

/** Securities from outside, with the total cost at which they enter the books (zero when none is known); quantity positive. */
export interface DeliveryIn extends Dated {
  readonly verb: 'delivery-in';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly cost: Money;
  /** Day the lot was bought, when known to be before the delivery. */
  readonly acquired?: Day;
}

/** Securities to outside, a gift or a move to where this ledger does not look: no gain is realised; quantity positive. */
export interface DeliveryOut extends Dated, Picking {
  readonly verb: 'delivery-out';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
}

/** Where units come from that nobody paid for. */
export type InKindSource = 'dividend' | 'staking' | 'airdrop' | 'bonus' | 'interest' | 'other';

/** Units received as income: `value` is their market value on that day, which is the income and the cost of their lot. */
export interface IncomeInKind extends Dated, Charged {
  readonly verb: 'income-in-kind';
  readonly source: InKindSource;
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly value: Money;
  /** The instrument that paid, when it is another one. */
  readonly payer?: InstrumentId;
}

/**
 * Cash that gives back what was paid: it lowers the cost of the lots held, in proportion to their units. What goes past
 * the cost of a lot is a realised gain. Gross positive.
 */
export interface ReturnOfCapital extends Dated, Charged {
  readonly verb: 'return-of-capital';
  readonly instrument: InstrumentId;
  readonly gross: Money;
}

/** Units of an instrument received for old ones. */
export interface ReceivedUnits {
  readonly instrument: InstrumentId;
  /** `numerator` new units for every `denominator` old ones. */
  readonly numerator: number;
  readonly denominator: number;
  /** Weight of the old basis that goes to them, zero or positive. */
  readonly basis: number;
  /** Cash instead of the fraction of a unit, sold at once. */
  readonly lieu?: Money;
}

/** What a reorganisation is called. */
export type ReorganisationKind = 'spin-off' | 'merger' | 'stock-dividend' | 'rights' | 'exchange';

/**
 * A corporate action between instruments, on the morning of the trade day, in this account. The basis of each old lot is
 * shared by whole-number weights among what stays (`retained`; 0 when the old units go), what is received and the boot (cash);
 * received lots keep the day of the old ones. The boot is the proceeds of its share of the basis.
 */
export interface Reorganisation extends Dated {
  readonly verb: 'reorganisation';
  readonly kind: ReorganisationKind;
  readonly instrument: InstrumentId;
  /** True when the old units stay, as in a spin-off or an issue of rights. */
  readonly keeps: boolean;
  readonly retained: number;
  readonly receives: readonly ReceivedUnits[];
  readonly boot?: { readonly amount: Money; readonly basis: number };
}

/** Options, warrants or rights that end without worth: their lots close at nothing. Quantity positive, of a long or a short position. */
export interface Expiry extends Dated {
  readonly verb: 'expiry';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
}

/**
 * Exercise of options held, or assignment of options written: `quantity` contracts end and `units` of the underlying are
 * received or delivered for `gross` (strike times units). The premium is no gain of its own: it goes into the cost of
 * what is received or the proceeds of what is delivered.
 */
export interface OptionSettlement extends Dated, Charged {
  readonly verb: 'exercise' | 'assignment';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly underlying: InstrumentId;
  readonly units: Decimal;
  readonly way: 'receive' | 'deliver';
  readonly gross: Money;
}

/** Cash paid into a private holding against its commitment: it adds to the cost of one unit. Positive. */
export interface CapitalCall extends Dated {
  readonly verb: 'capital-call';
  readonly instrument: InstrumentId;
  readonly cash: Money;
}

/** Cash paid out by a private holding; `returned` of it gives capital back, the rest is income. Positive, net of nothing. */
export interface Distribution extends Dated, Charged {
  readonly verb: 'distribution';
  readonly instrument: InstrumentId;
  readonly gross: Money;
  /** Zero to the gross amount. */
  readonly returned: Decimal;
}

/** What a statement says the cash of a currency is at the close of the day. Moves nothing; the ledger is held against it. */
export interface CashAssertion extends Dated {
  readonly verb: 'assert-cash';
  readonly cash: Money;
}

/** What a statement says is held of an instrument at the close of the day. Moves nothing. */
export interface PositionAssertion extends Dated {
  readonly verb: 'assert-position';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
}
