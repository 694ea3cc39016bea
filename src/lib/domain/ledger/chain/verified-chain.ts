import { FIRST_SEQUENCE, GENESIS_HASH, type JournalEntry } from '../journal';
import { entryHash } from './entry';

/** The head of an unbroken chain, or the first entry that breaks it and how. */
export type ChainVerdict =
  | { readonly ok: true; readonly head: string }
  | { readonly ok: false; readonly sequence: number; readonly reason: 'sequence' | 'previous-hash' | 'hash' };

/**
 * Checks a whole journal from its first entry: sequences without a gap, each entry tied to the one before, each hash
 * that of its bytes. Contents are not read, so entries of newer versions are checked as well.
 */
export function verifiedChain(entries: Iterable<JournalEntry>): ChainVerdict {
  let head = GENESIS_HASH;
  let expected = FIRST_SEQUENCE;
  for (const { sequence, previousHash, bytes, hash } of entries) {
    if (sequence !== expected) return { ok: false, sequence, reason: 'sequence' };
    if (previousHash !== head) return { ok: false, sequence, reason: 'previous-hash' };
    if (hash !== entryHash(previousHash, bytes)) return { ok: false, sequence, reason: 'hash' };
    head = hash;
    expected += 1;
  }
  return { ok: true, head };
}
