import type { Day } from '$lib/domain/calendar';
import type { BondTerms, InstrumentId, InstrumentKind, OptionTerms } from '$lib/domain/instruments';
import type { AccountId, AccountKind, Transaction } from '$lib/domain/ledger';
import type { Adjustment } from '$lib/domain/market';
import type { CurrencyCode, Money } from '$lib/domain/money';
import type { ProblemSubject } from '$lib/domain/statements';
import type { OpenedSource } from '../source/source';

/** How a file names an account. Equal names with equal numbers are one account. */
export interface NamedAccount {
  readonly name: string;
  readonly number?: string;
  readonly currency?: CurrencyCode;
  readonly institution?: string;
  readonly owner?: string;
  readonly kind?: AccountKind;
}

/** How a file names an instrument: at least one of symbol, isin, cusip, wkn, broker and name. */
export interface NamedInstrument {
  readonly symbol?: string;
  readonly isin?: string;
  readonly cusip?: string;
  readonly wkn?: string;
  /** The broker's own number. */
  readonly broker?: string;
  readonly name?: string;
  /** Currency it is quoted in; that of the account or the file when the file does not say. */
  readonly currency?: CurrencyCode;
  readonly kind?: InstrumentKind;
  readonly sector?: string;
  readonly country?: string;
  /** 100 for a usual option, 0.01 for a bond quoted in percent; decimal text. */
  readonly multiplier?: string;
  readonly option?: OptionTerms;
  readonly bond?: BondTerms;
}

/** A transaction as a reader states it; where it came from is added by the sheet. */
export type StatedTransaction = Transaction extends infer T
  ? T extends Transaction
    ? Omit<T, 'origin'>
    : never
  : never;

/** What else is known of a posted transaction. */
export interface PostedAbout {
  /** The broker's own id of the row; a row that makes two transactions may give both the same one. */
  readonly id?: string;
  /** Further lines that the transaction was joined from. */
  readonly lines?: readonly number[];
  /** Time of day, for the order within the day. */
  readonly seconds?: number;
  /** Of a stated holding: what all of it cost, of the sign of its units. */
  readonly cost?: Money;
}

/** Closes that a file brings along, in the order of days. */
export interface StatedPrices {
  readonly instrument: InstrumentId;
  readonly currency: CurrencyCode;
  readonly adjustment: Adjustment;
  readonly points: readonly { readonly day: Day; readonly value: number }[];
}

/**
 * What a reader writes to. Ids are provisional: the instruments and accounts that the ledger knows are found, doubles
 * known, doubts asked about afterwards and alike for all formats. A row that is neither posted, refused nor passed over
 * is lost: readers do one of these with every row.
 */
export interface Sheet {
  readonly fileName: string;
  readonly today: Day;
  readonly baseCurrency: CurrencyCode;
  /** Account by name; without one, the account of the whole file, whose currency may be said once. */
  account(named?: NamedAccount | { readonly currency: CurrencyCode }): AccountId;
  instrument(named: NamedInstrument): InstrumentId;
  post(line: number, transaction: StatedTransaction, about?: PostedAbout): void;
  prices(series: StatedPrices): void;
  /** The row cannot be booked: names line, column and, by its subject, the remedy. */
  refuse(line: number, subject: ProblemSubject, column?: string): void;
  /** Something to know; the row is booked all the same. */
  note(line: number | undefined, subject: ProblemSubject, column?: string): void;
  /** The row says nothing that the ledger holds (a sum, a second half already joined, an internal sweep). */
  passOver(line: number): void;
  progress(share: number): void;
}

/** A way of reading the files of one broker, tracker or bank, recognised by content alone. */
export interface StatementReader {
  readonly id: string;
  /** Name as its users know it, as "Interactive Brokers Flex (XML)". */
  readonly name: string;
  /** False for a format built from its published columns that met no real file yet; the screen says so. */
  readonly tried: boolean;
  /** True when rows of one day stand in the order in which they are booked; else deliveries come before trades. */
  readonly ordered?: boolean;
  /** Its files are whole records with their own openings, so that what they state need not come out of their rows. */
  readonly whole?: boolean;
  recognises(source: OpenedSource): boolean;
  /** Reads the whole file. A file that is broken as a whole throws {@link BrokenFileError}. */
  read(source: OpenedSource, sheet: Sheet): void;
}

/** A file that cannot be read at all: nothing of it is taken. */
export class BrokenFileError extends Error {
  override readonly name = 'BrokenFileError';
  constructor(
    readonly subject: ProblemSubject,
    readonly line?: number
  ) {
    super(subject.code);
  }
}
