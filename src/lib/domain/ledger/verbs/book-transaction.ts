import type { LiveTransaction } from '../book';
import type { Books } from './books';
import { descriptorOf } from './catalog';

/** Books a transaction: calls of `books` in the order in which they apply. Transactions are given in ledger order. */
export function bookTransaction({ event, transaction }: LiveTransaction, books: Books): void {
  descriptorOf(transaction.verb).fold(transaction, event, books);
}
