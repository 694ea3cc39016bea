import type { Day } from '../../calendar';
import type { Book, LiveTransaction } from '../book';
import type { Posting } from '../posting';
import { postingsOf } from '../verbs';
import { ledgerFold, type FoldOptions } from './ledger-fold';

/**
 * Every account at the close of a day, by trade date.
 * @param live in ledger order (see inLedgerOrder). @throws RangeError when they are not.
 */
export function bookAsOf(live: Iterable<LiveTransaction>, asOf: Day, options: FoldOptions = {}): Book {
  const fold = ledgerFold(options);
  const postings: Posting[] = [];
  for (const one of live) {
    if (one.transaction.tradeDay > asOf) break;
    postings.push(...postingsOf(one.event, one.transaction, fold.quantity));
    fold.apply(one);
  }
  return {
    asOf,
    positions: fold.positions(),
    cash: fold.cashBalances(),
    realised: fold.realised,
    warnings: fold.warnings,
    assertions: fold.assertions,
    postings
  };
}
