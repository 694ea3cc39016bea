import { currencyCode } from '$lib/domain/money';
import { accountsOf, instrumentsOf } from '$lib/domain/ledger';
import type { InstrumentId } from '$lib/domain/instruments';
import type { EventId, AccountId, Transaction } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';

/** Currency that a transaction names, to describe what has no record. */
function currencyIn(transaction: Transaction): CurrencyCode {
  if ('gross' in transaction) return transaction.gross.currency;
  if ('cost' in transaction) return transaction.cost.currency;
  if ('value' in transaction) return transaction.value.currency;
  if ('cash' in transaction) return transaction.cash.currency;
  return currencyCode('USD');
}

/** Transactions about an instrument that has no record: its symbol, name and currency are unknown. */
export const unknownInstrument: HealthCheck = {
  id: 'unknown-instrument',
  gravity: 'error',
  findings(view) {
    const found = new Map<InstrumentId, { events: EventId[]; currency: CurrencyCode }>();
    for (const { event, transaction } of view.live)
      for (const id of instrumentsOf(transaction)) {
        if (view.instrumentOf.has(id)) continue;
        const known = found.get(id) ?? { events: [], currency: currencyIn(transaction) };
        known.events.push(event);
        found.set(id, known);
      }
    return [...found].map(([id, { events, currency }]): Finding => ({
      key: `unknown-instrument:${id}`,
      instrument: id,
      events,
      facts: { symbol: id },
      mend: {
        how: 'add-instrument',
        instruments: [{ id, kind: 'other', name: id, currency, identifiers: [{ scheme: 'symbol', value: id }] }]
      }
    }));
  }
};

/** Transactions of an account that has no record. */
export const unknownAccount: HealthCheck = {
  id: 'unknown-account',
  gravity: 'error',
  findings(view) {
    const found = new Map<AccountId, { events: EventId[]; currency: CurrencyCode }>();
    for (const { event, transaction } of view.live)
      for (const id of accountsOf(transaction)) {
        if (view.accountOf.has(id)) continue;
        const known = found.get(id) ?? { events: [], currency: currencyIn(transaction) };
        known.events.push(event);
        found.set(id, known);
      }
    return [...found].map(([id, { events, currency }]): Finding => ({
      key: `unknown-account:${id}`,
      account: id,
      events,
      facts: {},
      mend: { how: 'add-account', accounts: [{ id, name: id, currency }] }
    }));
  }
};
