import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { batchId, eventId, JOURNAL_VERSION, type JournalAct, type JournalEntry, type JournalRecord } from '../journal';
import { canonicalText, isRecord, parsed, rawFromTransaction, transactionFromRaw, type Json } from '../verbs';
import { upcasted } from './upcast';

/** An entry written by a newer version of the program than this one: it can be kept and exported, but not read. */
export class NewerDataError extends Error {
  override readonly name = 'NewerDataError';

  constructor(
    readonly sequence: number,
    readonly version: number
  ) {
    super(`entry ${sequence} has version ${version}; this program reads up to ${JOURNAL_VERSION}`);
  }
}

/** SHA-256 of the previous hash and the bytes of an entry, both as UTF-8 text, in hex (FIPS 180-4). */
export function entryHash(previousHash: string, bytes: string): string {
  return bytesToHex(sha256(utf8ToBytes(previousHash + bytes)));
}

/**
 * Entry that says a record after the entry with the previous hash.
 * @throws RangeError when the record is not of the version written here or a field is unfit.
 */
export function journalEntry(previousHash: string, sequence: number, record: JournalRecord): JournalEntry {
  if (record.version !== JOURNAL_VERSION) throw new RangeError(`cannot write version ${record.version}`);
  const bytes = canonicalText(rawFromRecord(record));
  return { sequence, bytes, previousHash, hash: entryHash(previousHash, bytes) };
}

function rawFromRecord({ version, recordedAt, batch, act }: JournalRecord): Json {
  if (!Number.isSafeInteger(recordedAt)) throw new RangeError(`field "recordedAt": not a whole number: ${recordedAt}`);
  const said = { act: act.act, batch: batchId(batch), event: eventId(act.event), recordedAt, version };
  return act.act === 'void' ? said : { ...said, transaction: rawFromTransaction(act.transaction) };
}

const readEntries = new WeakMap<JournalEntry, JournalRecord>();

/**
 * What an entry says, in the form of the current version; an older one is lifted, its bytes and hash untouched.
 * Remembered by the entry object. @throws NewerDataError for a version above JOURNAL_VERSION.
 * @throws RangeError naming the entry and the field when the bytes are unreadable.
 */
export function readEntry(entry: JournalEntry): JournalRecord {
  const known = readEntries.get(entry);
  if (known) return known;
  const record = recordFromBytes(entry);
  readEntries.set(entry, record);
  return record;
}

function recordFromBytes({ sequence, bytes }: JournalEntry): JournalRecord {
  try {
    const raw = parsed(bytes);
    if (!isRecord(raw)) throw new RangeError('not an object');
    const version = wholeNumber(raw, 'version');
    if (version > JOURNAL_VERSION) throw new NewerDataError(sequence, version);
    return recordFromRaw(upcasted(raw, version, JOURNAL_VERSION));
  } catch (error) {
    if (error instanceof NewerDataError) throw error;
    throw new RangeError(`entry ${sequence}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error
    });
  }
}

function recordFromRaw(raw: Readonly<Record<string, unknown>>): JournalRecord {
  const known = ['act', 'batch', 'event', 'recordedAt', 'transaction', 'version'];
  for (const name of Object.keys(raw)) if (!known.includes(name)) throw new RangeError(`unknown field "${name}"`);
  return {
    version: wholeNumber(raw, 'version'),
    recordedAt: wholeNumber(raw, 'recordedAt'),
    batch: batchId(text(raw, 'batch')),
    act: actFromRaw(raw)
  };
}

function actFromRaw(raw: Readonly<Record<string, unknown>>): JournalAct {
  const event = eventId(text(raw, 'event'));
  const act = text(raw, 'act');
  if (act === 'void') {
    if (raw['transaction'] !== undefined) throw new RangeError('field "transaction": a void has none');
    return { act, event };
  }
  if (act !== 'post' && act !== 'amend') throw new RangeError(`field "act": "${act}" is none`);
  return { act, event, transaction: transactionFromRaw(raw['transaction']) };
}

function text(raw: Readonly<Record<string, unknown>>, name: string): string {
  const value = raw[name];
  if (typeof value !== 'string') throw new RangeError(`field "${name}": text expected`);
  return value;
}

function wholeNumber(raw: Readonly<Record<string, unknown>>, name: string): number {
  const value = raw[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new RangeError(`field "${name}": whole number expected`);
  return value;
}
