import type { CurrencyCode } from '../money';
import { verbs, type AccountId, type Verb } from '../ledger';
import type { Adjustment } from '../market';

/** What a file holds: events, a snapshot of holdings, or closes. */
export type StatementKind = 'transactions' | 'holdings' | 'prices';

/** Everything that a column can say. */
export const columnFields = [
  'date',
  'settlement-date',
  'acquired',
  'action',
  'symbol',
  'isin',
  'name',
  'instrument-kind',
  'quantity',
  'price',
  'price-currency',
  'amount',
  'net-amount',
  'currency',
  'fee',
  'fee-currency',
  'tax',
  'tax-currency',
  'accrued',
  'exchange-rate',
  'debit',
  'credit',
  'sold-amount',
  'sold-currency',
  'bought-amount',
  'bought-currency',
  'worth',
  'worth-currency',
  'ratio',
  'status',
  'unit-cost',
  'cost',
  'account',
  'to-account',
  'id',
  'note',
  'open',
  'high',
  'low',
  'close',
  'adjusted-close',
  'volume',
  'series',
  'ignored'
] as const;

/** What a column says. 'series' is a column of closes for the symbol it is named after; 'ignored' is not read. */
export type ColumnField = (typeof columnFields)[number];

/** Order of year, month and day in numeric dates. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** Sign that parts units from decimals. */
export type DecimalMark = '.' | ',';

/** Character set in which a file was read. 'text' is text that was pasted. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'text';

/** Character between two cells. */
export type Delimiter = ',' | ';' | '\t' | '|';

/**
 * What a word in the action column means: a verb of the ledger, or a movement whose verb follows from the rest of the
 * row. 'reinvest' is a dividend and the purchase made with it; 'in' and 'out' move cash or securities across the
 * account's border; 'stock-dividend' adds units for those held; 'corporate-action' is one that a table cannot carry; 'exchange-in' and 'exchange-out' are the two halves of a currency exchange; 'nothing' is passed over.
 */
export type StatementAction =
  Verb | 'reinvest' | 'in' | 'out' | 'stock-dividend' | 'corporate-action' | 'exchange-in' | 'exchange-out' | 'nothing';

/** Every action that a word can mean. */
export const statementActions: readonly StatementAction[] = [
  ...verbs,
  'reinvest',
  'in',
  'out',
  'stock-dividend',
  'corporate-action',
  'exchange-in',
  'exchange-out',
  'nothing'
];

/** Whether amounts carry the sign of the cash movement, or only the action says which way the cash went. */
export type SignRule = 'signed' | 'unsigned';

/** One column as recognised: its position (0 first), name, meaning, how that was known, and a first value. */
export interface MappedColumn {
  readonly index: number;
  readonly name: string;
  readonly field: ColumnField;
  readonly by: 'name' | 'content' | 'saved' | 'nothing';
  readonly sample: string;
  readonly filled: number;
  readonly dateOrder?: DateOrder;
  readonly decimalMark?: DecimalMark;
}

/** How to read files with one header: plain JSON, so that it can be saved and handed on. */
export interface ColumnMapping {
  readonly version: 1;
  /** {@link headerFingerprint} of the files it fits. */
  readonly header: string;
  readonly kind: StatementKind;
  readonly delimiter: Delimiter;
  readonly encoding: TextEncoding;
  /** Field by column name; a column without a name, or whose name comes twice, is "name#position" counted from 1. */
  readonly columns: Readonly<Record<string, ColumnField>>;
  /** Meaning of words in the action column beyond those that are known, by the word in lower case. */
  readonly actions: Readonly<Record<string, StatementAction>>;
  /** Currency meant by codes that ISO 4217 does not know, by the code as written. */
  readonly currencies: Readonly<Record<string, CurrencyCode>>;
  readonly dateOrder?: DateOrder;
  readonly decimalMark?: DecimalMark;
  readonly signRule?: SignRule;
  readonly adjustment?: Adjustment;
  readonly defaultAccount?: AccountId;
  readonly defaultCurrency?: CurrencyCode;
}

/** Text that two files share when their columns have the same names in the same order; case and spaces do not count. */
export function headerFingerprint(names: readonly string[]): string {
  return names.map((name) => name.trim().toLowerCase().replace(/\s+/g, ' ')).join('|');
}

/** Name of each column by which a mapping knows it: its own, or "name#position" where it is empty or comes twice. */
export function columnKeys(names: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name.trim(), (times.get(name.trim()) ?? 0) + 1);
  return names.map((name, index) =>
    name.trim() !== '' && times.get(name.trim()) === 1 ? name.trim() : `${name.trim()}#${index + 1}`
  );
}
