import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  batchId,
  eventId,
  GENESIS_HASH,
  JOURNAL_VERSION,
  journalEntry,
  liveTransactions,
  NewerDataError,
  readEntry,
  transactionFromText,
  transactionText,
  verifiedChain,
  type JournalEntry,
  type JournalRecord,
  type Transaction
} from '..';
import { arbitraryActs, arbitraryTransaction } from '../testing/arbitrary-ledger.fixture';
import { cash, on, trade } from '../testing/statement.fixture';
import { upcasted } from './upcast';

const deposit: Transaction = { verb: 'deposit', ...on('2024-03-01'), cash: cash('12.50 EUR'), note: 'salary' };
const post = (transaction: Transaction): JournalRecord => ({
  version: JOURNAL_VERSION,
  recordedAt: 1_700_000_000_000,
  batch: batchId('b1'),
  act: { act: 'post', event: eventId('e1'), transaction }
});
const entryOf = (bytes: string): JournalEntry => ({ ...journalEntry(GENESIS_HASH, 1, post(deposit)), bytes });

function chainOf(records: readonly JournalRecord[]): JournalEntry[] {
  let head = GENESIS_HASH;
  return records.map((record, index) => {
    const entry = journalEntry(head, index + 1, record);
    head = entry.hash;
    return entry;
  });
}

const chains = arbitraryActs.map((acts) =>
  chainOf(acts.map(({ batch, act }) => ({ version: JOURNAL_VERSION, recordedAt: 5, batch, act })))
);

describe('canonical text', () => {
  it('is sorted, without spaces, decimals and days as text', () => {
    expect(transactionText(deposit)).toBe(
      '{"account":"broker","cash":{"amount":"12.5","currency":"EUR"},"note":"salary","settlementDay":"2024-03-01","tradeDay":"2024-03-01","verb":"deposit"}'
    );
  });

  it('reads back to the same transaction and the same text', () => {
    fc.assert(
      fc.property(arbitraryTransaction, (transaction) => {
        const text = transactionText(transaction);
        expect(transactionFromText(text)).toEqual(transaction);
        expect(transactionText(transactionFromText(text))).toBe(text);
      }),
      { numRuns: 500 }
    );
  });

  it('names the field that is unknown, missing or unfit', () => {
    const text = transactionText(deposit);
    const changed = (from: string, to: string) => () => transactionFromText(text.replace(from, to));
    expect(changed('"note"', '"remark"')).toThrow(new RangeError('unknown field "remark"'));
    expect(changed('"note"', '"constructor"')).toThrow(new RangeError('unknown field "constructor"'));
    expect(changed('"tradeDay":"2024-03-01",', '')).toThrow(new RangeError('missing field "tradeDay"'));
    expect(changed('"tradeDay":"2024-03-01"', '"tradeDay":"2024-02-30"')).toThrow(/field "tradeDay": no such date/);
    expect(changed('"amount":"12.5"', '"amount":12.5')).toThrow(/field "cash": field "amount": text expected/);
    expect(changed('EUR', 'EURO')).toThrow(/field "cash": field "currency": unknown currency/);
    expect(changed('"deposit"', '"gift"')).toThrow(/unknown verb/);
    expect(changed('{', '[')).toThrow(/not JSON/);
    expect(() => transactionText({ ...deposit, colour: 'red' } as never)).toThrow(
      new RangeError('unknown field "colour"')
    );
    expect(() => transactionText({ ...deposit, cash: cash('-1') })).toThrow(/field "cash": must be above zero/);
    expect(() => transactionText(trade('buy', '2024-01-02', '1', '-10'))).toThrow(/field "price": cannot be negative/);
  });
});

describe('entries', () => {
  it('hash the previous hash and their bytes with SHA-256', () => {
    const entry = journalEntry(GENESIS_HASH, 1, post(deposit));
    expect(entry.hash).toBe(
      createHash('sha256')
        .update(GENESIS_HASH + entry.bytes, 'utf8')
        .digest('hex')
    );
    expect(
      entry.bytes.startsWith('{"act":"post","batch":"b1","event":"e1","recordedAt":1700000000000,"transaction":{')
    ).toBe(true);
    expect(readEntry({ ...entry })).toEqual(post(deposit));
  });

  it('of a newer version are refused by name, of an unknown older one too', () => {
    const { bytes } = journalEntry(GENESIS_HASH, 1, post(deposit));
    const newer = entryOf(bytes.replace('"version":2', '"version":3').replace('"batch"', '"bundle"'));
    expect(() => readEntry(newer)).toThrow(NewerDataError);
    expect(() => readEntry(newer)).toThrow('entry 1 has version 3; this program reads up to 2');
    expect(() => readEntry(entryOf(bytes.replace('"version":2', '"version":0')))).toThrow(/entry 1: field "version"/);
    expect(() => journalEntry(GENESIS_HASH, 1, { ...post(deposit), version: 3 })).toThrow(RangeError);
  });

  it('that are corrupt are refused with their place', () => {
    const { bytes } = journalEntry(GENESIS_HASH, 1, post(deposit));
    for (const bad of [
      '',
      '[]',
      'null',
      bytes.slice(0, -1),
      bytes.replace('"post"', '"pay"'),
      bytes.replace('"b1"', '""')
    ])
      expect(() => readEntry(entryOf(bad))).toThrow(/^entry 1: /);
    expect(() => readEntry(entryOf(bytes.replace('{"act"', '{"note":1,"act"')))).toThrow(/unknown field "note"/);
    expect(() => readEntry(entryOf(bytes.replace('"act":"post"', '"act":"void"')))).toThrow(/a void has none/);
  });

  it('of version 1 read as they are, keep their bytes and hash, and are followed by newer ones', () => {
    const bytes =
      '{"act":"post","batch":"b1","event":"e1","recordedAt":1700000000000,"transaction":{"account":"broker","cash":{"amount":"12.5","currency":"EUR"},"note":"salary","settlementDay":"2024-03-01","tradeDay":"2024-03-01","verb":"deposit"},"version":1}';
    const hash = createHash('sha256')
      .update(GENESIS_HASH + bytes, 'utf8')
      .digest('hex');
    const first: JournalEntry = { sequence: 1, bytes, previousHash: GENESIS_HASH, hash };
    expect(readEntry(first)).toEqual(post(deposit));
    const second = journalEntry(first.hash, 2, {
      ...post(deposit),
      act: { act: 'amend', event: eventId('e1'), transaction: { ...deposit, cash: cash('13 EUR') } }
    });
    expect(second.bytes).toContain('"version":2');
    expect(verifiedChain([first, second])).toEqual({ ok: true, head: second.hash });
    expect(first).toEqual({ sequence: 1, bytes, previousHash: GENESIS_HASH, hash });
    expect(liveTransactions([first, second]).map(({ transaction }) => transaction)).toEqual([
      { ...deposit, cash: cash('13 EUR') }
    ]);
  });

  it('of older versions are lifted step by step', () => {
    type Raw = Readonly<Record<string, unknown>>;
    const steps = new Map<number, (raw: Raw) => Raw>([
      [1, (raw) => ({ ...raw, owner: 'me' })],
      [2, ({ owner, ...rest }) => ({ ...rest, keeper: owner })]
    ]);
    expect(upcasted({ version: 1, act: 'post' }, 1, 3, steps)).toEqual({ version: 3, act: 'post', keeper: 'me' });
    expect(() => upcasted({ version: 1 }, 1, 4, steps)).toThrow(/3 is unknown/);
  });
});

describe('the chain', () => {
  it('written again from what it says has the same hashes', () => {
    fc.assert(
      fc.property(chains, (entries) => {
        const again = chainOf(entries.map((entry) => readEntry({ ...entry })));
        expect(again).toEqual(entries);
        expect(verifiedChain(entries)).toEqual({ ok: true, head: entries.at(-1)?.hash ?? GENESIS_HASH });
      })
    );
  });

  it('shows the first entry that was changed, lost or moved', () => {
    fc.assert(
      fc.property(
        chains.filter((entries) => entries.length > 1),
        fc.nat(),
        (entries, pick) => {
          const at = pick % entries.length;
          const sequence = at + 1;
          const damaged = (change: (entry: JournalEntry) => JournalEntry) =>
            verifiedChain(entries.map((entry, index) => (index === at ? change(entry) : entry)));
          expect(damaged((e) => ({ ...e, bytes: `${e.bytes} ` }))).toEqual({ ok: false, sequence, reason: 'hash' });
          expect(damaged((e) => ({ ...e, previousHash: 'f'.repeat(64) }))).toEqual({
            ok: false,
            sequence,
            reason: 'previous-hash'
          });
          const without = verifiedChain(entries.filter((_, index) => index !== at));
          const isLast = at === entries.length - 1;
          expect(without.ok).toBe(isLast);
          if (!without.ok) expect([without.sequence, without.reason]).toEqual([sequence + 1, 'sequence']);
        }
      )
    );
  });
});
