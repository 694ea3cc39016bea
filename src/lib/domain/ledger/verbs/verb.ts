import type { Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import type { CurrencyCode, Decimal } from '../../money';
import type { LedgerWarning } from '../book';
import type { EventId } from '../journal';
import type { HeldQuantity, Legs } from '../posting';
import type { AccountId, Transaction } from '../transaction';
import { accountField, dayField, optional, originField, textField, type FieldTable } from './fields';

/** Units changing hands against an amount, as the lots see it. */
export interface LotTrade {
  readonly event: EventId;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly day: Day;
  /** Units, positive. */
  readonly quantity: Decimal;
  /** Cost of what is acquired, or net proceeds of what is disposed of. */
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  /** Day on which a lot that this opens counts as opened; `day` when absent. */
  readonly opened?: Day;
  /** Warning for units that meet no lot to close. */
  readonly beyond?: LedgerWarning['code'];
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
}

/** What a verb can do to the accounts when it is folded. */
export interface Books {
  pay(account: AccountId, currency: CurrencyCode, amount: Decimal): void;
  /** Closes short lots, then opens a long one. */
  acquire(trade: LotTrade): void;
  /** Closes long lots, then opens a short one. */
  dispose(trade: LotTrade): void;
  transfer(transfer: LotTransfer): void;
  scale(account: AccountId, instrument: InstrumentId, numerator: bigint, denominator: bigint): void;
}

/** What is wrong with a field of a transaction. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** Everything the ledger knows about a kind of transaction. */
export interface VerbDescriptor<T extends Transaction> {
  /** Order within a day: openings before the splits of the morning, these before the rest. */
  readonly turn: 'opening' | 'morning' | 'day';
  readonly fields: FieldTable<T>;
  /** What its fields say against each other. */
  problems?(transaction: T): FieldProblem[];
  /** Writes its legs. */
  compile(transaction: T, legs: Legs, held: HeldQuantity): void;
  /** Books it; the cash and units it moves are those of its legs. */
  fold(transaction: T, event: EventId, books: Books): void;
}

/** Fields of every transaction. */
export const datedFields = {
  account: accountField,
  tradeDay: dayField,
  settlementDay: dayField,
  note: optional(textField),
  origin: originField
};
