import { identifierOf, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import type { Account, AccountId, LiveTransaction, Verb } from '$lib/domain/ledger';

/** What is exported. */
export interface ExportSource {
  /** In ledger order. */
  readonly live: readonly LiveTransaction[];
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
}

/** What another program's format says in other words than the ledger. */
export type Rewording =
  | 'tax-as-fee'
  | 'taxes-in-fee'
  | 'delivery-as-buy'
  | 'opening-as-buy'
  | 'opening-as-delivery'
  | 'opening-as-deposit'
  | 'in-kind-as-dividend-and-buy'
  | 'accrued-as-interest'
  | 'accrued-in-price'
  | 'exchange-as-removal-and-deposit';

/** Files for another program, and what they do not say. */
export interface ExportedFiles {
  /** Text of each file by its name. */
  readonly files: Readonly<Record<string, string>>;
  /** Transactions that are in them. */
  readonly written: number;
  /** Transactions that the format cannot say, by verb. */
  readonly leftOut: readonly { readonly verb: Verb; readonly count: number }[];
  /** Transactions that are said in other words. */
  readonly reworded: readonly { readonly how: Rewording; readonly count: number }[];
}

/** Counts what becomes of each transaction. */
export class ExportTally {
  written = 0;
  readonly #leftOut = new Map<Verb, number>();
  readonly #reworded = new Map<Rewording, number>();

  leave(verb: Verb): void {
    this.#leftOut.set(verb, (this.#leftOut.get(verb) ?? 0) + 1);
  }

  reword(how: Rewording): void {
    this.#reworded.set(how, (this.#reworded.get(how) ?? 0) + 1);
  }

  told(files: Readonly<Record<string, string>>): ExportedFiles {
    return {
      files,
      written: this.written,
      leftOut: Array.from(this.#leftOut, ([verb, count]) => ({ verb, count })),
      reworded: Array.from(this.#reworded, ([how, count]) => ({ how, count }))
    };
  }
}

/** Names of accounts and instruments as other programs know them. */
export class ExportNames {
  readonly #accounts: ReadonlyMap<AccountId, Account>;
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;

  constructor({ accounts, instruments }: ExportSource) {
    this.#accounts = new Map(accounts.map((one) => [one.id, one]));
    this.#instruments = new Map(instruments.map((one) => [one.id, one]));
  }

  account(id: AccountId): string {
    return this.#accounts.get(id)?.name ?? id;
  }

  accountCurrency(id: AccountId): string | undefined {
    return this.#accounts.get(id)?.currency;
  }

  instrument(id: InstrumentId | undefined): Instrument | undefined {
    return id === undefined ? undefined : this.#instruments.get(id);
  }

  /** The symbol, else the ISIN, else the id. */
  symbol(id: InstrumentId): string {
    const instrument = this.instrument(id);
    if (!instrument) return id;
    const symbol = identifierOf(instrument);
    return symbol === instrument.id ? identifierOf(instrument, 'isin') : symbol;
  }
}

/** Rows as delimited text: lines ended by CRLF, cells quoted where they must be (RFC 4180). */
export function delimitedText(rows: readonly (readonly string[])[], delimiter: ',' | ';'): string {
  const quoted = (text: string): string => (/[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(quoted).join(delimiter)}\r\n`).join('');
}
