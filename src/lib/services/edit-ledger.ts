import type { OutputOf } from '$lib/compute/caller';
import type { Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import {
  batchId,
  eventId,
  fieldProblems,
  type Account,
  type AccountId,
  type BatchId,
  type EventId,
  type FieldProblem,
  type JournalAct,
  type Shortfalls,
  type Transaction
} from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { inWorker } from './in-worker';
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
export type EventVersion = OutputOf<'ledger', 'eventHistory'>[number];

/** What a draft is measured against: the last close up to a day, the cash and the units of an account then. */
export type DraftBasis = OutputOf<'ledger', 'draftBasis'>;

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
  const question = { vault: name, draft, ...(replacing === undefined ? {} : { replacing }) };
  return { problems, ...(await inWorker('ledger', 'draftShortfalls', question)) };
}

/** Records a transaction; answers the act, so that it can be undone. */
export function recorded(name: VaultName, entry: NewTransaction, title: string): Promise<BatchId> {
  const { transaction, accounts, instruments } = entry;
  const act: JournalAct = { act: 'post', event: eventId(randomId()), transaction };
  return written(name, title, [act], { accounts, instruments });
}

/** Replaces a transaction by another version of it. */
export function amended(name: VaultName, event: EventId, entry: NewTransaction, title: string): Promise<BatchId> {
  const { transaction, accounts, instruments } = entry;
  return written(name, title, [{ act: 'amend', event, transaction }], { accounts, instruments });
}

/** Takes a transaction out of every figure; its history stays. */
export function voided(name: VaultName, event: EventId, title: string): Promise<BatchId> {
  return written(name, title, [{ act: 'void', event }]);
}

/** Takes several transactions out of every figure, in one act. */
export function voidedTogether(name: VaultName, events: readonly EventId[], title: string): Promise<BatchId> {
  const acts = events.map((event): JournalAct => ({ act: 'void', event }));
  return written(name, title, acts);
}

/** Changes several transactions alike, in one act; those that the change leaves as they are stay untouched. */
export async function changedTogether(
  name: VaultName,
  events: readonly EventId[],
  change: (transaction: Transaction) => Transaction,
  title: string
): Promise<BatchId> {
  return onHead(name, async () => {
    const { head, transactions } = await inWorker('ledger', 'versionsNow', { vault: name, events });
    const acts = transactions.flatMap(({ event, transaction }): JournalAct[] => {
      const changed = change(transaction);
      return changed === transaction ? [] : [{ act: 'amend', event, transaction: changed }];
    });
    return { title, head, acts };
  });
}

interface Writing {
  readonly title: string;
  readonly head: string;
  readonly acts: readonly JournalAct[];
  readonly accounts?: readonly Account[] | undefined;
  readonly instruments?: readonly Instrument[] | undefined;
}

async function written(
  name: VaultName,
  title: string,
  acts: readonly JournalAct[],
  brings: Pick<Writing, 'accounts' | 'instruments'> = {}
): Promise<BatchId> {
  const [{ loadHead }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  return onHead(name, async () => ({ ...brings, title, acts, head: await loadHead(vault) }));
}

/** Writes what is decided on a head, and decides anew when another tab was first. */
async function onHead(name: VaultName, decided: () => Promise<Writing>): Promise<BatchId> {
  const [dexie, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const batch = batchId(randomId());
  for (let attempt = 1; ; attempt++) {
    const { title, head, acts, accounts, instruments } = await decided();
    try {
      await dexie.appendActs(vault, acts, {
        ...{ batch, recordedAt: now(), title, expectedHead: head },
        ...(accounts ? { accounts } : {}),
        ...(instruments ? { instruments } : {})
      });
      return batch;
    } catch (reason) {
      if (!(reason instanceof dexie.HeadMovedError) || attempt === ATTEMPTS) throw reason;
    }
  }
}

/** Every version of a transaction, newest first, with the act that brought it. */
export const eventHistory = (vault: VaultName, event: EventId): Promise<EventVersion[]> =>
  inWorker('ledger', 'eventHistory', { vault, event });

/** Last close, cash and units for a draft. */
export const draftBasis = (
  vault: VaultName,
  about: { account: AccountId; currency: CurrencyCode; instrument?: InstrumentId; day: Day }
): Promise<DraftBasis> => inWorker('ledger', 'draftBasis', { vault, ...about });
