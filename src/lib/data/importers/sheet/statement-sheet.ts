import type { Day } from '$lib/domain/calendar';
import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import { accountId, type AccountId } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { ProblemSubject } from '$lib/domain/statements';
import type { NamedAccount, NamedInstrument, PostedAbout, Sheet, StatedPrices, StatedTransaction } from './reader';

/** A transaction with the line it stands in. */
export interface PostedTransaction {
  readonly line: number;
  readonly transaction: StatedTransaction;
  readonly about: PostedAbout;
}

/** A problem with its place. */
export interface StatedProblem {
  readonly effect: 'row' | 'note';
  readonly subject: ProblemSubject;
  readonly line?: number;
  readonly column?: string;
}

/** Id of the account of the whole file, before it is known which one that is. */
export const FILE_ACCOUNT = accountId('?file');

interface SheetFrame {
  readonly fileName: string;
  readonly today: Day;
  readonly baseCurrency: CurrencyCode;
  readonly progress?: (share: number) => void;
}

/** A sheet that keeps what is written to it. */
export class StatementSheet implements Sheet {
  readonly fileName: string;
  readonly today: Day;
  readonly baseCurrency: CurrencyCode;
  readonly posted: PostedTransaction[] = [];
  readonly problems: StatedProblem[] = [];
  readonly series: StatedPrices[] = [];
  readonly accounts = new Map<AccountId, NamedAccount>();
  readonly instruments = new Map<InstrumentId, NamedInstrument>();
  /** Lines that were read, whatever became of them. */
  readonly lines = new Set<number>();
  fileCurrency: CurrencyCode | undefined;
  readonly #progress: (share: number) => void;

  constructor({ fileName, today, baseCurrency, progress }: SheetFrame) {
    this.fileName = fileName;
    this.today = today;
    this.baseCurrency = baseCurrency;
    this.#progress = progress ?? (() => undefined);
  }

  account(named?: NamedAccount | { readonly currency: CurrencyCode }): AccountId {
    if (named === undefined || !('name' in named)) {
      this.fileCurrency ??= named?.currency;
      return FILE_ACCOUNT;
    }
    const id = accountId(`?account:${[named.name, named.number ?? ''].join('|').toLowerCase()}`);
    this.accounts.set(id, { ...named, ...this.accounts.get(id) });
    return id;
  }

  instrument(named: NamedInstrument): InstrumentId {
    const key = named.isin ?? named.symbol ?? named.cusip ?? named.wkn ?? named.broker ?? named.name ?? '';
    if (key === '') throw new RangeError('an instrument without any name');
    const id = instrumentId(`?instrument:${key.toUpperCase()}`);
    this.instruments.set(id, { ...named, ...this.instruments.get(id) });
    return id;
  }

  post(line: number, transaction: StatedTransaction, about: PostedAbout = {}): void {
    this.lines.add(line);
    for (const joined of about.lines ?? []) this.lines.add(joined);
    this.posted.push({ line, transaction, about });
  }

  prices(series: StatedPrices): void {
    if (series.points.length > 0) this.series.push(series);
  }

  refuse(line: number, subject: ProblemSubject, column?: string): void {
    this.lines.add(line);
    this.problems.push({ effect: 'row', subject, line, ...(column === undefined ? {} : { column }) });
  }

  note(line: number | undefined, subject: ProblemSubject, column?: string): void {
    this.problems.push({
      effect: 'note',
      subject,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column })
    });
  }

  passOver(line: number): void {
    this.lines.add(line);
  }

  progress(share: number): void {
    this.#progress(share);
  }
}
