/** A field of a record: the letter it begins with, the rest, and its line. */
export interface QifField {
  readonly code: string;
  readonly value: string;
  readonly line: number;
}

/** Lines up to a "^", with the section that they stand in. */
export interface QifRecord {
  /** "Bank", "Invst", "Security", "Prices", ... in lower case; "account" for a list of accounts. */
  readonly section: string;
  /** Name of the account whose transactions follow, when one was given. */
  readonly account: string | undefined;
  readonly line: number;
  readonly fields: readonly QifField[];
}

/** First value under a letter; '' when there is none. */
export function fieldOf(record: QifRecord, ...codes: readonly string[]): string {
  for (const code of codes) {
    const found = record.fields.find((one) => one.code === code);
    if (found && found.value !== '') return found.value;
  }
  return '';
}

/**
 * Records of a QIF file. A record under "!Account" that is followed by a "!Type" of transactions names their account;
 * between "!Option:AutoSwitch" and "!Clear:AutoSwitch" it only lists one.
 */
export function qifRecords(text: string): QifRecord[] {
  const records: QifRecord[] = [];
  let section = '';
  let account: string | undefined;
  let listed: string | undefined;
  let fields: QifField[] = [];
  const close = (): void => {
    const [first] = fields;
    if (!first) return;
    const record: QifRecord = { section, account, line: first.line, fields };
    records.push(record);
    if (section === 'account') listed = fieldOf(record, 'N') || undefined;
    fields = [];
  };
  text.split(/\r\n|\n|\r/).forEach((written, at) => {
    const trimmed = written.trim();
    if (trimmed === '' || (section === '' && trimmed.startsWith('#'))) return;
    if (trimmed.startsWith('!')) {
      close();
      const kind = /^!(?:Type:)?\s*(.+)$/i.exec(trimmed)?.[1]?.trim().toLowerCase() ?? '';
      if (/^(option|clear):/.test(kind)) {
        section = '';
        return;
      }
      if (section === 'account' && kind !== 'account') account = listed ?? account;
      section = kind;
      return;
    }
    if (trimmed.startsWith('^')) return close();
    fields.push({ code: trimmed.slice(0, 1), value: trimmed.slice(1).trim(), line: at + 1 });
  });
  close();
  return records;
}
