import type { Day } from '../../calendar';
import { sum, type Decimal } from '../../money';
import type { AssertedState } from '../book';
import type { LotPick } from '../dated';
import type { EventId } from '../journal';
import type { HeldQuantity, Legs } from '../posting';
import type { Transaction } from '../transaction';
import type { Books } from './books';
import { accountField, dayField, optional, originField, textField, type FieldTable } from './fields';

/** What is wrong with a field of a transaction. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** Everything the ledger knows about a kind of transaction. */
export interface VerbDescriptor<T extends Transaction> {
  /** Order within a day: openings, then corporate actions of the morning, then the day, then what is said of its close. */
  readonly turn: 'opening' | 'morning' | 'day' | 'evening';
  readonly fields: FieldTable<T>;
  /** What its fields say against each other. */
  problems?(transaction: T): FieldProblem[];
  /** Writes its legs. */
  compile(transaction: T, legs: Legs, held: HeldQuantity): void;
  /** Books it; the cash and units it moves are those of its legs. */
  fold(transaction: T, event: EventId, books: Books): void;
  /** What it says the accounts hold at the close of its day. */
  states?(transaction: T): AssertedState;
}

/** Fields of every transaction. */
export const datedFields = {
  account: accountField,
  tradeDay: dayField,
  settlementDay: dayField,
  note: optional(textField),
  origin: originField
};

/** Picked units cannot be more than the units that go. */
export function picksProblems({ lots, quantity }: { lots?: readonly LotPick[]; quantity: Decimal }): FieldProblem[] {
  return lots && sum(lots.map((pick) => pick.quantity)) > quantity
    ? [{ field: 'lots', reason: 'cannot hold more units than the quantity' }]
    : [];
}

/** A day of purchase cannot be after the day on which the lot enters the books. */
export function acquiredProblems(acquired: Day | undefined, entered: Day, entry: string): FieldProblem[] {
  return acquired !== undefined && acquired > entered
    ? [{ field: 'acquired', reason: `cannot be after the ${entry}` }]
    : [];
}
