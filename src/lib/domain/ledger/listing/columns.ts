import { civilFromDay } from '../../calendar';
import { identifierOf, type Instrument } from '../../instruments';
import type { LiveTransaction } from '../book';
import type { Account, Transaction } from '../transaction';
import { searchedNames, searchedWords, transactionWords, type LedgerFilter } from './filter';

/** What a list is ordered by; within it the ledger's own order holds. */
export type LedgerColumn = 'day' | 'verb' | 'account' | 'instrument';

/** A column as codes of its distinct values, by position in ledger order. */
interface Coded {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

const textOf = {
  verb: ({ verb }: Transaction): string => verb,
  year: ({ tradeDay }: Transaction): string => String(civilFromDay(tradeDay).year),
  account: ({ account }: Transaction): string => account,
  // A transfer is found by both of its accounts.
  accounts: (one: Transaction): string => ('to' in one ? `${one.account}\n${one.to}` : one.account),
  instrument: (one: Transaction): string => ('instrument' in one ? (one.instrument ?? '') : '')
} as const;

/**
 * What a ledger is filtered and ordered by. Each column is made when it is first asked for; a filter then looks at its
 * distinct values only. `live` is in ledger order.
 */
export class LedgerColumns {
  readonly #live: readonly LiveTransaction[];
  readonly #accounts: readonly Account[];
  readonly #instruments: readonly Instrument[];
  readonly #coded = new Map<string, Coded>();
  #days: Int32Array | undefined;

  constructor(live: readonly LiveTransaction[], accounts: readonly Account[], instruments: readonly Instrument[]) {
    this.#live = live;
    this.#accounts = accounts;
    this.#instruments = instruments;
  }

  /** One at each position that a filter finds, zero elsewhere; undefined when it finds all. */
  found({ accounts, verbs, instruments, years, from, to, text }: LedgerFilter): Uint8Array | undefined {
    const words = searchedWords(text);
    let mask: Uint8Array | undefined;
    const keep = ({ codes, values }: Coded, fits: (value: string) => boolean): void => {
      const hits = Uint8Array.from(values, (value) => Number(fits(value)));
      mask ??= new Uint8Array(codes.length).fill(1);
      for (let at = 0; at < codes.length; at += 1) mask[at] = (mask[at] ?? 0) & (hits[codes[at] ?? -1] ?? 0);
    };
    const among = (ids: readonly (string | number)[]): ((value: string) => boolean) => {
      const set = new Set(ids.map(String));
      return (value) => set.has(value);
    };
    if (verbs) keep(this.#textual('verb'), among(verbs));
    if (years) keep(this.#textual('year'), among(years));
    if (instruments) keep(this.#textual('instrument'), among(instruments));
    if (accounts) {
      const known = among(accounts);
      keep(this.#textual('accounts'), (value) => value.split('\n').some(known));
    }
    if (words.length > 0) keep(this.#words(), (value) => words.every((word) => value.includes(word)));
    if (from !== undefined || to !== undefined) {
      const days = (this.#days ??= Int32Array.from(this.#live, ({ transaction }) => transaction.tradeDay));
      const [first, last] = [from ?? -Infinity, to ?? Infinity];
      mask ??= new Uint8Array(days.length).fill(1);
      days.forEach((day, at) => {
        if (mask && (day < first || day > last)) mask[at] = 0;
      });
    }
    return mask;
  }

  /** Positions in ascending order of a column, and how many of them have a value in it: those without come last. */
  ascending(by: Exclude<LedgerColumn, 'day'>): { readonly positions: Int32Array; readonly named: number } {
    const { codes, values } = this.#textual(by);
    const names = this.#namesIn(by);
    const keys = values.map((value) => (value === '' ? undefined : (names.get(value) ?? value)));
    const distinct = [...new Set(keys.filter((key) => key !== undefined))].sort();
    const rankOf = new Map(distinct.map((key, rank) => [key, rank]));
    const ranks = Int32Array.from(keys, (key) => (key === undefined ? distinct.length : (rankOf.get(key) ?? 0)));
    const starts = new Int32Array(distinct.length + 2);
    for (const code of codes) starts[(ranks[code] ?? 0) + 1] = (starts[(ranks[code] ?? 0) + 1] ?? 0) + 1;
    for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const named = starts[distinct.length] ?? 0;
    const positions = new Int32Array(codes.length);
    codes.forEach((code, at) => {
      const rank = ranks[code] ?? 0;
      const place = starts[rank] ?? 0;
      positions[place] = at;
      starts[rank] = place + 1;
    });
    return { positions, named };
  }

  /** Parts of what filters need, each made ahead of the first that asks for it. */
  preparations(): readonly (() => void)[] {
    const columns = (['verb', 'year', 'accounts', 'instrument'] as const).map((name) => () => void this.#textual(name));
    return [() => void this.#words(), ...columns];
  }

  #textual(name: keyof typeof textOf): Coded {
    return this.#column(name, textOf[name]);
  }

  #words(): Coded {
    const names = searchedNames(this.#accounts, this.#instruments);
    return this.#column('words', (transaction) => transactionWords(transaction, names));
  }

  #column(name: string, of: (transaction: Transaction) => string): Coded {
    const made = this.#coded.get(name);
    if (made) return made;
    const known = new Map<string, number>();
    const codes = Int32Array.from(this.#live, ({ transaction }) => {
      const text = of(transaction);
      const code = known.get(text) ?? known.size;
      known.set(text, code);
      return code;
    });
    const column = { codes, values: [...known.keys()] };
    this.#coded.set(name, column);
    return column;
  }

  #namesIn(by: LedgerColumn): ReadonlyMap<string, string> {
    if (by === 'account') return new Map(this.#accounts.map((one) => [one.id, one.name.toLowerCase()]));
    if (by === 'instrument') return new Map(this.#instruments.map((one) => [one.id, identifierOf(one).toLowerCase()]));
    return new Map();
  }
}
