import type { Day, Period } from '../calendar';
import type { Instrument } from '../instruments';
import type { Account, LiveTransaction, Transaction } from '../ledger';
import type { PriceBars, PriceSeries } from '../market';
import type { CurrencyCode } from '../money';
import type { ColumnMapping, Delimiter, MappedColumn, StatementKind, TextEncoding } from './mapping';
import type { ImportProblem } from './problem';
import type { Answers, ImportQuestion } from './question';

/** The file as read. Lines count from 1; the header line is absent when the file has no header. */
export interface SourceTable {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  /** Sheet of the workbook, or file of the archive, that was read. */
  readonly part?: string;
  /** Present for tables. */
  readonly delimiter?: Delimiter;
  readonly rows: number;
  readonly headerLine?: number;
}

/** What stands in the ledger, as far as a file is compared with it, and what the reader needs to know besides. */
export interface StatementContext {
  readonly fileName: string;
  readonly today: Day;
  readonly baseCurrency: CurrencyCode;
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
  readonly live: readonly LiveTransaction[];
  readonly mappings: readonly ColumnMapping[];
  /** Series that are stored already: closes that join them take over what they contain. Of coins with their closes. */
  readonly prices?: readonly (Pick<PriceSeries, 'instrument' | 'currency' | 'adjustment'> &
    Partial<Pick<PriceSeries, 'quoteUnit' | 'days' | 'values'>>)[];
}

/** What becomes of a row: taken, in the ledger before, waiting for an answer, or left out by an answer. */
export type DraftStanding = 'taken' | 'present' | 'waiting' | 'left-out';

/**
 * Transaction that a line asks for (a line may ask for two). Ids of accounts and instruments that do not exist yet are
 * provisional: those of {@link StatementAccount} and {@link StatementInstrument} with known = false.
 */
export interface DraftTransaction {
  readonly line: number;
  readonly transaction: Transaction;
  readonly standing: DraftStanding;
  /** Question that decides over it, when there is one. */
  readonly question?: string;
}

/** Open, high, low and volume of the days of a series; NaN where a cell says none. */
export type DraftBars = Pick<PriceBars, 'open' | 'high' | 'low' | 'volume'>;

/** Closes of one instrument in the file; `series.instrument` may be provisional. */
export interface DraftSeries {
  readonly symbol: string;
  readonly series: PriceSeries;
  /** What the file says of the same days beside the closes, in their order; absent where it has none of it. */
  readonly bars?: DraftBars;
  readonly standing: DraftStanding;
  readonly question?: string;
}

/** Account that rows of the file belong to; `named` is how the file names it. */
export interface StatementAccount {
  readonly account: Account;
  readonly known: boolean;
  readonly named?: string;
  readonly rows: number;
}

/** Instrument that rows of the file are about; `named` is how the file names it. */
export interface StatementInstrument {
  readonly instrument: Instrument;
  readonly known: boolean;
  readonly named: string;
  readonly rows: number;
}

/** Rows of the file (closes are counted by cell): together `understood`, `needLook`, `alreadyThere`, `passedOver` and `leftOut` are all of them. */
export interface StatementCounts {
  readonly rows: number;
  /** Taken without a question. */
  readonly understood: number;
  /** Under a question, answered or not. */
  readonly needLook: number;
  readonly alreadyThere: number;
  /** Rows that say nothing the ledger holds: sums, halves joined to another row, movements within the account. */
  readonly passedOver: number;
  /** Left out because of a problem. */
  readonly leftOut: number;
  /** What an import would bring in now: understood, and those whose questions are answered so. */
  readonly taken: number;
}

/** The particular format that a file was recognised as. */
export interface StatementFormat {
  readonly id: string;
  /** Name as its users know it. */
  readonly name: string;
  /** False for a format built from its published columns that met no real file yet. */
  readonly tried: boolean;
}

/** What a file says, compared with the ledger; nothing is written by it. */
export interface StatementPreview {
  /** Id of the importer that read it; 'generic' for any table. */
  readonly format: string;
  /** The format of a broker or a program, when it is one. */
  readonly reader?: StatementFormat;
  /** True when a person may have it read as a plain table instead. */
  readonly alsoTable?: boolean;
  readonly source: SourceTable;
  readonly kind: StatementKind;
  readonly span?: Period;
  readonly counts: StatementCounts;
  readonly columns: readonly MappedColumn[];
  readonly mapping?: ColumnMapping;
  readonly accounts: readonly StatementAccount[];
  readonly instruments: readonly StatementInstrument[];
  readonly drafts: readonly DraftTransaction[];
  readonly series: readonly DraftSeries[];
  readonly questions: readonly ImportQuestion[];
  readonly problems: readonly ImportProblem[];
  readonly answers: Answers;
}

/** What a confirmed import writes, in one act; every id is final. */
export interface ImportActs {
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
  readonly transactions: readonly Transaction[];
  readonly series: readonly PriceSeries[];
  /** What the file says beside the closes of some of the series; absent where it says nothing. */
  readonly bars?: readonly PriceBars[];
}
