import { civilFromDay } from '../../calendar';
import { identifierOf, type Instrument } from '../../instruments';
import type { LiveTransaction } from '../book';
import type { Account, Transaction } from '../transaction';
import { searchedNames, searchedWords, transactionWords, type LedgerFilter } from './filter';

/** What a list is ordered by; within it the ledger's own order holds. */
export type LedgerColumn = 'day' | 'verb' | 'account' | 'instrument';

/** Which rows of the filtered ledger are wanted; newest first unless told otherwise. */
export interface ListingRequest {
  readonly filter: LedgerFilter;
  readonly by?: LedgerColumn;
  readonly descending?: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** One page of a filtered ledger. */
export interface LedgerPage {
  readonly rows: LiveTransaction[];
  /** Transactions that the filter finds in all. */
  readonly count: number;
}

/**
 * A ledger to be listed: filtered, ordered and paged in memory, so that an answer comes within a frame. `live` is in
 * ledger order. What a filter needs is made when it is first asked for.
 */
export class LedgerListing {
  readonly #live: readonly LiveTransaction[];
  readonly #accounts: readonly Account[];
  readonly #instruments: readonly Instrument[];
  readonly #orders = new Map<LedgerColumn, Int32Array>();
  #words: string[] | undefined;
  #years: Int16Array | undefined;

  constructor(live: readonly LiveTransaction[], accounts: readonly Account[], instruments: readonly Instrument[]) {
    this.#live = live;
    this.#accounts = accounts;
    this.#instruments = instruments;
  }

  /** @throws RangeError when offset or limit is not a count. */
  page({ filter, by = 'day', descending = true, offset, limit }: ListingRequest): LedgerPage {
    for (const value of [offset, limit])
      if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count of rows: ${value}`);
    const fits = this.#matcher(filter);
    const order = this.#order(by, descending);
    const rows: LiveTransaction[] = [];
    let count = 0;
    for (const position of order) {
      const one = this.#live[position];
      if (!one || !fits(one.transaction, position)) continue;
      if (count >= offset && rows.length < limit) rows.push(one);
      count += 1;
    }
    return { rows, count };
  }

  /** Positions in ledger order of all that a filter finds. */
  positions(filter: LedgerFilter): Int32Array {
    const fits = this.#matcher(filter);
    return Int32Array.from(this.#live.flatMap(({ transaction }, at) => (fits(transaction, at) ? [at] : [])));
  }

  /** Parts of what filters and orders need, each made ahead of the first that asks for it. */
  preparations(): readonly (() => void)[] {
    const orders = (['verb', 'account', 'instrument'] as const).map((by) => () => void this.#order(by, false));
    return [() => (this.#words ??= this.#allWords()), () => (this.#years ??= yearsOf(this.#live)), ...orders];
  }

  #matcher(filter: LedgerFilter): (transaction: Transaction, position: number) => boolean {
    const { from = -Infinity, to = Infinity } = filter;
    const accounts = filter.accounts && new Set<string>(filter.accounts);
    const verbs = filter.verbs && new Set<string>(filter.verbs);
    const instruments = filter.instruments && new Set<string>(filter.instruments);
    const years = filter.years && new Set(filter.years);
    const yearOf = years ? (this.#years ??= yearsOf(this.#live)) : undefined;
    const wanted = searchedWords(filter.text);
    const words = wanted.length > 0 ? (this.#words ??= this.#allWords()) : undefined;
    return (transaction, position) =>
      transaction.tradeDay >= from &&
      transaction.tradeDay <= to &&
      (!verbs || verbs.has(transaction.verb)) &&
      (!years || years.has(yearOf?.[position] ?? NaN)) &&
      (!accounts || accounts.has(transaction.account) || ('to' in transaction && accounts.has(transaction.to))) &&
      (!instruments || instruments.has(subjectOf(transaction) ?? '')) &&
      (!words || wanted.every((word) => words[position]?.includes(word)));
  }

  #allWords(): string[] {
    const names = searchedNames(this.#accounts, this.#instruments);
    return this.#live.map(({ transaction }) => transactionWords(transaction, names));
  }

  /** Positions in the order asked for; transactions about no instrument come last either way. */
  #order(by: LedgerColumn, descending: boolean): Int32Array {
    let ascending = this.#orders.get(by);
    if (!ascending) {
      ascending = this.#ascending(by);
      this.#orders.set(by, ascending);
    }
    if (!descending) return ascending;
    const order = ascending.slice();
    const named = by === 'instrument' ? order.findIndex((at) => this.#isUnnamed(at)) : -1;
    const end = named < 0 ? order.length : named;
    order.subarray(0, end).reverse();
    order.subarray(end).reverse();
    return order;
  }

  #isUnnamed(position: number): boolean {
    const one = this.#live[position];
    return one !== undefined && subjectOf(one.transaction) === undefined;
  }

  #ascending(by: LedgerColumn): Int32Array {
    const positions = Int32Array.from(this.#live, (_, position) => position);
    if (by === 'day') return positions;
    const accounts = new Map<string, string>(this.#accounts.map((one) => [one.id, one.name.toLowerCase()]));
    const symbols = new Map<string, string>(this.#instruments.map((one) => [one.id, identifierOf(one).toLowerCase()]));
    const keys = this.#live.map(({ transaction }): string | undefined => {
      if (by === 'verb') return transaction.verb;
      if (by === 'account') return accounts.get(transaction.account) ?? transaction.account;
      const subject = subjectOf(transaction);
      return subject === undefined ? undefined : (symbols.get(subject) ?? subject);
    });
    return positions.sort((a, b) => {
      const one = keys[a];
      const other = keys[b];
      if (one === other) return a - b;
      if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
      return one < other ? -1 : 1;
    });
  }
}

function subjectOf(transaction: Transaction): string | undefined {
  return 'instrument' in transaction ? transaction.instrument : undefined;
}

function yearsOf(live: readonly LiveTransaction[]): Int16Array {
  return Int16Array.from(live, ({ transaction }) => civilFromDay(transaction.tradeDay).year);
}
