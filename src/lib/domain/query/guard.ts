import { contentOf, nameOf, type Token } from './tokens';
import type { Statement } from './statements';

/** Folder under which files that a person opened are known to the database. */
export const FILES_FOLDER = 'your-files/';

/** Why a statement is not run. */
export type RefusalCode =
  'extension' | 'attach' | 'file-out' | 'file-in' | 'network' | 'vault-table' | 'setting' | 'transaction' | 'prepared';

/** Why a statement is not run: what it names, and where that stands in the whole text. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const FIRST: Readonly<Record<string, RefusalCode>> = {
  install: 'extension',
  load: 'extension',
  force: 'extension',
  attach: 'attach',
  detach: 'attach',
  use: 'setting',
  copy: 'file-out',
  export: 'file-out',
  import: 'file-in',
  begin: 'transaction',
  start: 'transaction',
  commit: 'transaction',
  end: 'transaction',
  rollback: 'transaction',
  abort: 'transaction',
  prepare: 'prepared',
  execute: 'prepared',
  deallocate: 'prepared',
  checkpoint: 'setting',
  vacuum: 'setting'
};
const ASKED_PRAGMAS = new Set(['table_info', 'show_tables', 'show_tables_expanded', 'version', 'database_size']);
const READERS = new Set(['read_csv', 'read_csv_auto', 'sniff_csv', 'read_text', 'read_blob', 'glob']);
const OBJECTS = new Set(['table', 'view', 'index', 'sequence', 'macro', 'function', 'type', 'schema', 'column']);
const FILLERS = new Set(['or', 'replace', 'temp', 'temporary', 'if', 'not', 'exists', 'unique', 'recursive', 'only']);

/**
 * Why a statement is not run in the console, or nothing. It may read all tables and write tables of its own; it never
 * changes a copy of the vault (`vaultTables`), reads no file but those opened by the person, and reaches no network.
 * The database has its own locks behind this; here they get words and a place.
 */
export function refusalOf({ tokens }: Statement, vaultTables: readonly string[]): Refusal | undefined {
  return firstWord(tokens) ?? fileRead(tokens) ?? vaultWrite(tokens, new Set(vaultTables));
}

const refused = (code: RefusalCode, token: Token, name = nameOf(token) ?? token.text): Refusal => ({
  code,
  name,
  start: token.start,
  end: token.end
});

function firstWord(tokens: readonly Token[]): Refusal | undefined {
  const [first, second] = tokens;
  const word = nameOf(first);
  if (first?.kind !== 'word' || word === undefined) return undefined;
  const next = nameOf(second);
  if (word === 'copy') return refused(copiesOut(tokens) ? 'file-out' : 'file-in', first);
  if (word === 'update' && next === 'extensions') return refused('extension', first);
  if (word === 'set' || word === 'reset') return next === 'variable' ? undefined : refused('setting', second ?? first);
  if (word === 'pragma') return ASKED_PRAGMAS.has(next ?? '') ? undefined : refused('setting', second ?? first);
  const code = Object.hasOwn(FIRST, word) ? FIRST[word] : undefined;
  return code && refused(code, first);
}

/** COPY writes where TO stands outside of parentheses. */
function copiesOut(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.some((token) => {
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    return depth === 0 && nameOf(token) === 'to';
  });
}

function fileRead(tokens: readonly Token[]): Refusal | undefined {
  for (const [at, token] of tokens.entries()) {
    const before = nameOf(tokens[at - 1]);
    const isSource = token.kind === 'text' && (before === 'from' || before === 'join');
    const isArgument = token.kind === 'text' && readerBefore(tokens, at);
    if (!isSource && !isArgument) continue;
    const name = contentOf(token);
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return refused('network', token, name);
    if (!name.startsWith(FILES_FOLDER)) return refused('file-in', token, name);
  }
  return undefined;
}

/** True where a text is the first argument of a function that reads files, alone or in a list. */
function readerBefore(tokens: readonly Token[], at: number): boolean {
  let place = at - 1;
  const inList = (token: Token | undefined): boolean => token?.kind === 'text' || /^[[,]$/.test(token?.text ?? '');
  while (inList(tokens[place]) && tokens[place]?.text !== '(') place--;
  return tokens[place]?.text === '(' && READERS.has(nameOf(tokens[place - 1]) ?? '');
}

function vaultWrite(tokens: readonly Token[], vaultTables: ReadonlySet<string>): Refusal | undefined {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || tokens[at - 1]?.text === '.') continue;
    for (const target of writeTargets(tokens, at)) {
      const written = writtenName(tokens, target);
      if (written && (vaultTables.has(written.name) || written.schema === 'main'))
        return refused('vault-table', written.token, written.name);
    }
  }
  return undefined;
}

/** Places of the names that a word writes to, where it is one that writes. */
function writeTargets(tokens: readonly Token[], at: number): number[] {
  const word = nameOf(tokens[at]);
  const next = nameOf(tokens[at + 1]);
  const skip = (from: number): number => {
    let place = from;
    while (FILLERS.has(nameOf(tokens[place]) ?? '') && tokens[place]?.kind === 'word') place++;
    return place;
  };
  const starts = at === 0 || /^(explain|analyze|\))$/.test(nameOf(tokens[at - 1]) ?? tokens[at - 1]?.text ?? '');
  if (word === 'insert') {
    const into = tokens.findIndex((token, place) => place > at && nameOf(token) === 'into');
    return into < 0 ? [] : [into + 1];
  }
  if (word === 'merge' && next === 'into') return [at + 2];
  if (word === 'delete' && next === 'from') return [skip(at + 2)];
  if (word === 'update' && starts) return [skip(at + 1)];
  if (word === 'truncate' && starts) return [next === 'table' ? at + 2 : at + 1];
  if (word === 'comment' && next === 'on') return [at + 3];
  if (!starts || (word !== 'create' && word !== 'drop' && word !== 'alter')) return [];
  const object = skip(at + 1);
  if (!OBJECTS.has(nameOf(tokens[object]) ?? '')) return [];
  const named = skip(object + 1);
  if (nameOf(tokens[object]) !== 'index') return word === 'drop' ? listed(tokens, named) : [named];
  const on = tokens.findIndex((token, place) => place > object && nameOf(token) === 'on');
  return on < 0 ? [] : [on + 1];
}

/** Starts of the names of a list: "a, b.c, d". */
function listed(tokens: readonly Token[], from: number): number[] {
  const places = [from];
  for (let at = from; at < tokens.length; at++) if (tokens[at]?.text === ',') places.push(at + 1);
  return places;
}

interface Written {
  readonly name: string;
  readonly schema: string | undefined;
  readonly token: Token;
}

/** The last part of a dotted name and the part before it. */
function writtenName(tokens: readonly Token[], at: number): Written | undefined {
  let place = at;
  while (tokens[place + 1]?.text === '.' && tokens[place + 2]) place += 2;
  const token = tokens[place];
  const name = nameOf(token)?.toLowerCase();
  if (token === undefined || name === undefined) return undefined;
  return { name, schema: place > at ? nameOf(tokens[place - 2])?.toLowerCase() : undefined, token };
}
