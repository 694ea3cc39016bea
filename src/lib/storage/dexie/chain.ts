import { entryHash, GENESIS_HASH, NewerDataError, readEntry, type JournalEntry } from '$lib/domain/ledger';
import { hasFields, remedies, type VaultProblem } from './problems';

/** What is wrong with an entry by itself, undefined when its hash fits its bytes. */
export function entryProblem(entry: JournalEntry): 'unreadable' | 'hash' | undefined {
  if (!hasFields(entry, { sequence: 'number', bytes: 'string', previousHash: 'string', hash: 'string' }))
    return 'unreadable';
  return entryHash(entry.previousHash, entry.bytes) === entry.hash ? undefined : 'hash';
}

/**
 * The entries of a journal, by sequence, that stand by their own hash; each break of the chain is told with its place.
 * Entries after a break are kept: their own hashes still prove them. The rows are those after the entry `before`.
 */
export function soundEntries(
  rows: readonly JournalEntry[],
  problems: VaultProblem[],
  before?: JournalEntry
): JournalEntry[] {
  const sound: JournalEntry[] = [];
  let sequence = before?.sequence ?? 0;
  let previous = before?.hash ?? GENESIS_HASH;
  for (const row of rows) {
    const problem = entryProblem(row);
    const place = problem === 'unreadable' ? sequence + 1 : row.sequence;
    for (let missing = sequence + 1; missing < place; missing++)
      problems.push(told('entry-gap', missing, 'is missing'));
    if (problem === 'unreadable') problems.push(told('entry-unreadable', place, 'cannot be read'));
    else if (problem === 'hash')
      problems.push(told('entry-hash-mismatch', place, 'is not what was written: its hash does not fit'));
    else {
      if (place === sequence + 1 && row.previousHash !== previous && (sound.at(-1) ?? before)?.sequence === sequence)
        problems.push(told('entry-hash-mismatch', place, 'does not continue the entry before it'));
      sound.push(row);
      previous = row.hash;
    }
    sequence = place;
  }
  return sound;
}

/**
 * The entries that a ledger can be built from: those of a newer program are told, and those that change a transaction
 * whose own entry was lost are left out with it.
 */
export function usableEntries(entries: readonly JournalEntry[], problems: VaultProblem[]): JournalEntry[] {
  const live = new Map<string, boolean>();
  return entries.filter((entry) => {
    try {
      const { act, event } = readEntry(entry).act;
      const state = live.get(event);
      const fits = act === 'post' ? state !== true : state === true;
      if (fits) live.set(event, act !== 'void');
      else problems.push(told('entry-orphaned', entry.sequence, 'changes a transaction that cannot be read'));
      return fits;
    } catch (error) {
      if (error instanceof NewerDataError)
        problems.push({
          ...told('entry-newer', entry.sequence, `was written by a newer version of the program`),
          remedy: remedies.reload
        });
      else problems.push(told('entry-unreadable', entry.sequence, `cannot be read: ${String(error)}`));
      return false;
    }
  });
}

function told(code: VaultProblem['code'], sequence: number, what: string): VaultProblem {
  return {
    code,
    table: 'journal',
    key: String(sequence),
    text: `Entry ${sequence} of the ledger ${what}. The other entries are shown.`,
    remedy: remedies.ledger
  };
}
