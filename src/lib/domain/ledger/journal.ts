import type { Transaction } from './transaction';

declare const eventBrand: unique symbol;
declare const batchBrand: unique symbol;

/** Id of a journal entry's subject: a transaction keeps it through every amendment. */
export type EventId = string & { readonly [eventBrand]: true };

/** Id of one act of the user (an import, an edit): undone as a whole. */
export type BatchId = string & { readonly [batchBrand]: true };

/** Event id from text. @throws RangeError when it is empty. */
export function eventId(text: string): EventId {
  if (text === '') throw new RangeError('an event id cannot be empty');
  return text as EventId;
}

/** Batch id from text. @throws RangeError when it is empty. */
export function batchId(text: string): BatchId {
  if (text === '') throw new RangeError('a batch id cannot be empty');
  return text as BatchId;
}

/** What one entry says: a new transaction, another version of one, or that one never was. */
export type JournalAct =
  | { readonly act: 'post'; readonly event: EventId; readonly transaction: Transaction }
  | { readonly act: 'amend'; readonly event: EventId; readonly transaction: Transaction }
  | { readonly act: 'void'; readonly event: EventId };

/**
 * One line of the append-only journal. `bytes` is the canonical JSON text of the act, the batch, the time of
 * recording and the version of the format; `hash` is SHA-256 of the previous hash and these bytes, in hex.
 * The first sequence is 1, each next one greater by 1.
 */
export interface JournalEntry {
  readonly sequence: number;
  readonly bytes: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** What an entry's bytes say, read. */
export interface JournalRecord {
  readonly version: number;
  readonly recordedAt: number;
  readonly batch: BatchId;
  readonly act: JournalAct;
}

/** Hash before the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** Version of the entry format that this program writes; version 2 knows more verbs and fields than version 1. */
export const JOURNAL_VERSION = 2;

/** Sequence of the first entry. */
export const FIRST_SEQUENCE = 1;
