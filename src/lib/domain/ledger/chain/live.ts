import type { LiveTransaction } from '../book';
import type { EventId, JournalAct, JournalEntry } from '../journal';
import type { Transaction } from '../transaction';
import { descriptorOf } from '../verbs';
import { readEntry } from './entry';

/** An act that its event does not allow: a second post, or a change of what is unknown or voided. */
export class JournalActError extends RangeError {
  override readonly name = 'JournalActError';

  constructor(
    readonly event: EventId,
    readonly sequence: number,
    readonly reason: 'already-live' | 'unknown' | 'voided'
  ) {
    super(`entry ${sequence}: event "${event}" is ${reason === 'already-live' ? 'already posted' : reason}`);
  }
}

/** What the journal says of an event so far. */
export interface EventState {
  /** Sequence of its first post, kept through every later act. */
  readonly sequence: number;
  /** Its last version, undefined while it is voided. */
  readonly transaction: Transaction | undefined;
}

/** State of an event after an act. @throws JournalActError when the act does not fit the state. */
export function stateAfter(state: EventState | undefined, act: JournalAct, sequence: number): EventState {
  if (act.act === 'post') {
    if (state?.transaction) throw new JournalActError(act.event, sequence, 'already-live');
    return { sequence: state?.sequence ?? sequence, transaction: act.transaction };
  }
  if (!state) throw new JournalActError(act.event, sequence, 'unknown');
  if (!state.transaction) throw new JournalActError(act.event, sequence, 'voided');
  return { sequence: state.sequence, transaction: act.act === 'amend' ? act.transaction : undefined };
}

/**
 * The last version of every event that is not voided, in ledger order. A voided event may be posted again; it comes
 * back at the place of its first post. Entries are given in order, from the first one.
 * @throws JournalActError when an act does not fit its event; RangeError when the entries are out of order or unreadable;
 * NewerDataError when one is newer than the program.
 */
export function liveTransactions(entries: Iterable<JournalEntry>): LiveTransaction[] {
  const states = new Map<EventId, EventState>();
  let last = -Infinity;
  for (const entry of entries) {
    if (entry.sequence <= last) throw new RangeError(`entry ${entry.sequence} stands after entry ${last}`);
    last = entry.sequence;
    const { act } = readEntry(entry);
    states.set(act.event, stateAfter(states.get(act.event), act, entry.sequence));
  }
  const live: LiveTransaction[] = [];
  for (const [event, { sequence, transaction }] of states) if (transaction) live.push({ event, sequence, transaction });
  return inLedgerOrder(live);
}

const turns = { opening: 0, morning: 1, day: 2, evening: 3 } as const;

/** Transactions by trade day; in it openings, corporate actions, the rest, assertions; then by sequence. */
export function inLedgerOrder(live: Iterable<LiveTransaction>): LiveTransaction[] {
  return Array.from(live, (one) => ({ one, turn: turns[descriptorOf(one.transaction.verb).turn] }))
    .sort(
      (a, b) =>
        a.one.transaction.tradeDay - b.one.transaction.tradeDay || a.turn - b.turn || a.one.sequence - b.one.sequence
    )
    .map(({ one }) => one);
}
