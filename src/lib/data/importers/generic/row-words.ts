import type { MappedColumn, StatementAction } from '$lib/domain/statements';
import { actionKey, namedAction } from '../columns/actions';
import { phrasedAction } from '../columns/phrases';

/** What the words of a row say happened. */
export interface RowWords {
  /** The words that decide, else the first that are there; empty when there are none. */
  readonly word: string;
  readonly action?: StatementAction;
}

/** Reads the words of a row, with what was answered for words that nobody knows. */
export type WordsReader = (cells: readonly string[]) => RowWords;

// These only say that something happened; another column may say what.
const vague: ReadonlySet<StatementAction> = new Set(['corporate-action', 'in', 'out', 'transfer-cash']);
const letters: ReadonlyMap<string, StatementAction> = new Map([
  ['a', 'buy'],
  ['c', 'buy'],
  ['v', 'sell']
]);
const SAMPLE = 2000;

/** Reader of the columns that say what happened; the one with most known and most different words decides first. */
export function wordsReader(
  columns: readonly MappedColumn[],
  rows: readonly (readonly string[])[],
  answered: Readonly<Record<string, StatementAction>>
): WordsReader {
  const meanings = new Map<string, StatementAction | undefined>();
  const known = (word: string): StatementAction | undefined => {
    if (!meanings.has(word)) meanings.set(word, answered[actionKey(word)] ?? namedAction(word) ?? phrasedAction(word));
    return meanings.get(word);
  };
  const indices = columns.filter(({ field }) => field === 'action').map(({ index }) => index);
  const lettered = new Set(indices.filter((index) => isLettered(index, rows)));
  const meaning = (index: number, word: string): StatementAction | undefined =>
    (lettered.has(index) ? letters.get(word.toLowerCase()) : undefined) ?? known(word);
  const ordered = indices.length < 2 ? indices : byClearness(indices, rows, meaning);
  return (cells) => {
    let first: RowWords | undefined;
    let unclear: RowWords | undefined;
    for (const index of ordered) {
      const word = cells[index] ?? '';
      if (word === '' || word === '-') continue;
      const action = meaning(index, word);
      if (action !== undefined && !vague.has(action)) return { word, action };
      if (action !== undefined) unclear ??= { word, action };
      first ??= { word };
    }
    return unclear ?? first ?? { word: '' };
  };
}

/** A column of single letters, A or C for purchases and V for sales, as Italian and Spanish brokers write. */
function isLettered(index: number, rows: readonly (readonly string[])[]): boolean {
  const words = new Set(rows.slice(0, SAMPLE).map((row) => (row[index] ?? '').toLowerCase()));
  words.delete('');
  return words.has('v') && [...words].every((word) => letters.has(word));
}

function byClearness(
  indices: readonly number[],
  rows: readonly (readonly string[])[],
  meaning: (index: number, word: string) => StatementAction | undefined
): number[] {
  const scored = indices.map((index) => {
    const words = rows.slice(0, SAMPLE).flatMap((row) => (row[index] ? [row[index]] : []));
    const clear = words.filter((word) => {
      const action = meaning(index, word);
      return action !== undefined && !vague.has(action);
    });
    const share = words.length === 0 ? 0 : Math.round((clear.length / words.length) * 4);
    return { index, share, kinds: new Set(clear).size };
  });
  return scored.sort((a, b) => b.share - a.share || b.kinds - a.kinds || a.index - b.index).map(({ index }) => index);
}
