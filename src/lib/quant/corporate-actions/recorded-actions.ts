import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId, LiveTransaction, Reorganisation, ReturnOfCapital, Split } from '$lib/domain/ledger';
import { add, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';

/** A corporate action that a ledger has, over all accounts that booked it. */
export interface RecordedAction {
  readonly key: string;
  readonly day: Day;
  readonly instrument: InstrumentId;
  /** One of its transactions: terms are the same in all, cash is not. */
  readonly terms: Split | Reorganisation | ReturnOfCapital;
  readonly accounts: readonly AccountId[];
  readonly events: readonly EventId[];
  /** Cash that it brought in all, by currency. */
  readonly cash: ReadonlyMap<CurrencyCode, Decimal>;
}

function keyOf(t: RecordedAction['terms']): string {
  const about = `${t.tradeDay} ${t.instrument} ${t.verb}`;
  if (t.verb === 'return-of-capital') return about;
  if (t.verb === 'split') return `${about} ${t.numerator}/${t.denominator}`;
  const received = t.receives.map((one) => `${one.instrument} ${one.numerator}/${one.denominator} ${one.basis}`);
  return [about, t.kind, t.keeps, t.retained, t.boot?.basis ?? '-', ...received].join(' ');
}

function cashOf(t: RecordedAction['terms']): { currency: CurrencyCode; amount: Decimal }[] {
  if (t.verb === 'return-of-capital') return [t.gross];
  if (t.verb === 'split') return t.lieu ? [t.lieu] : [];
  return [...t.receives.flatMap(({ lieu }) => (lieu ? [lieu] : [])), ...(t.boot ? [t.boot.amount] : [])];
}

/** Every split, reorganisation and return of capital, newest first; those of one day with the same terms are one action. */
export function recordedActions(transactions: readonly LiveTransaction[]): RecordedAction[] {
  const found = new Map<string, RecordedAction>();
  for (const { event, transaction: t } of transactions) {
    if (t.verb !== 'split' && t.verb !== 'reorganisation' && t.verb !== 'return-of-capital') continue;
    const key = keyOf(t);
    const known = found.get(key);
    const cash = new Map(known?.cash);
    for (const { currency, amount } of cashOf(t)) cash.set(currency, add(cash.get(currency) ?? ZERO, amount));
    found.set(key, {
      ...{ key, day: t.tradeDay, instrument: t.instrument, terms: known?.terms ?? t, cash },
      accounts: [...new Set([...(known?.accounts ?? []), t.account])],
      events: [...(known?.events ?? []), event]
    });
  }
  return [...found.values()].sort((a, b) => b.day - a.day || (a.key < b.key ? -1 : 1));
}
