import type { Day } from '$lib/domain/calendar';
import {
  ledgerFold,
  postingsOf,
  type AccountId,
  type Commodity,
  type EventId,
  type LiveTransaction
} from '$lib/domain/ledger';
import { add, ZERO, type Decimal } from '$lib/domain/money';

/** What one transaction did to the cash or the units of an account, and what there was afterwards. */
export interface Movement {
  readonly event: EventId;
  readonly day: Day;
  readonly change: Decimal;
  readonly after: Decimal;
}

/** Key of cash or units in an account. */
export function commodityKey(account: AccountId, what: Commodity): string {
  return `${account}|${what.kind === 'currency' ? what.code : `#${what.id}`}`;
}

/**
 * Every movement of cash and units, by {@link commodityKey}, in ledger order up to a day; only the keys asked for.
 * @param live in ledger order.
 */
export function movementsOf(
  live: readonly LiveTransaction[],
  until: Day,
  wanted: ReadonlySet<string>
): ReadonlyMap<string, Movement[]> {
  const fold = ledgerFold();
  const movements = new Map<string, Movement[]>();
  for (const one of live) {
    const { event, transaction } = one;
    if (transaction.tradeDay > until) break;
    const changes = new Map<string, Decimal>();
    for (const { account, side, commodity, quantity } of postingsOf(event, transaction, fold.quantity)) {
      if (side !== 'cash' && side !== 'position') continue;
      const key = commodityKey(account, commodity);
      if (wanted.has(key)) changes.set(key, add(changes.get(key) ?? ZERO, quantity));
    }
    fold.apply(one);
    for (const [key, change] of changes) {
      if (change === 0n) continue;
      const known = movements.get(key) ?? [];
      known.push({ event, day: transaction.tradeDay, change, after: add(known.at(-1)?.after ?? ZERO, change) });
      movements.set(key, known);
    }
  }
  return movements;
}
