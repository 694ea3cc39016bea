import { nameOf, tokensOf, type Token } from '$lib/domain/query';
import type { ConsoleCatalog } from '$lib/services/sql-console';
import type { ColouredPiece, Suggestion, Suggestions } from '$lib/ui/editor';
import { sqlTexts } from '$lib/ui/texts';

const KEYWORDS =
  `SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT OFFSET JOIN LEFT RIGHT FULL INNER CROSS ASOF USING ON AS AND OR NOT IN IS NULL
  LIKE ILIKE BETWEEN CASE WHEN THEN ELSE END WITH RECURSIVE UNION ALL DISTINCT EXISTS CREATE TABLE VIEW MACRO INSERT INTO
  VALUES UPDATE SET DELETE DROP DESC ASC NULLS FIRST LAST OVER PARTITION ROWS RANGE UNBOUNDED PRECEDING FOLLOWING CURRENT
  ROW WINDOW QUALIFY FILTER CAST TRY_CAST DATE TIMESTAMP INTERVAL EXCEPT INTERSECT DESCRIBE SUMMARIZE SHOW TABLES PIVOT
  UNPIVOT EXCLUDE REPLACE COLUMNS SAMPLE TRUE FALSE EXPLAIN ANALYZE LATERAL IF`.split(/\s+/);
const words = new Set(KEYWORDS.map((word) => word.toLowerCase()));

/** The text in coloured pieces, white space included: put together they are the text. */
export function colouredSql(sql: string): ColouredPiece[] {
  const tokens = tokensOf(sql);
  const pieces: ColouredPiece[] = [];
  let at = 0;
  tokens.forEach((token, place) => {
    if (token.start > at) pieces.push({ text: sql.slice(at, token.start), tone: 'plain' });
    pieces.push({ text: token.text, tone: toneOf(token, tokens[place + 1]) });
    at = token.end;
  });
  if (at < sql.length) pieces.push({ text: sql.slice(at), tone: 'plain' });
  return pieces;
}

function toneOf(token: Token, next: Token | undefined): ColouredPiece['tone'] {
  const { kind, text, open } = token;
  if (open) return kind === 'comment' ? 'comment' : 'wrong';
  if (kind === 'comment' || kind === 'text' || kind === 'number') return kind;
  if (kind === 'quoted') return 'name';
  if (kind !== 'word') return 'plain';
  if (words.has(text.toLowerCase())) return 'keyword';
  return next?.text === '(' ? 'function' : 'plain';
}

const AFTER_TABLES = new Set(['from', 'join', 'table', 'describe', 'summarize', 'into', 'update', 'view']);

/**
 * What could stand at the caret: columns of the table before a dot; tables after FROM and its like; else columns of the
 * tables that the text names, then tables, functions and words. Nothing within texts and comments.
 * @param asked true when the person asked for it, so that an empty beginning is completed too.
 */
export function suggestionsFor(
  sql: string,
  caret: number,
  catalog: Pick<ConsoleCatalog, 'copies' | 'own' | 'functions'> | undefined,
  asked: boolean
): Suggestions | undefined {
  const tokens = tokensOf(sql);
  const inside = tokens.find(({ start, end, open }) => start < caret && (caret < end || (caret === end && open)));
  if (inside && (inside.kind === 'text' || inside.kind === 'comment')) return undefined;
  if (tokens.some(({ kind, end }) => kind === 'comment' && end === caret)) return undefined;
  const typed = tokens.find(({ kind, start, end }) => kind === 'word' && start < caret && caret <= end);
  const from = typed?.start ?? caret;
  const begun = sql.slice(from, caret).toLowerCase();
  const before = tokens.filter(({ end, kind }) => end <= from && kind !== 'comment');
  const dotted = before.at(-1)?.text === '.';
  if (begun === '' && !asked && !dotted) return undefined;
  const list = candidates(tokens, before, dotted, catalog).filter(({ text }) => text.toLowerCase().startsWith(begun));
  const rest = list.filter((one, at) => list.findIndex(({ text }) => text === one.text) === at);
  const [only] = rest;
  return rest.length === 0 || (rest.length === 1 && only?.text.toLowerCase() === begun)
    ? undefined
    : { from, list: rest };
}

function candidates(
  tokens: readonly Token[],
  before: readonly Token[],
  dotted: boolean,
  catalog: Pick<ConsoleCatalog, 'copies' | 'own' | 'functions'> | undefined
): Suggestion[] {
  const { hints } = sqlTexts;
  const tables = [...(catalog?.copies ?? []), ...(catalog?.own ?? [])];
  const own = new Set(catalog?.own.map(({ name }) => name));
  const columnsOf = (names: ReadonlySet<string>): Suggestion[] =>
    tables
      .filter(({ name }) => names.has(name))
      .flatMap(({ columns }) => columns.map(({ name, type }) => ({ text: written(name), hint: type.toLowerCase() })));
  if (dotted) {
    const owner = nameOf(before.at(-2))?.toLowerCase() ?? '';
    return columnsOf(new Set([aliases(tokens).get(owner) ?? owner]));
  }
  const named = tables.map(({ name }) => ({ text: written(name), hint: own.has(name) ? hints.own : hints.table }));
  if (AFTER_TABLES.has(nameOf(before.at(-1)) ?? '')) return named;
  const said = new Set(tokens.map((token) => nameOf(token)?.toLowerCase() ?? ''));
  return [
    ...columnsOf(said),
    ...named,
    ...KEYWORDS.map((text) => ({ text, hint: hints.keyword })),
    ...(catalog?.functions ?? []).map((text) => ({ text, hint: hints.function }))
  ];
}

/** Names given to tables: FROM prices p, JOIN prices AS p. */
function aliases(tokens: readonly Token[]): Map<string, string> {
  const found = new Map<string, string>();
  const meant = tokens.filter(({ kind }) => kind !== 'comment');
  meant.forEach((token, at) => {
    const before = nameOf(token);
    if (before !== 'from' && before !== 'join' && token.text !== ',') return;
    const table = nameOf(meant[at + 1])?.toLowerCase();
    const skip = nameOf(meant[at + 2]) === 'as' ? 3 : 2;
    const alias = nameOf(meant[at + skip])?.toLowerCase();
    if (table !== undefined && alias !== undefined && !words.has(alias)) found.set(alias, table);
  });
  return found;
}

/** A name as it must be written: in quotes where it is no plain word. */
export const written = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !words.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
