import { ZERO } from '../../money';
import type { EventId } from '../journal';
import { legsInto, type HeldQuantity, type Posting } from '../posting';
import type { Transaction } from '../transaction';
import { descriptorOf } from './catalog';

const nothingHeld: HeldQuantity = () => ZERO;

/**
 * Legs of a transaction in double entry; they add up to zero in each commodity. Legs of zero are left out.
 * @param held units held just before; only a split asks, and without it has no legs.
 */
export function postingsOf(event: EventId, transaction: Transaction, held: HeldQuantity = nothingHeld): Posting[] {
  const postings: Posting[] = [];
  descriptorOf(transaction.verb).compile(transaction, legsInto(postings, event, transaction), held);
  return postings;
}
