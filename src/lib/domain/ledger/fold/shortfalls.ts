import type { Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import type { CurrencyCode, Decimal } from '../../money';
import type { LedgerWarning, LiveTransaction } from '../book';
import { inLedgerOrder } from '../chain';
import type { EventId } from '../journal';
import type { AccountId, Transaction } from '../transaction';
import { ledgerFold } from './ledger-fold';

/** An event that goes past what is there at its moment. */
export interface Oversold {
  readonly code: LedgerWarning['code'];
  /** Place in the list of drafts; absent when a transaction that exists is the one that now goes past. */
  readonly draft?: number;
  /** The existing transaction; absent for a draft. */
  readonly event?: EventId;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly day: Day;
  /** Units past what is there, positive: the size of the short a sale opens. Zero when nothing is held. */
  readonly quantity: Decimal;
  /** Units held after it; negative when short. */
  readonly positionAfter: Decimal;
}

/** Cash that drafts bring below zero, or further below, at the close of a day. */
export interface Overdrawn {
  readonly account: AccountId;
  readonly currency: CurrencyCode;
  readonly firstDay: Day;
  /** Lowest close, negative. */
  readonly worst: Decimal;
  readonly worstDay: Day;
}

/** What drafts would do that a person should confirm. */
export interface Shortfalls {
  readonly oversold: readonly Oversold[];
  readonly overdrawn: readonly Overdrawn[];
}

interface Trial {
  readonly warnings: readonly { warning: LedgerWarning; positionAfter: Decimal }[];
  readonly overdrawn: ReadonlyMap<string, Overdrawn>;
}

/**
 * Trades past what is held, and cash below zero, if drafts joined the transactions that exist. Only what the drafts
 * bring about: a warning or an overdraft as early and as deep without them is left out.
 * @param drafts in the order of their source; same-day drafts come after same-day transactions that exist.
 */
export function shortfalls(live: readonly LiveTransaction[], drafts: readonly Transaction[]): Shortfalls {
  const lastSequence = live.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  const taken = new Set(live.map(({ event }) => event));
  const indexByEvent = new Map<EventId, number>();
  const joining = drafts.map((transaction, index): LiveTransaction => {
    let name = `draft ${index}`;
    while (taken.has(name as EventId)) name = `${name} `;
    indexByEvent.set(name as EventId, index);
    return { event: name as EventId, sequence: lastSequence + 1 + index, transaction };
  });
  const before = trialOf(inLedgerOrder(live));
  const after = trialOf(inLedgerOrder([...live, ...joining]));
  const keyOf = ({ code, event }: LedgerWarning): string => `${code} ${event}`;
  const excessBefore = new Map(before.warnings.map(({ warning }) => [keyOf(warning), warning.quantity]));
  const oversold = after.warnings
    .filter(({ warning }) => warning.quantity > (excessBefore.get(keyOf(warning)) ?? -1n))
    .map(({ warning: { event, ...rest }, positionAfter }): Oversold => {
      const draft = indexByEvent.get(event);
      return draft === undefined ? { ...rest, event, positionAfter } : { ...rest, draft, positionAfter };
    });
  const overdrawn = [...after.overdrawn].filter(([key, now]) => {
    const then = before.overdrawn.get(key);
    return !then || now.firstDay < then.firstDay || now.worst < then.worst;
  });
  return { oversold, overdrawn: overdrawn.map(([, one]) => one) };
}

function trialOf(live: readonly LiveTransaction[]): Trial {
  const fold = ledgerFold();
  const warnings: { warning: LedgerWarning; positionAfter: Decimal }[] = [];
  const overdrawn = new Map<string, Overdrawn>();
  const revisions: number[] = [];
  live.forEach((one, index) => {
    fold.apply(one);
    for (const warning of fold.warnings.slice(warnings.length))
      warnings.push({ warning, positionAfter: fold.quantity(warning.account, warning.instrument) });
    const day = one.transaction.tradeDay;
    if (live[index + 1]?.transaction.tradeDay === day) return;
    fold.balances.forEach(({ account, currency, amount, revision }, slot) => {
      if (revisions[slot] === revision) return;
      revisions[slot] = revision;
      if (amount >= 0n) return;
      const key = JSON.stringify([account, currency]);
      const known = overdrawn.get(key);
      if (!known) overdrawn.set(key, { account, currency, firstDay: day, worst: amount, worstDay: day });
      else if (amount < known.worst) overdrawn.set(key, { ...known, worst: amount, worstDay: day });
    });
  });
  return { warnings, overdrawn };
}
