import type { Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import type { CurrencyCode, Decimal, Money } from '../../money';
import type { LedgerWarning } from '../book';
import type { LotPick } from '../dated';
import type { EventId } from '../journal';
import type { AccountId } from '../transaction';

/** Which holding an event changes, and when. */
export interface LotEvent {
  readonly event: EventId;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly day: Day;
}

/** How units came to be acquired or disposed of, for rules that tell these apart. */
export type LotCause = 'trade' | 'opening' | 'delivery' | 'income';

/** Units changing hands against an amount, as the lots see it. */
export interface LotTrade extends LotEvent {
  readonly cause: LotCause;
  /** Units, positive. */
  readonly quantity: Decimal;
  /** Cost of what is acquired, or net proceeds of what is disposed of; costs of the trade included. */
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  /** Day on which a lot that this opens counts as opened, and at whose rate its cost is converted; `day` when absent. */
  readonly opened?: Day;
  /** Warning for units that meet no lot to close. */
  readonly beyond?: LedgerWarning['code'];
  /** Lots to close first; what they do not cover goes by the lot method. */
  readonly picks?: readonly LotPick[];
}

/** Units leaving for outside: their lots end at cost, without a gain. */
export interface LotDelivery extends LotEvent {
  /** Units, positive. */
  readonly quantity: Decimal;
  readonly picks?: readonly LotPick[];
}

/** Units leaving one account for another with their lots. */
export interface LotTransfer {
  readonly event: EventId;
  readonly from: AccountId;
  readonly to: AccountId;
  readonly instrument: InstrumentId;
  readonly day: Day;
  /** Units, positive. */
  readonly quantity: Decimal;
  readonly picks?: readonly LotPick[];
}

/** Every lot's units times numerator / denominator, its cost and day unchanged. */
export interface LotScaling extends LotEvent {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** What the fraction of a whole unit of the sum was sold for at once; negative when a short position paid it. */
  readonly lieu?: Money;
}

/** What old lots turn into: see the verb `reorganisation`. Weights are whole and zero or positive, their sum positive. */
export interface LotReorganisation extends LotEvent {
  /** True when the old units stay. */
  readonly keeps: boolean;
  /** Weight of the basis that stays with them; zero when they do not. */
  readonly retained: bigint;
  readonly receives: readonly {
    readonly instrument: InstrumentId;
    readonly numerator: bigint;
    readonly denominator: bigint;
    readonly basis: bigint;
    readonly lieu?: Money;
  }[];
  /** Cash that is the proceeds of its weight of the basis. */
  readonly boot?: { readonly amount: Money; readonly basis: bigint };
}

/** Money given back by, or added to, what is held; positive. */
export interface LotMoney extends LotEvent {
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

/** Units that end at nothing, of the long or the short position there is. */
export interface LotExpiry extends LotEvent {
  /** Units, positive. */
  readonly quantity: Decimal;
}

/**
 * Options (`instrument`) that end in a trade of their underlying. The cost of their lots, negative for written ones, is
 * added to the cost of what is received or taken off the proceeds of what is delivered.
 */
export interface LotSettlement extends LotEvent {
  /** Contracts, positive; those past what is there only warn. */
  readonly quantity: Decimal;
  /** Held options are exercised, written ones assigned. */
  readonly side: 'long' | 'short';
  readonly way: 'receive' | 'deliver';
  /** The trade of the underlying for the strike with its costs, premium left out. */
  readonly trade: LotTrade;
}

/**
 * What a verb can do to the accounts when it is booked. Cash moves by `pay` alone: amounts in the other calls say what
 * lots cost or bring. An implementation keeps lots as its rules want; ids of lots in picks are those of `ledgerFold`.
 */
export interface Books {
  pay(account: AccountId, currency: CurrencyCode, amount: Decimal): void;
  /** Closes short lots, then opens a long one. */
  acquire(trade: LotTrade): void;
  /** Closes long lots, then opens a short one. */
  dispose(trade: LotTrade): void;
  deliverOut(delivery: LotDelivery): void;
  transfer(transfer: LotTransfer): void;
  scale(scaling: LotScaling): void;
  reorganise(reorganisation: LotReorganisation): void;
  /** Lowers the cost of the lots by their units; what goes past the cost of a lot is a gain. */
  returnCapital(money: LotMoney): void;
  /** Adds to the cost of the lots by their units; where none is held, opens a lot of one unit. */
  addCost(money: LotMoney): void;
  expire(expiry: LotExpiry): void;
  settleOption(settlement: LotSettlement): void;
}
