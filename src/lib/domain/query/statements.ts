import { nameOf, tokensOf, type Token } from './tokens';

/** One statement of a text. */
export interface Statement {
  /** As written, without the semicolon and the space around it. */
  readonly text: string;
  /** Place of its first character in the whole text. */
  readonly start: number;
  readonly end: number;
  /** Its pieces without comments, at their places in the whole text. */
  readonly tokens: readonly Token[];
}

/** The statements of a text, split at semicolons that are not within texts, names or comments; empty ones are left out. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  const close = (): void => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    const meant = tokens.filter(({ kind }) => kind !== 'comment');
    if (first && last && meant.length > 0) {
      const text = sql.slice(first.start, last.end);
      statements.push({ text, start: first.start, end: last.end, tokens: meant });
    }
    tokens = [];
  };
  for (const token of tokensOf(sql)) {
    if (token.kind === 'sign' && token.text === ';') close();
    else tokens.push(token);
  }
  close();
  return statements;
}

/** The statement that a place in the text belongs to: the one around it, else the last before it. */
export function statementAt(statements: readonly Statement[], place: number): Statement | undefined {
  return statements.find(({ end }) => place <= end) ?? statements.at(-1);
}

const ASKING = new Set(['select', 'with', 'from', 'values', 'table', 'pivot', 'unpivot', '(']);

/** True where a statement asks for rows that can be asked further: it may stand in parentheses after FROM. */
export function isQuery({ tokens }: Statement): boolean {
  const [first] = tokens;
  return first !== undefined && ASKING.has(nameOf(first) ?? first.text);
}

/** Names of a list that a statement speaks of, in the order of the list. */
export function namesWithin(statement: Statement, names: readonly string[]): string[] {
  const said = new Set(statement.tokens.map((token) => nameOf(token)?.toLowerCase()));
  return names.filter((name) => said.has(name));
}
