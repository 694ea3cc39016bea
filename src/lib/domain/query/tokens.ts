/** What a piece of SQL text is. `quoted` is a name in double quotes, `text` a constant in single quotes or dollar signs. */
export type TokenKind = 'word' | 'quoted' | 'text' | 'number' | 'comment' | 'sign';

/** A piece of SQL text; what stands between pieces is white space. */
export interface Token {
  readonly kind: TokenKind;
  /** As it is written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True for a comment, text or name whose end is missing. */
  readonly open?: true;
}

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const SIGN = /->>|::|<=|>=|<>|!=|==|\|\||->|:=|=>|\*\*|[^\s]/y;
const SPACE = /\s+/y;

/**
 * The pieces of SQL as PostgreSQL and DuckDB write it: comments to the end of the line and nested ones, texts with
 * doubled quotes, E'...' with backslashes, dollar quotes, names in double quotes. Never fails: what is not closed
 * reaches to the end of the text.
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const matched = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(sql)?.[0];
  };
  const push = (kind: TokenKind, end: number | undefined): void => {
    const stop = end ?? sql.length;
    const open = end === undefined ? { open: true as const } : {};
    tokens.push({ kind, text: sql.slice(at, stop), start: at, end: stop, ...open });
    at = stop;
  };
  while (at < sql.length) {
    const space = matched(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const [one, two] = [sql[at], sql.slice(at, at + 2)];
    const dollar = one === '$' ? matched(DOLLAR) : undefined;
    if (two === '--') push('comment', lineEnd(sql, at));
    else if (two === '/*') push('comment', commentEnd(sql, at));
    else if (one === "'") push('text', quoteEnd(sql, at, "'"));
    else if (one === '"') push('quoted', quoteEnd(sql, at, '"'));
    else if (/^[eE]'/.test(two)) push('text', escapedEnd(sql, at + 1));
    else if (dollar !== undefined) push('text', after(sql.indexOf(dollar, at + dollar.length), dollar.length));
    else {
      const word = matched(WORD);
      const number = word === undefined ? matched(NUMBER) : undefined;
      if (word !== undefined) push('word', at + word.length);
      else if (number !== undefined) push('number', at + number.length);
      else push('sign', at + (matched(SIGN)?.length ?? 1));
    }
  }
  return tokens;
}

const after = (found: number, length: number): number | undefined => (found < 0 ? undefined : found + length);

function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end;
}

function commentEnd(sql: string, at: number): number | undefined {
  let depth = 0;
  for (let i = at; i < sql.length; i++) {
    const two = sql.slice(i, i + 2);
    if (two === '/*') depth++;
    else if (two === '*/') depth--;
    else continue;
    i++;
    if (depth === 0) return i + 1;
  }
  return undefined;
}

function quoteEnd(sql: string, at: number, quote: string): number | undefined {
  for (let i = at + 1; i < sql.length; i++) {
    if (sql[i] !== quote) continue;
    if (sql[i + 1] !== quote) return i + 1;
    i++;
  }
  return undefined;
}

function escapedEnd(sql: string, at: number): number | undefined {
  for (let i = at + 1; i < sql.length; i++) {
    if (sql[i] === '\\') i++;
    else if (sql[i] === "'") {
      if (sql[i + 1] !== "'") return i + 1;
      i++;
    }
  }
  return undefined;
}

/** The name that a token says: words in lower case, quoted ones as they are without their quotes. */
export function nameOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text.toLowerCase();
  if (token?.kind === 'quoted') return token.text.slice(1, token.open ? undefined : -1).replaceAll('""', '"');
  return undefined;
}

/** The content of a text constant. */
export function contentOf({ text, open }: Token): string {
  const dollar = /^\$[^$]*\$/.exec(text)?.[0];
  if (dollar !== undefined) return text.slice(dollar.length, open ? undefined : -dollar.length);
  const start = text.indexOf("'") + 1;
  return text.slice(start, open ? undefined : -1).replaceAll("''", "'");
}
