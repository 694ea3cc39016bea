import type { Day } from '../calendar';
import type { Decimal } from '../money';
import type { ColumnField } from './mapping';
import type { Excerpt } from './question';

/** What a file turned out to be when it is no table of text. */
export type ForeignFormat =
  'xlsx' | 'xls' | 'zip' | 'pdf' | 'image' | 'xml' | 'html' | 'json' | 'ofx' | 'qif' | 'gzip' | 'sqlite' | 'unknown';

/** What is wrong, with its data. */
export type ProblemSubject =
  | { readonly code: 'empty-file' }
  | { readonly code: 'header-only' }
  | { readonly code: 'too-large'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'too-many-rows'; readonly rows: number; readonly limit: number }
  | { readonly code: 'not-a-table'; readonly format: ForeignFormat }
  | { readonly code: 'one-column' }
  | { readonly code: 'columns-unknown'; readonly missing: readonly ColumnField[] }
  | { readonly code: 'exchange-rates' }
  | { readonly code: 'encoding-guessed'; readonly characters: number }
  | { readonly code: 'ragged-row'; readonly cells: number; readonly expected: number }
  | { readonly code: 'unclosed-quote' }
  | { readonly code: 'date-missing' }
  | { readonly code: 'date-unreadable'; readonly text: string }
  | { readonly code: 'number-unreadable'; readonly text: string; readonly field: ColumnField }
  | { readonly code: 'value-missing'; readonly field: ColumnField }
  | { readonly code: 'quantity-zero' }
  | { readonly code: 'price-not-positive'; readonly text: string }
  | { readonly code: 'price-not-a-number'; readonly text: string }
  | { readonly code: 'action-missing' }
  | { readonly code: 'sign-contradicts'; readonly action: string; readonly text: string }
  | { readonly code: 'ratio-missing' }
  | { readonly code: 'securities-without-cost'; readonly symbol: string }
  | { readonly code: 'securities-without-partner'; readonly symbol: string }
  | { readonly code: 'exchange-unpaired' }
  | { readonly code: 'same-account' }
  | { readonly code: 'costs-in-other-currency'; readonly text: string; readonly currency: string }
  | { readonly code: 'cost-from-price'; readonly symbol: string }
  /** Costs that no column names and that follow from the cash that moved. */
  | { readonly code: 'costs-from-amounts'; readonly rows: number }
  | { readonly code: 'duplicate-day'; readonly symbol: string; readonly day: Day; readonly keptLine: number }
  | { readonly code: 'cells-passed-over'; readonly text: string; readonly cells: number }
  /** The file is damaged or not complete; `detail` is what the parser met. */
  | { readonly code: 'file-broken'; readonly detail: string }
  | { readonly code: 'file-encrypted' }
  /** A kind of row that the format's reader does not know. */
  | { readonly code: 'row-kind-unknown'; readonly text: string }
  /** A row that its source says did not take place: rejected, cancelled, pending. */
  | { readonly code: 'not-booked'; readonly text: string }
  /** Half of a movement whose other half the file does not have. */
  | { readonly code: 'half-missing'; readonly text: string }
  | { readonly code: 'currency-unreadable'; readonly text: string }
  | { readonly code: 'symbol-missing' }
  /** Units came in without a price: they are booked at no cost. */
  | { readonly code: 'cost-unknown'; readonly symbol: string }
  /** A corporate action that a person should check: `text` as the file words it. */
  | { readonly code: 'action-to-check'; readonly text: string }
  /** The row contradicts itself in a way that its reader did not see; `detail` names what. */
  | { readonly code: 'row-inconsistent'; readonly field: string; readonly detail: string }
  /** What the file says is held, beside what the ledger has with this file in it. */
  | {
      readonly code: 'balance-differs';
      readonly what: string;
      readonly day: Day;
      readonly stated: Decimal;
      readonly found: Decimal;
    }
  /** Closes in another currency than those that are stored; they are left out. */
  | { readonly code: 'prices-in-other-currency'; readonly symbol: string; readonly currency: string }
  /** A template of columns, not a statement. */
  | { readonly code: 'is-template' }
  /** Another part of a workbook or archive was read; these were not. */
  | { readonly code: 'parts-not-read'; readonly read: string; readonly others: readonly string[] }
  | { readonly code: 'more-problems'; readonly count: number };

/** Name of a kind of problem. */
export type ProblemCode = ProblemSubject['code'];

/**
 * Something that stands in the way, with its place. `effect`: 'file' nothing of the file is read; 'row' the row is left
 * out; 'cell' only that value is left out; 'note' nothing is left out.
 */
export interface ImportProblem {
  readonly subject: ProblemSubject;
  readonly effect: 'file' | 'row' | 'cell' | 'note';
  /** Line counted from 1; absent when the whole file is meant. */
  readonly line?: number;
  /** Name of the column, or "column 3" when it has none. */
  readonly column?: string;
  readonly excerpt?: Excerpt;
}
