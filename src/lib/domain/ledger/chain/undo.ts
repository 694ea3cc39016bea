import type { BatchId, EventId, JournalAct, JournalEntry } from '../journal';
import type { Transaction } from '../transaction';
import { transactionText } from '../verbs';
import { readEntry } from './entry';
import { stateAfter, type EventState } from './live';

interface Touched {
  readonly before: Transaction | undefined;
  changedSince: boolean;
}

function touchedBy(entries: Iterable<JournalEntry>, batch: BatchId) {
  const states = new Map<EventId, EventState>();
  const touched = new Map<EventId, Touched>();
  for (const entry of entries) {
    const record = readEntry(entry);
    const { act } = record;
    const state = states.get(act.event);
    const known = touched.get(act.event);
    if (record.batch !== batch) {
      if (known) known.changedSince = true;
    } else if (!known) touched.set(act.event, { before: state?.transaction, changedSince: false });
    states.set(act.event, stateAfter(state, act, entry.sequence));
  }
  return { states, touched };
}

/**
 * The acts that bring every event a batch touched back to its state before the batch: a post is voided, an amendment
 * amended back, a void posted again under the same event (the journal allows that after a void, and the event keeps
 * its place). What later batches did to the same events is undone with it. Empty when there is nothing to undo.
 */
export function actsUndoing(entries: Iterable<JournalEntry>, batch: BatchId): JournalAct[] {
  const { states, touched } = touchedBy(entries, batch);
  const acts: JournalAct[] = [];
  for (const [event, { before }] of touched) {
    const now = states.get(event)?.transaction;
    if (before === undefined) {
      if (now) acts.push({ act: 'void', event });
    } else if (now === undefined) acts.push({ act: 'post', event, transaction: before });
    else if (transactionText(now) !== transactionText(before)) acts.push({ act: 'amend', event, transaction: before });
  }
  return acts;
}

/** Events of a batch that later batches changed, whose later changes undoing the batch would take back too. */
export function eventsChangedSince(entries: Iterable<JournalEntry>, batch: BatchId): EventId[] {
  const { touched } = touchedBy(entries, batch);
  return [...touched].filter(([, { changedSince }]) => changedSince).map(([event]) => event);
}
