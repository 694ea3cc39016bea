import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actsRedoing,
  actsUndoing,
  batchId,
  bookAsOf,
  eventId,
  GENESIS_HASH,
  historyOf,
  inLedgerOrder,
  JOURNAL_VERSION,
  journalEntry,
  liveTransactions,
  type BatchId,
  type EventId,
  type JournalAct,
  type JournalEntry,
  type LiveTransaction,
  type Transaction
} from '..';
import { dayFromNumber } from '../../calendar';
import { arbitraryTransaction } from '../testing/arbitrary-ledger.fixture';
import { cash, on, trade } from '../testing/statement.fixture';

function written(entries: JournalEntry[], batch: BatchId, acts: readonly JournalAct[], recordedAt = 0): void {
  for (const act of acts) {
    const head = entries.at(-1)?.hash ?? GENESIS_HASH;
    entries.push(journalEntry(head, entries.length + 1, { version: JOURNAL_VERSION, recordedAt, batch, act }));
  }
}

describe('the history of an event', () => {
  it('names every act with its time, its batch and the fields that changed', () => {
    const entries: JournalEntry[] = [];
    const event = eventId('e1');
    const deposit: Transaction = { verb: 'deposit', ...on('2024-03-01'), cash: cash('12.50 EUR'), note: 'salary' };
    const { note: _, ...plain } = { ...deposit, cash: cash('13 EUR') };
    written(entries, batchId('b1'), [{ act: 'post', event, transaction: deposit }], 10);
    written(entries, batchId('b2'), [{ act: 'post', event: eventId('e2'), transaction: deposit }], 20);
    written(entries, batchId('b3'), [{ act: 'amend', event, transaction: plain as Transaction }], 30);
    written(entries, batchId('b4'), [{ act: 'void', event }], 40);
    written(entries, batchId('b5'), [{ act: 'post', event, transaction: deposit }], 50);
    expect(historyOf(entries, event)).toEqual([
      { act: 'post', sequence: 1, recordedAt: 10, batch: 'b1', transaction: deposit, changes: [] },
      {
        ...{ act: 'amend', sequence: 3, recordedAt: 30, batch: 'b3', transaction: plain },
        changes: [
          { field: 'cash.amount', before: '12.5', after: '13' },
          { field: 'note', before: 'salary' }
        ]
      },
      { act: 'void', sequence: 4, recordedAt: 40, batch: 'b4', changes: [] },
      {
        ...{ act: 'post', sequence: 5, recordedAt: 50, batch: 'b5', transaction: deposit },
        changes: [
          { field: 'cash.amount', before: '13', after: '12.5' },
          { field: 'note', after: 'salary' }
        ]
      }
    ]);
    expect(historyOf(entries, eventId('none'))).toEqual([]);
  });

  it('tells a change of verb and of a place in a list', () => {
    const entries: JournalEntry[] = [];
    const event = eventId('e1');
    const sale = (quantity: string): Transaction =>
      trade('sell', '2024-01-02', '5', '10', { lots: [{ lot: 'e0', quantity: cash(quantity).amount }] });
    written(entries, batchId('b'), [
      { act: 'post', event, transaction: sale('2') },
      { act: 'amend', event, transaction: sale('3') },
      { act: 'amend', event, transaction: { ...sale('3'), verb: 'buy-to-cover' } as Transaction }
    ]);
    expect(historyOf(entries, event).map(({ changes }) => changes)).toEqual([
      [],
      [{ field: 'lots.0.quantity', before: '2', after: '3' }],
      [{ field: 'verb', before: 'sell', after: 'buy-to-cover' }]
    ]);
  });
});

/** What a person does, one after the other; picks choose among what there is. */
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('post', 'post', 'amend', 'void', 'undo', 'redo'),
    pick: fc.nat(),
    transactions: fc.array(arbitraryTransaction, { minLength: 1, maxLength: 3 })
  }),
  { maxLength: 30, size: 'max' }
);
type Step = { kind: string; pick: number; transactions: readonly Transaction[] };

/** The same done plainly: a map of what is live, and of what each batch found and left. */
class PlainLedger {
  readonly live = new Map<EventId, Transaction>();
  readonly places = new Map<EventId, number>();
  readonly batches: { before: Map<EventId, Transaction | undefined>; after: Map<EventId, Transaction | undefined> }[] =
    [];
  #written = 0;

  change(changes: ReadonlyMap<EventId, Transaction | undefined>): void {
    const before = new Map([...changes.keys()].map((event) => [event, this.live.get(event)]));
    this.batches.push({ before, after: new Map(changes) });
    for (const [event, transaction] of changes) {
      const known = this.live.get(event);
      if (known === transaction) continue;
      this.#written += 1;
      if (!this.places.has(event)) this.places.set(event, this.#written);
      if (transaction) this.live.set(event, transaction);
      else this.live.delete(event);
    }
  }

  transactions(): LiveTransaction[] {
    return inLedgerOrder(
      [...this.live].map(([event, transaction]) => ({ event, sequence: this.places.get(event) ?? 0, transaction }))
    );
  }
}

function done(all: readonly Step[]): { entries: JournalEntry[]; plain: PlainLedger } {
  const entries: JournalEntry[] = [];
  const plain = new PlainLedger();
  const batchOf = (index: number) => batchId(`b${index}`);
  for (const { kind, pick, transactions } of all) {
    const batch = batchOf(plain.batches.length);
    const known = [...plain.live.keys()];
    const event = known[pick % Math.max(known.length, 1)];
    const [first] = transactions;
    if (kind === 'undo' || kind === 'redo') {
      if (plain.batches.length === 0) continue;
      const at = pick % plain.batches.length;
      const acts = kind === 'undo' ? actsUndoing(entries, batchOf(at)) : actsRedoing(entries, batchOf(at));
      if (acts.length === 0) continue;
      written(entries, batch, acts);
      const wanted = plain.batches[at]?.[kind === 'undo' ? 'before' : 'after'] ?? new Map<EventId, undefined>();
      plain.change(new Map([...wanted].filter(([one, what]) => plain.live.get(one) !== what)));
    } else if (kind === 'post') {
      const posted = transactions.map((transaction, i) => [eventId(`e${entries.length + i}`), transaction] as const);
      written(
        entries,
        batch,
        posted.map(([id, transaction]) => ({ act: 'post', event: id, transaction }))
      );
      plain.change(new Map(posted));
    } else if (event && first) {
      written(entries, batch, [
        kind === 'amend' ? { act: 'amend', event, transaction: first } : { act: 'void', event }
      ]);
      plain.change(new Map([[event, kind === 'amend' ? first : undefined]]));
    }
  }
  return { entries, plain };
}

describe('undo and redo', () => {
  it('in any order among other acts replay to what doing them plainly leaves', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { entries, plain } = done(all);
        const live = liveTransactions(entries);
        expect(live).toEqual(plain.transactions());
        const end = dayFromNumber(20_000);
        expect(bookAsOf(live, end)).toEqual(bookAsOf(plain.transactions(), end));
      }),
      { numRuns: 150 }
    );
  });

  it('of one batch take turns: undo, redo, undo of the redo', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (all, pick) => {
        const { entries, plain } = done(all);
        if (plain.batches.length === 0) return;
        const batch = batchId(`b${pick % plain.batches.length}`);
        const [undo, redo] = [batchId('undo'), batchId('redo')];
        written(entries, undo, actsUndoing(entries, batch));
        const undone = liveTransactions(entries);
        expect(actsUndoing(entries, batch)).toEqual([]);
        written(entries, redo, actsRedoing(entries, batch));
        expect(actsRedoing(entries, batch)).toEqual([]);
        written(entries, batchId('again'), actsUndoing(entries, redo));
        expect(liveTransactions(entries)).toEqual(undone);
      }),
      { numRuns: 100 }
    );
  });
});
