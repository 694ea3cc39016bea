import type { BatchId, EventId, JournalAct, JournalEntry } from '../journal';
import type { Transaction } from '../transaction';
import { transactionText } from '../verbs';
import { readEntry } from './entry';
import { stateAfter, type EventState } from './live';

interface Touched {
  readonly before: Transaction | undefined;
  after: Transaction | undefined;
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
    const next = stateAfter(state, act, entry.sequence);
    if (record.batch !== batch) {
      if (known) known.changedSince = true;
    } else if (known) known.after = next.transaction;
    else touched.set(act.event, { before: state?.transaction, after: next.transaction, changedSince: false });
    states.set(act.event, next);
  }
  return { states, touched };
}

/**
 * The acts that bring every event a batch touched back to its state before the batch: a post is voided, an amendment
 * amended back, a void posted again under the same event (the journal allows that after a void, and the event keeps
 * its place). What later batches did to the same events is undone with it. Empty when there is nothing to undo.
 *
 * The acts are recorded as a batch of their own, which can itself be undone. With nothing else done to the events in
 * between, undoing an undo is redoing, an undo of that undoes again, and so on: every second one leaves the same state.
 */
export function actsUndoing(entries: Iterable<JournalEntry>, batch: BatchId): JournalAct[] {
  return actsRestoring(entries, batch, 'before');
}

/**
 * The acts that bring every event a batch touched to the state in which the batch left it, whatever was done to the
 * events since: an undo, several, or other changes. Empty when they are in that state.
 */
export function actsRedoing(entries: Iterable<JournalEntry>, batch: BatchId): JournalAct[] {
  return actsRestoring(entries, batch, 'after');
}

function actsRestoring(entries: Iterable<JournalEntry>, batch: BatchId, moment: 'before' | 'after'): JournalAct[] {
  const { states, touched } = touchedBy(entries, batch);
  const acts: JournalAct[] = [];
  for (const [event, { [moment]: wanted }] of touched) {
    const now = states.get(event)?.transaction;
    if (wanted === undefined) {
      if (now) acts.push({ act: 'void', event });
    } else if (now === undefined) acts.push({ act: 'post', event, transaction: wanted });
    else if (transactionText(now) !== transactionText(wanted)) acts.push({ act: 'amend', event, transaction: wanted });
  }
  return acts;
}

/** Events of a batch that later batches changed, whose later changes undoing the batch would take back too. */
export function eventsChangedSince(entries: Iterable<JournalEntry>, batch: BatchId): EventId[] {
  const { touched } = touchedBy(entries, batch);
  return [...touched].filter(([, { changedSince }]) => changedSince).map(([event]) => event);
}
