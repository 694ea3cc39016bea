import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { InstrumentId } from '$lib/domain/instruments';
import { instrumentsOf, type AccountId, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { decimalText, type Decimal } from '$lib/domain/money';
import type { MarkedRow } from '../compare/marks';
import { rowFingerprint } from '../compare/presence';
import { addTo } from '../values/grouping';
import type { NamedInstrument } from './reader';
import type { PostedTransaction, StatementSheet } from './statement-sheet';

/** A posted transaction on its way into the ledger. */
export interface SheetRow extends MarkedRow {
  readonly post: PostedTransaction;
  readonly fingerprint: string;
}

const phases: Partial<Record<Transaction['verb'], number>> = {
  'opening-cash': 0,
  'opening-position': 0,
  split: 1,
  reorganisation: 1,
  'delivery-in': 2,
  'transfer-securities': 2,
  'assert-cash': 4,
  'assert-position': 4
};

/** What readers posted, as rows: `row` is the position in the sheet. */
export function sheetRows(sheet: StatementSheet, ordered = false): SheetRow[] {
  const times = new Map<string, number>();
  return sheet.posted.map((post, row): SheetRow => {
    const hash = bytesToHex(sha256(utf8ToBytes(contentText(post)))).slice(0, 24);
    const ordinal = times.get(hash) ?? 0;
    times.set(hash, ordinal + 1);
    const [instrument] = instrumentsOf(post.transaction as Transaction);
    return {
      row,
      line: post.line,
      day: post.transaction.tradeDay,
      ...(post.about.seconds === undefined ? {} : { seconds: post.about.seconds }),
      ...(post.about.cost === undefined ? {} : { statedCost: post.about.cost }),
      phase: ordered ? 0 : (phases[post.transaction.verb] ?? 3),
      label: instrument === undefined ? '' : shortName(sheet.instruments.get(instrument), instrument),
      post,
      fingerprint: `${hash}:${ordinal}`
    };
  });
}

/** What the file calls an instrument in one word. */
export function shortName(named: NamedInstrument | undefined, id: InstrumentId): string {
  return named?.symbol ?? named?.name ?? named?.isin ?? named?.cusip ?? named?.wkn ?? named?.broker ?? id;
}

/** Canonical content of what was posted: the same for every file that says the same. Notes do not count. */
function contentText({ transaction, about }: PostedTransaction): string {
  const { note: _, ...content } = transaction;
  return [about.id ?? '', about.seconds ?? '', canonical(content)].join('\u001f');
}

function canonical(value: unknown): string {
  if (typeof value === 'bigint') return decimalText(value as Decimal);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record).filter((key) => record[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${key}:${canonical(record[key])}`)
    .join()}}`;
}

/** Accounts of the ledger in which rows of files are, by their fingerprint and by the broker's id. */
export class LedgerMarks {
  readonly #accounts = new Map<string, AccountId[]>();
  readonly #byId = new Map<string, Set<string>>();

  constructor(live: readonly LiveTransaction[]) {
    for (const { event, transaction } of live) {
      const fingerprint = rowFingerprint(transaction);
      const id = transaction.origin?.externalId;
      for (const key of [fingerprint, id === undefined ? '' : `id ${id}`])
        if (key !== '') addTo(this.#accounts, key, transaction.account);
      if (id === undefined) continue;
      const place = `${transaction.account}|${id}`;
      const known = this.#byId.get(place) ?? new Set();
      known.add(fingerprint || event);
      this.#byId.set(place, known);
    }
  }

  /** Accounts that hold a row already. */
  accountsOf(row: SheetRow): readonly AccountId[] {
    const { id } = row.post.about;
    return this.#accounts.get(row.fingerprint) ?? (id === undefined ? [] : (this.#accounts.get(`id ${id}`) ?? []));
  }

  /**
   * Rows that the ledger has: by the broker's id within the account, each entry of the ledger matched once, those of
   * equal content first; rows without an id by their content.
   */
  present(rows: readonly SheetRow[], accountOf: (row: SheetRow) => AccountId): Set<SheetRow> {
    const found = new Set<SheetRow>();
    const open = new Map<string, SheetRow[]>();
    for (const row of rows) {
      const { id } = row.post.about;
      const account = accountOf(row);
      if (id === undefined) {
        if (this.#accounts.get(row.fingerprint)?.includes(account)) found.add(row);
      } else addTo(open, `${account}|${id}`, row);
    }
    for (const [place, list] of open) {
      const known = this.#byId.get(place);
      if (!known) continue;
      const alike = list.filter((row) => known.has(row.fingerprint));
      const others = list.filter((row) => !known.has(row.fingerprint));
      for (const row of [...alike, ...others.slice(0, known.size - alike.length)]) found.add(row);
    }
    return found;
  }
}
