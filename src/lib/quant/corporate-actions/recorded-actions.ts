import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type {
  AccountId,
  EventId,
  Expiry,
  LiveTransaction,
  OptionSettlement,
  Reorganisation,
  ReturnOfCapital,
  Split,
  Transaction
} from '$lib/domain/ledger';
import { add, negate, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';

/** A transaction that a corporate action, or a holder of rights, is booked as. */
export type ActionTerms = Split | Reorganisation | ReturnOfCapital | OptionSettlement | Expiry;

/** A corporate action that a ledger has, over all accounts that booked it. */
export interface RecordedAction {
  readonly key: string;
  readonly day: Day;
  readonly instrument: InstrumentId;
  /** One of its transactions: terms are the same in all, cash and units are not. */
  readonly terms: ActionTerms;
  readonly accounts: readonly AccountId[];
  readonly events: readonly EventId[];
  /** Cash that it brought in all, by currency; negative when it was paid. */
  readonly cash: ReadonlyMap<CurrencyCode, Decimal>;
  /** Rights that were used or lapsed in all; zero for the actions of a company, which take what is held. */
  readonly units: Decimal;
}

function keyOf(t: ActionTerms): string {
  const about = `${t.tradeDay} ${t.instrument} ${t.verb}`;
  if (t.verb === 'return-of-capital' || t.verb === 'expiry') return about;
  if ('underlying' in t) return `${about} ${t.underlying} ${t.way}`;
  if (t.verb === 'split') return `${about} ${t.numerator}/${t.denominator}`;
  const received = t.receives.map((one) => `${one.instrument} ${one.numerator}/${one.denominator} ${one.basis}`);
  return [about, t.kind, t.keeps, t.retained, t.boot?.basis ?? '-', ...received].join(' ');
}

function cashOf(t: ActionTerms): { currency: CurrencyCode; amount: Decimal }[] {
  if (t.verb === 'return-of-capital') return [t.gross];
  if (t.verb === 'expiry') return [];
  if ('underlying' in t) {
    const costs = add(t.fees, t.taxes);
    const { currency, amount } = t.gross;
    return [{ currency, amount: t.way === 'receive' ? negate(add(amount, costs)) : add(amount, negate(costs)) }];
  }
  if (t.verb === 'split') return t.lieu ? [t.lieu] : [];
  return [...t.receives.flatMap(({ lieu }) => (lieu ? [lieu] : [])), ...(t.boot ? [t.boot.amount] : [])];
}

function termsOf(t: Transaction, options: ReadonlySet<InstrumentId>): ActionTerms | undefined {
  if (t.verb === 'split' || t.verb === 'reorganisation' || t.verb === 'return-of-capital') return t;
  return (t.verb === 'exercise' || t.verb === 'expiry') && !options.has(t.instrument) ? t : undefined;
}

/**
 * Every split, reorganisation, return of capital and use or lapse of rights, newest first; those of one day with the same
 * terms are one action.
 * @param options instruments that are options: their exercise and expiry are trades, no corporate actions.
 */
export function recordedActions(
  transactions: readonly LiveTransaction[],
  options: ReadonlySet<InstrumentId> = new Set()
): RecordedAction[] {
  const found = new Map<string, RecordedAction>();
  for (const { event, transaction } of transactions) {
    const t = termsOf(transaction, options);
    if (!t) continue;
    const key = keyOf(t);
    const known = found.get(key);
    const cash = new Map(known?.cash);
    for (const { currency, amount } of cashOf(t)) cash.set(currency, add(cash.get(currency) ?? ZERO, amount));
    found.set(key, {
      ...{ key, day: t.tradeDay, instrument: t.instrument, terms: known?.terms ?? t, cash },
      accounts: [...new Set([...(known?.accounts ?? []), t.account])],
      events: [...(known?.events ?? []), event],
      units: 'quantity' in t ? add(known?.units ?? ZERO, t.quantity) : ZERO
    });
  }
  return [...found.values()].sort((a, b) => b.day - a.day || (a.key < b.key ? -1 : 1));
}
