import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId } from '$lib/domain/ledger';
import type { Decimal, Money } from '$lib/domain/money';

/** Whose units, of what, on which trade day, by which transaction. */
export interface Stamp {
  readonly event: EventId;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly day: Day;
}

/** Units bought or delivered against a cost, all charges included; quantity positive. */
export interface Acquisition extends Stamp {
  readonly act: 'acquire';
  readonly quantity: Decimal;
  readonly cost: Money;
  /** Day the units count as bought, when before the day they came. */
  readonly opened?: Day;
  /** False for units that are no purchase: an opening of the record, a delivery from outside. */
  readonly bought: boolean;
}

/** Units sold for proceeds net of all charges; quantity positive. */
export interface Disposal extends Stamp {
  readonly act: 'dispose';
  readonly quantity: Decimal;
  readonly proceeds: Money;
  /** Charges already taken off the proceeds. */
  readonly charges?: Decimal;
  /** False for a short position with which the record begins. */
  readonly sold: boolean;
}

/** Units that leave for outside without a gain; quantity positive. */
export interface Removal extends Stamp {
  readonly act: 'remove';
  readonly quantity: Decimal;
}

/** Units that move to another account; of another owner they take their cost along. Quantity positive. */
export interface Move extends Stamp {
  readonly act: 'move';
  readonly to: AccountId;
  readonly quantity: Decimal;
}

/** New units for old ones, of what the account holds. */
export interface Scaling extends Stamp {
  readonly act: 'scale';
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** What the fraction of a whole unit of the account was sold for at once. */
  readonly lieu?: Money;
}

/**
 * Money that changes the cost of what the account holds: added when positive, given back when negative. Added where
 * nothing is held it is the cost of one unit.
 */
export interface CostChange extends Stamp {
  readonly act: 'change-cost';
  readonly amount: Money;
}

/** A share of the cost that goes to units of another instrument. */
export interface CarriedUnits {
  readonly instrument: InstrumentId;
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** Weight of the old cost, zero or positive. */
  readonly weight: bigint;
  /** What the fraction of a whole unit of the units received was sold for at once. */
  readonly lieu?: Money;
}

/** A corporate action: the cost of what the account holds is shared by weight; boot is sold for its share. */
export interface Reshaping extends Stamp {
  readonly act: 'reshape';
  /** True when the old units stay. */
  readonly keeps: boolean;
  readonly retained: bigint;
  readonly receives: readonly CarriedUnits[];
  readonly boot?: { readonly amount: Money; readonly weight: bigint };
}

/** Units that end at nothing, held or short; quantity positive. */
export interface Ending extends Stamp {
  readonly act: 'end';
  readonly quantity: Decimal;
}

/** Options that end in a trade of their underlying: what they cost (or brought) becomes part of it. */
export interface Settlement extends Stamp {
  readonly act: 'settle';
  /** Contracts, positive. */
  readonly quantity: Decimal;
  readonly trade: Acquisition | Disposal;
}

/** What the tax rules see of a ledger, in ledger order. */
export type TaxEvent = Acquisition | Disposal | Removal | Move | Scaling | CostChange | Reshaping | Ending | Settlement;
