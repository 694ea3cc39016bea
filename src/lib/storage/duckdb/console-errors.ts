/** What kind of mistake the database found, as far as it can be mended. */
export type SqlErrorKind =
  'syntax' | 'table' | 'column' | 'function' | 'extension' | 'zone' | 'file' | 'conversion' | 'memory' | 'other';

/** A mistake of a statement: what the database says, and where in the statement. */
export interface SqlError {
  readonly kind: SqlErrorKind;
  readonly message: string;
  /** What is missing: the name of the extension. */
  readonly name?: string;
  /** Place in the statement, from its first character; absent when the database names none. */
  readonly at?: number;
}

const kinds: readonly (readonly [RegExp, SqlErrorKind])[] = [
  [/TIMESTAMP WITH TIME ZONE -> /, 'zone'],
  [/Parser Error/, 'syntax'],
  [/Table (with name|Function with name)? ?\S* ?.*does not exist|Referenced table/, 'table'],
  [/Referenced column|does not have a column named|column .* must appear|Column with name/, 'column'],
  [/Function with name|No function matches/, 'function'],
  [/Permission Error|IO Error|No files found/, 'file'],
  [/Conversion Error|Could not (convert|cast)|Invalid Input Error: Failed to cast/, 'conversion'],
  [/Out of Memory/, 'memory']
];

/**
 * What the database says of a statement, read.
 * @param asked text of the statement as the person wrote it. @param before lines that were put before it.
 */
export function sqlErrorOf(raw: string, asked: string, before: number): SqlError {
  const text = plainText(raw);
  const [said = text] = text.split(/\n\s*\n?(?:LINE \d+:|Please try|Alternatively)/);
  const message = said.trim();
  const at = placeOf(text, asked, before);
  const place = at === undefined ? {} : { at };
  const extension = /exists in the (\w+) extension|required extension '(\w+)'|Extension "(\w+)/.exec(text);
  const name = extension?.slice(1).find((one) => one !== undefined);
  if (name !== undefined) return { kind: 'extension', message, name, ...place };
  return { kind: kinds.find(([pattern]) => pattern.test(message))?.[1] ?? 'other', message, ...place };
}

/** A statement that is sent answers with a record, one that is asked with its text. */
function plainText(raw: string): string {
  if (!raw.startsWith('{"exception_type"')) return raw;
  const { exception_type: type, exception_message: message } = JSON.parse(raw) as Record<string, string>;
  return `${type ?? ''} Error: ${message ?? raw}`;
}

/** "LINE 3: ...part of the line" with a caret below: where the caret stands in the statement. */
function placeOf(text: string, asked: string, before: number): number | undefined {
  const found = /LINE (\d+): (.*)\n( *)\^/.exec(text);
  if (!found) return undefined;
  const [, line = '1', excerpt = '', spaces = ''] = found;
  const lines = asked.split('\n');
  const row = Number(line) - 1 - before;
  const whole = lines[row];
  if (whole === undefined) return undefined;
  const head = `LINE ${line}: `.length;
  const cut = excerpt.startsWith('...');
  const inside = spaces.length - head - (cut ? 3 : 0);
  const start = cut ? Math.max(0, whole.indexOf(excerpt.replace(/^\.\.\.|\.\.\.$/g, ''))) : 0;
  const offset = lines.slice(0, row).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(asked.length, Math.max(0, offset + start + inside));
}
