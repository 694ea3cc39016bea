import type { BatchId, EventId, JournalAct, JournalEntry } from '../journal';
import type { Transaction } from '../transaction';
import { rawFromTransaction, type Json } from '../verbs';
import { readEntry } from './entry';
import { stateAfter, type EventState } from './live';

/** A field that an act changed; the path names parts of records and lists ("gross.amount", "receives.1.basis"). */
export interface FieldChange {
  readonly field: string;
  /** Canonical text of the value; absent where the field was not there. */
  readonly before?: string;
  readonly after?: string;
}

/** One act on an event. */
export interface EventAct {
  readonly act: JournalAct['act'];
  readonly sequence: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly recordedAt: number;
  readonly batch: BatchId;
  /** The version it leaves; absent after a void. */
  readonly transaction?: Transaction;
  /** Against the version before, a voided one for a post that brings it back; empty for the first post and for a void. */
  readonly changes: readonly FieldChange[];
}

/** Every act on an event, the first one first; empty when the journal does not know it. */
export function historyOf(entries: Iterable<JournalEntry>, event: EventId): EventAct[] {
  const acts: EventAct[] = [];
  let state: EventState | undefined;
  let last: Transaction | undefined;
  for (const entry of entries) {
    const { act, batch, recordedAt } = readEntry(entry);
    if (act.event !== event) continue;
    const { sequence } = entry;
    state = stateAfter(state, act, sequence);
    const { transaction } = state;
    const changes = last && transaction ? fieldChanges(last, transaction) : [];
    acts.push({ act: act.act, sequence, recordedAt, batch, ...(transaction ? { transaction } : {}), changes });
    last = transaction ?? last;
  }
  return acts;
}

/** What differs between two versions, field by field, in the order of their names. */
export function fieldChanges(before: Transaction, after: Transaction): FieldChange[] {
  const [old, now] = [leavesOf(rawFromTransaction(before)), leavesOf(rawFromTransaction(after))];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((field): FieldChange[] => {
    const [was, is] = [old.get(field), now.get(field)];
    if (was === is) return [];
    return [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

function leavesOf(value: Json, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) leavesOf(part, path === '' ? name : `${path}.${name}`, leaves);
  else leaves.set(path, String(value));
  return leaves;
}
