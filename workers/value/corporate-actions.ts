import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { instrumentsOf } from '$lib/domain/ledger';
import type { Decimal } from '$lib/domain/money';
import {
  firstClose,
  proposedAction,
  recordedActions,
  type ActionDraft,
  type ActionProposal,
  type RecordedAction
} from '$lib/quant/corporate-actions';
import type { VaultName } from '$lib/storage/dexie';
import { valueFacts } from './input';

/** Which vault, at which of its changes. */
export interface ActionsQuestion {
  readonly vault: VaultName;
  readonly revision: number;
}

/** What the ledger has been through, and what a corporate action can be about. */
export interface ActionsView {
  readonly recorded: readonly RecordedAction[];
  /** Every instrument that was ever in the ledger. */
  readonly instruments: readonly InstrumentId[];
}

/** Corporate actions of the ledger so far. */
export async function actions({ vault, revision }: ActionsQuestion): Promise<ActionsView> {
  const { transactions, instruments: known } = await valueFacts(vault, [], revision);
  const instruments = new Set(transactions.flatMap(({ transaction }) => instrumentsOf(transaction)));
  const options = new Set(known.filter(({ kind }) => kind === 'option').map(({ id }) => id));
  return { recorded: recordedActions(transactions, options), instruments: [...instruments] };
}

/** A close that the vault has, where the draft said none. */
export interface KnownClose {
  readonly instrument: InstrumentId;
  readonly day: Day;
  readonly value: Decimal;
}

/** A draft worked out on the ledger as it is at `head`. */
export interface ProposedAction {
  readonly proposal: ActionProposal;
  /** The draft with the closes that were found. */
  readonly draft: ActionDraft;
  readonly closes: readonly KnownClose[];
  readonly head: string;
}

/** A draft worked out for every account; closes that it does not say are taken from the vault where it has them. */
export async function proposeAction({
  vault,
  revision,
  draft
}: ActionsQuestion & { readonly draft: ActionDraft }): Promise<ProposedAction> {
  const facts = await valueFacts(vault, [], revision);
  const closes: KnownClose[] = [];
  const known = (instrument: InstrumentId | undefined) => {
    if (instrument === undefined || draft.sharing !== 'closes') return {};
    const series = facts.prices.find((one) => one.instrument === instrument);
    const close = firstClose(series, draft.day, draft.currency);
    if (!close) return {};
    closes.push({ instrument, ...close });
    return { close: close.value };
  };
  const filled: ActionDraft = {
    ...draft,
    ...(draft.close === undefined ? known(draft.instrument) : {}),
    receives: draft.receives.map((one) => ({ ...one, ...(one.close === undefined ? known(one.instrument) : {}) }))
  };
  return { proposal: proposedAction(filled, facts), draft: filled, closes, head: facts.head };
}
