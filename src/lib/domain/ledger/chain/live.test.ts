import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText } from '../../calendar';
import { batchId, type BatchId, type JournalAct, type JournalEntry } from '../journal';
import {
  actsUndoing,
  bookAsOf,
  eventId,
  eventsChangedSince,
  GENESIS_HASH,
  JOURNAL_VERSION,
  JournalActError,
  journalEntry,
  liveTransactions,
  type LiveTransaction
} from '..';
import { arbitraryActs, arbitraryTransaction } from '../testing/arbitrary-ledger.fixture';
import { trade } from '../testing/statement.fixture';

type Step = { readonly batch: BatchId; readonly act: JournalAct };

function journalOf(steps: readonly Step[], before: readonly JournalEntry[] = []): JournalEntry[] {
  const entries = [...before];
  for (const { batch, act } of steps) {
    const head = entries.at(-1)?.hash ?? GENESIS_HASH;
    entries.push(journalEntry(head, entries.length + 1, { version: JOURNAL_VERSION, recordedAt: 0, batch, act }));
  }
  return entries;
}

const end = dayFromText('2100-01-01');
const bookOf = (live: readonly LiveTransaction[]) => bookAsOf(live, end);
const batch = batchId('b');
const event = eventId('e1');
const one = trade('buy', '2024-01-02', '1', '10');
const other = trade('buy', '2024-01-02', '2', '21');

describe('live transactions', () => {
  it('are the last versions, at the place of the first post', () => {
    const acts: JournalAct[] = [
      { act: 'post', event, transaction: one },
      { act: 'post', event: eventId('e2'), transaction: other },
      { act: 'amend', event, transaction: other },
      { act: 'void', event },
      { act: 'post', event, transaction: one }
    ];
    const at = (count: number) =>
      liveTransactions(journalOf(acts.slice(0, count).map((act) => ({ batch, act })))).map((l) => [
        l.event,
        l.sequence,
        l.transaction
      ]);
    expect(at(3)).toEqual([
      ['e1', 1, other],
      ['e2', 2, other]
    ]);
    expect(at(4)).toEqual([['e2', 2, other]]);
    expect(at(5)).toEqual([
      ['e1', 1, one],
      ['e2', 2, other]
    ]);
  });

  it('refuse acts that do not fit their event', () => {
    const post: JournalAct = { act: 'post', event, transaction: one };
    const refused = (reason: string, ...acts: JournalAct[]) => {
      const entries = journalOf(acts.map((act) => ({ batch, act })));
      expect(() => liveTransactions(entries)).toThrow(JournalActError);
      expect(() => liveTransactions(entries)).toThrow(
        expect.objectContaining({ event, reason, sequence: acts.length })
      );
    };
    refused('already-live', post, post);
    refused('unknown', { act: 'void', event });
    refused('unknown', { act: 'amend', event, transaction: one });
    refused('voided', post, { act: 'void', event }, { act: 'void', event });
    refused('voided', post, { act: 'void', event }, { act: 'amend', event, transaction: one });
    const entries = journalOf([{ batch, act: post }]);
    expect(() => liveTransactions([...entries, ...entries])).toThrow(/stands after/);
  });

  it('hold no trace of what was posted and voided', () => {
    fc.assert(
      fc.property(arbitraryActs, arbitraryTransaction, arbitraryTransaction, (steps, posted, amended) => {
        const ghost = eventId('ghost');
        const kept = liveTransactions(journalOf(steps));
        const acts: JournalAct[] = [
          { act: 'post', event: ghost, transaction: posted },
          { act: 'amend', event: ghost, transaction: amended },
          { act: 'void', event: ghost }
        ];
        const half = Math.floor(steps.length / 2);
        const haunted = [...steps.slice(0, half), ...acts.map((act) => ({ batch, act })), ...steps.slice(half)];
        expect(bookOf(liveTransactions(journalOf(haunted)))).toEqual(bookOf(kept));
      }),
      { numRuns: 60 }
    );
  });
});

describe('undoing a batch', () => {
  it('restores what was live before it, and can itself be undone', () => {
    fc.assert(
      fc.property(arbitraryActs, arbitraryActs, (before, after) => {
        const first = journalOf(before);
        const renamed = (act: JournalAct): JournalAct => ({ ...act, event: eventId(`after ${act.event}`) });
        const touched = liveTransactions(first).slice(0, 6);
        const own: JournalAct[] = touched.flatMap(({ event: known }, index): JournalAct[] =>
          index % 3 === 0
            ? [{ act: 'void', event: known }]
            : index % 3 === 1
              ? [{ act: 'amend', event: known, transaction: one }]
              : [
                  { act: 'void', event: known },
                  { act: 'post', event: known, transaction: other }
                ]
        );
        const acts = [...own, ...after.map(({ act }) => renamed(act))];
        const done = journalOf(
          acts.map((act) => ({ batch, act })),
          first
        );
        const undo = batchId('undo');
        const undone = journalOf(
          actsUndoing(done, batch).map((act) => ({ batch: undo, act })),
          done
        );
        expect(liveTransactions(undone)).toEqual(liveTransactions(first));
        expect(bookOf(liveTransactions(undone))).toEqual(bookOf(liveTransactions(first)));
        expect(actsUndoing(undone, batch)).toEqual([]);
        const redone = journalOf(
          actsUndoing(undone, undo).map((act) => ({ batch: batchId('redo'), act })),
          undone
        );
        expect(liveTransactions(redone)).toEqual(liveTransactions(done));
      }),
      { numRuns: 60 }
    );
  });

  it('names the events that later batches changed', () => {
    const later = batchId('later');
    const entries = journalOf([
      { batch, act: { act: 'post', event, transaction: one } },
      { batch, act: { act: 'post', event: eventId('e2'), transaction: one } },
      { batch: later, act: { act: 'amend', event, transaction: other } }
    ]);
    expect(eventsChangedSince(entries, batch)).toEqual(['e1']);
    expect(eventsChangedSince(entries, later)).toEqual([]);
    expect(actsUndoing(entries, later)).toEqual([{ act: 'amend', event, transaction: one }]);
    expect(actsUndoing(entries, batchId('none'))).toEqual([]);
  });
});
