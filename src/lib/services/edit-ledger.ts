import type { Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import {
  batchId,
  eventId,
  fieldProblems,
  ledgerFold,
  liveTransactions,
  readEntry,
  shortfalls,
  type Account,
  type AccountId,
  type BatchId,
  type EventId,
  type FieldProblem,
  type JournalAct,
  type JournalEntry,
  type Shortfalls,
  type Transaction
} from '$lib/domain/ledger';
import { decimalFromNumber, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { storage, vaultNamed, type VaultName } from './vaults';

export { today } from '$lib/platform/clock';

/** A transaction to be recorded, with the account and instrument it needs that are not there yet. */
export interface NewTransaction {
  readonly transaction: Transaction;
  readonly accounts?: readonly Account[];
  readonly instruments?: readonly Instrument[];
}

/** What stands against a draft: fields that do not hold, and what a person should confirm. */
export interface DraftCheck extends Shortfalls {
  readonly problems: readonly FieldProblem[];
}

/** One line of the history of a transaction. */
export interface EventVersion {
  readonly sequence: number;
  readonly recordedAt: number;
  readonly act: JournalAct['act'];
  readonly transaction?: Transaction;
  readonly title: string;
  readonly file?: string;
}

const ATTEMPTS = 3;

/** An id for something new, with its name in it for those who read the export. */
export function freshId(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24);
  return words ? `${words}-${randomId().slice(0, 8)}` : randomId();
}

/** Checks a draft against its fields and against the ledger without the transaction it takes the place of. */
export async function checkedDraft(name: VaultName, draft: Transaction, replacing?: EventId): Promise<DraftCheck> {
  const problems = fieldProblems(draft);
  if (problems.length > 0) return { problems, oversold: [], overdrawn: [] };
  const [{ loadLedger }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const { entries } = await loadLedger(vault);
  const live = liveTransactions(entries).filter((one) => one.event !== replacing);
  return { problems, ...shortfalls(live, [draft]) };
}

/** Records a transaction; answers the act, so that it can be undone. */
export function recorded(name: VaultName, entry: NewTransaction, title: string): Promise<BatchId> {
  const { transaction, accounts, instruments } = entry;
  const act: JournalAct = { act: 'post', event: eventId(randomId()), transaction };
  return written(name, title, () => [act], { accounts, instruments });
}

/** Replaces a transaction by another version of it. */
export function amended(name: VaultName, event: EventId, entry: NewTransaction, title: string): Promise<BatchId> {
  const { transaction, accounts, instruments } = entry;
  return written(name, title, () => [{ act: 'amend', event, transaction }], { accounts, instruments });
}

/** Takes a transaction out of every figure; its history stays. */
export function voided(name: VaultName, event: EventId, title: string): Promise<BatchId> {
  return written(name, title, () => [{ act: 'void', event }]);
}

/** Takes several transactions out of every figure, in one act. */
export function voidedTogether(name: VaultName, events: readonly EventId[], title: string): Promise<BatchId> {
  return written(name, title, () => events.map((event) => ({ act: 'void', event })));
}

/** Changes several transactions alike, in one act; those that the change leaves as they are stay untouched. */
export function changedTogether(
  name: VaultName,
  events: readonly EventId[],
  change: (transaction: Transaction) => Transaction,
  title: string
): Promise<BatchId> {
  const wanted = new Set(events);
  return written(name, title, (entries) =>
    liveTransactions(entries).flatMap(({ event, transaction }): JournalAct[] => {
      if (!wanted.has(event)) return [];
      const changed = change(transaction);
      return changed === transaction ? [] : [{ act: 'amend', event, transaction: changed }];
    })
  );
}

async function written(
  name: VaultName,
  title: string,
  acts: (entries: readonly JournalEntry[]) => JournalAct[],
  brings: { accounts?: readonly Account[] | undefined; instruments?: readonly Instrument[] | undefined } = {}
): Promise<BatchId> {
  const [dexie, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const batch = batchId(randomId());
  for (let attempt = 1; ; attempt++) {
    const { entries, head } = await dexie.loadLedger(vault);
    const about = { batch, recordedAt: now(), title, expectedHead: head };
    try {
      await dexie.appendActs(vault, acts(entries), {
        ...about,
        ...(brings.accounts ? { accounts: brings.accounts } : {}),
        ...(brings.instruments ? { instruments: brings.instruments } : {})
      });
      return batch;
    } catch (reason) {
      if (!(reason instanceof dexie.HeadMovedError) || attempt === ATTEMPTS) throw reason;
    }
  }
}

/** Every version of a transaction, newest first, with the act that brought it. */
export async function eventHistory(name: VaultName, event: EventId): Promise<EventVersion[]> {
  const [{ loadLedger, loadBatches }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const [{ entries }, batches] = await Promise.all([loadLedger(vault), loadBatches(vault)]);
  const byId = new Map(batches.map((one) => [one.id, one]));
  return entries
    .flatMap((entry): EventVersion[] => {
      const { act, batch, recordedAt } = readEntry(entry);
      if (act.event !== event) return [];
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

/** What a draft is measured against: the last close up to a day, the cash and the units of an account then. */
export interface DraftBasis {
  readonly close?: { readonly value: Decimal; readonly day: Day; readonly currency: CurrencyCode };
  readonly cash: Decimal;
  readonly held: Decimal;
}

/** Last close, cash and units for a draft. */
export async function draftBasis(
  name: VaultName,
  about: { account: AccountId; currency: CurrencyCode; instrument?: InstrumentId; day: Day }
): Promise<DraftBasis> {
  const { account, currency, instrument, day } = about;
  const [{ loadLedger, loadPrices }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const span = { start: (day - 30) as Day, end: day };
  const [ledger, prices] = await Promise.all([
    loadLedger(vault),
    instrument === undefined ? undefined : loadPrices(vault, [instrument], span)
  ]);
  const fold = ledgerFold();
  for (const one of liveTransactions(ledger.entries)) if (one.transaction.tradeDay <= day) fold.apply(one);
  const series = prices?.series[0];
  const last = series?.days.at(-1);
  const value = series?.values.at(-1);
  return {
    ...(series && last !== undefined && value !== undefined
      ? { close: { value: decimalFromNumber(value), day: last as Day, currency: series.currency } }
      : {}),
    cash: fold.cash(account, currency),
    held: instrument === undefined ? (0n as Decimal) : fold.quantity(account, instrument)
  };
}
