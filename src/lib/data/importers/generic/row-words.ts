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
const opposite: ReadonlyMap<StatementAction, StatementAction> = new Map([
  ['buy', 'sell'],
  ['sell', 'buy'],
  ['deposit', 'withdrawal'],
  ['withdrawal', 'deposit']
]);
const hollow =
  /^(others?|misc|miscellaneous|ovrigt|övrigt|andet|annet|sonstiges|diverses?|divers|autres?|varie|altro|otros|outros|overig|trades?|orders?|cash|securit(y|ies)|transactions?|money ?movement|cash (amount|transfer|movement)|activity|financial|handel|transaktion)$/i;
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
  const worded = columns.filter(({ field }) => field === 'action').map(({ index }) => index);
  const indices = worded.length < 2 ? worded : worded.filter((index) => !isSideOfPosition(index, rows));
  const lettered = new Set(indices.filter((index) => isLettered(index, rows)));
  const meaning = (index: number, word: string): StatementAction | undefined =>
    (lettered.has(index) ? letters.get(word.toLowerCase()) : undefined) ?? known(word);
  const ordered = indices.length < 2 ? indices : byClearness(indices, rows, meaning);
  return (cells) => {
    let first: RowWords | undefined;
    let unclear: RowWords | undefined;
    let clear: RowWords | undefined;
    for (const index of ordered) {
      const word = cells[index] ?? '';
      if (word === '' || word === '-') continue;
      const action = meaning(index, word);
      if (action !== undefined && !vague.has(action)) {
        if (clear?.action && opposite.get(clear.action) === action) return { word: `${clear.word}, ${word}` };
        clear ??= { word, action };
      } else if (action !== undefined) unclear ??= { word, action };
      else if (first === undefined || hollow.test(first.word)) first = { word };
    }
    // Units that a corporate action moves are no deposit.
    if (unclear?.action === 'corporate-action' && /^(deposit|withdrawal)$/.test(clear?.action ?? '')) return unclear;
    return clear ?? unclear ?? first ?? { word: '' };
  };
}

/** True for words that only say that something happened: the description says what. */
export function isHollow(word: string): boolean {
  return word === '' || hollow.test(word.trim());
}

/** A column that says on which side a position is, not what happened to it. */
function isSideOfPosition(index: number, rows: readonly (readonly string[])[]): boolean {
  const words = new Set(rows.slice(0, SAMPLE).map((row) => (row[index] ?? '').toLowerCase()));
  words.delete('');
  return words.size > 0 && [...words].every((word) => word === 'long' || word === 'short');
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
