import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { batchId, eventId, withNames, type BatchId, type JournalAct, type Transaction } from '$lib/domain/ledger';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { freshId } from './edit-ledger';
import { storage, vaultNamed, type VaultName } from './vaults';

interface Control {
  readonly signal: AbortSignal;
}

export type ActionsQuestion = InputOf<'value', 'actions'>;
export type ActionsView = OutputOf<'value', 'actions'>;
export type ProposalQuestion = InputOf<'value', 'proposeAction'>;
export type ProposedAction = OutputOf<'value', 'proposeAction'>;

/** Corporate actions of the ledger so far, and the instruments there can be one of. */
export const actionsRecorded = (question: ActionsQuestion, control: Control) =>
  run('value', 'actions', question, control);

/** A described action worked out for every account; nothing is written. */
export const actionProposed = (question: ProposalQuestion, control: Control) =>
  run('value', 'proposeAction', question, control);

/** What a person has agreed to. */
export interface AgreedAction {
  readonly title: string;
  readonly transactions: readonly Transaction[];
  /** Head of the journal that the transactions were worked out on. */
  readonly head: string;
  /** New instruments, under the ids by which the transactions name them for now. */
  readonly instruments: readonly Instrument[];
}

/** Posts a proposal as one act; undefined, and nothing written, when the ledger has changed since it was worked out. */
export async function actionApplied(name: VaultName, agreed: AgreedAction): Promise<BatchId | undefined> {
  const { title, head } = agreed;
  const [dexie, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const made = new Map(
    agreed.instruments.map((one) => [one.id, { ...one, id: instrumentId(freshId(one.name)) }] as const)
  );
  const acts = agreed.transactions.map((transaction): JournalAct => {
    const named = withNames(
      transaction,
      (account) => account,
      (id) => made.get(id)?.id ?? id
    );
    return { act: 'post', event: eventId(randomId()), transaction: named };
  });
  const batch = batchId(randomId());
  const about = { batch, recordedAt: now(), title, expectedHead: head, instruments: [...made.values()] };
  try {
    await dexie.appendActs(vault, acts, about);
    return batch;
  } catch (reason) {
    if (reason instanceof dexie.HeadMovedError) return undefined;
    throw reason;
  }
}
