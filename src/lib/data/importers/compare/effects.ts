import { eventId, postingsOf, type Transaction } from '$lib/domain/ledger';
import type { Decimal } from '$lib/domain/money';

/** What a transaction moves: cash by account and currency, units by account and instrument ("account|commodity"). */
export interface Effects {
  readonly cash: readonly Move[];
  readonly units: readonly Move[];
}

type Move = readonly [key: string, change: Decimal];

/** Units held just before, by "account|instrument". */
export type HeldUnits = (key: string) => Decimal;

const DRAFT = eventId('draft');

/** Cash and units that a transaction moves, given what is held: what its postings say. */
export function effectsOf(transaction: Transaction, held: HeldUnits): Effects {
  const cash: Move[] = [];
  const units: Move[] = [];
  const legs = postingsOf(DRAFT, transaction, (account, instrument) => held(`${account}|${instrument}`));
  for (const { side, account, commodity, quantity } of legs) {
    if (side === 'cash' && commodity.kind === 'currency') cash.push([`${account}|${commodity.code}`, quantity]);
    if (side === 'position' && commodity.kind === 'instrument') units.push([`${account}|${commodity.id}`, quantity]);
  }
  return { cash, units };
}
