import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import {
  ledgerFold,
  readEntry,
  shortfalls,
  type AccountId,
  type EventId,
  type JournalAct,
  type LiveTransaction,
  type Shortfalls,
  type Transaction
} from '$lib/domain/ledger';
import { decimalFromNumber, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { duePlannedDays, type SavingsPlan } from '$lib/quant/planning';
import { loadBatches, loadPrices, type VaultName } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';

/** One line of the history of a transaction. */
export interface EventVersion {
  readonly sequence: number;
  readonly recordedAt: number;
  readonly act: JournalAct['act'];
  readonly transaction?: Transaction;
  readonly title: string;
  readonly file?: string;
}

/** What a draft is measured against: the last close up to a day, the cash and the units of an account then. */
export interface DraftBasis {
  readonly close?: { readonly value: Decimal; readonly day: Day; readonly currency: CurrencyCode };
  readonly cash: Decimal;
  readonly held: Decimal;
}

const CLOSE_AGE = 30;

/** Every version of a transaction, newest first, with the act that brought it. */
export async function eventHistory(question: { vault: VaultName; event: EventId }): Promise<EventVersion[]> {
  const vault = await openedVault(question.vault);
  const [{ entries }, batches] = await Promise.all([keptLedger(question.vault), loadBatches(vault)]);
  const byId = new Map(batches.map((one) => [one.id, one]));
  const quoted = JSON.stringify(question.event);
  return entries
    .filter(({ bytes }) => bytes.includes(quoted))
    .flatMap((entry): EventVersion[] => {
      const { act, batch, recordedAt } = readEntry(entry);
      if (act.event !== question.event) return [];
      const record = byId.get(batch);
      return [
        {
          ...{ sequence: entry.sequence, recordedAt, act: act.act, title: record?.title ?? '' },
          ...(act.act === 'void' ? {} : { transaction: act.transaction }),
          ...(record?.file === undefined ? {} : { file: record.file })
        }
      ];
    })
    .reverse();
}

/** What the ledger, without the transaction that a draft takes the place of, has too little of for it. */
export async function draftShortfalls(question: {
  vault: VaultName;
  draft: Transaction;
  replacing?: EventId;
}): Promise<Shortfalls> {
  const { transactions } = await keptLedger(question.vault);
  const others = transactions.filter((one) => one.event !== question.replacing);
  return shortfalls(others, [question.draft]);
}

/** Last close, cash and units for a draft. */
export async function draftBasis(question: {
  vault: VaultName;
  account: AccountId;
  currency: CurrencyCode;
  instrument?: InstrumentId;
  day: Day;
}): Promise<DraftBasis> {
  const { vault: name, account, currency, instrument, day } = question;
  const span = { start: (day - CLOSE_AGE) as Day, end: day };
  const [{ transactions }, prices] = await Promise.all([
    keptLedger(name),
    instrument === undefined ? undefined : loadPrices(await openedVault(name), [instrument], span)
  ]);
  const fold = ledgerFold();
  for (const one of transactions) if (one.transaction.tradeDay <= day) fold.apply(one);
  const series = prices?.series[0];
  const last = series?.days.at(-1);
  const value = series?.values.at(-1);
  return {
    ...(series && last !== undefined && value !== undefined
      ? { close: { value: decimalFromNumber(value), day: last as Day, currency: series.currency } }
      : {}),
    cash: fold.cash(account, currency),
    held: instrument === undefined ? ZERO : fold.quantity(account, instrument)
  };
}

/** Days that each plan is due for, in the order of the plans. */
export async function plansDue(question: {
  vault: VaultName;
  plans: readonly SavingsPlan[];
  today: Day;
}): Promise<Day[][]> {
  const { transactions } = await keptLedger(question.vault);
  return question.plans.map((plan) => [...duePlannedDays(plan, transactions, question.today)]);
}

/** Some transactions as they count now, and the head at which they do. */
export async function versionsNow(question: {
  vault: VaultName;
  events: readonly EventId[];
}): Promise<{ readonly head: string; readonly transactions: readonly LiveTransaction[] }> {
  const { head, transactions } = await keptLedger(question.vault);
  const wanted = new Set(question.events);
  return { head, transactions: transactions.filter(({ event }) => wanted.has(event)) };
}
