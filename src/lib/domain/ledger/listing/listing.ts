import type { Instrument } from '../../instruments';
import type { LiveTransaction } from '../book';
import type { EventId } from '../journal';
import type { Account } from '../transaction';
import { LedgerColumns, type LedgerColumn } from './columns';
import type { LedgerFilter } from './filter';

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
 * ledger order. What a filter or an order needs is made when it is first asked for.
 */
export class LedgerListing {
  readonly #live: readonly LiveTransaction[];
  readonly #columns: LedgerColumns;
  readonly #orders = new Map<string, Int32Array>();

  constructor(live: readonly LiveTransaction[], accounts: readonly Account[], instruments: readonly Instrument[]) {
    this.#live = live;
    this.#columns = new LedgerColumns(live, accounts, instruments);
  }

  /** @throws RangeError when offset or limit is not a count. */
  page({ filter, by = 'day', descending = true, offset, limit }: ListingRequest): LedgerPage {
    for (const value of [offset, limit])
      if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count of rows: ${value}`);
    const found = this.#columns.found(filter);
    const order = this.#order(by, descending);
    const rows = (positions: Int32Array): LiveTransaction[] =>
      [...positions].flatMap((position) => this.#live[position] ?? []);
    if (!found) return { rows: rows(order.subarray(offset, offset + limit)), count: order.length };
    const wanted = new Int32Array(Math.min(limit, order.length));
    let count = 0;
    for (let at = 0; at < order.length; at += 1) {
      const position = order[at] ?? 0;
      if (found[position] !== 1) continue;
      if (count >= offset && count < offset + limit) wanted[count - offset] = position;
      count += 1;
    }
    return { rows: rows(wanted.subarray(0, Math.max(0, Math.min(limit, count - offset)))), count };
  }

  /** Positions in ledger order of all that a filter finds. */
  positions(filter: LedgerFilter): Int32Array {
    const found = this.#columns.found(filter);
    const all = this.#order('day', false);
    return found ? all.filter((position) => found[position] === 1) : all.slice();
  }

  /** Names of all that a filter finds, in ledger order. */
  events(filter: LedgerFilter): EventId[] {
    return [...this.positions(filter)].flatMap((position) => this.#live[position]?.event ?? []);
  }

  /** Parts of what filters and orders need, each made ahead of the first that asks for it. */
  preparations(): readonly (() => void)[] {
    const orders = (['day', 'verb', 'account', 'instrument'] as const).map((by) => () => {
      this.#order(by, true);
    });
    return [...this.#columns.preparations(), ...orders];
  }

  /** Positions in the order asked for; transactions about no instrument come last either way. */
  #order(by: LedgerColumn, descending: boolean): Int32Array {
    const key = `${by} ${descending}`;
    const made = this.#orders.get(key);
    if (made) return made;
    const { positions, named } =
      by === 'day'
        ? { positions: Int32Array.from(this.#live, (_, position) => position), named: this.#live.length }
        : this.#columns.ascending(by);
    const falling = positions.slice();
    falling.subarray(0, named).reverse();
    falling.subarray(named).reverse();
    this.#orders.set(`${by} false`, positions);
    this.#orders.set(`${by} true`, falling);
    return descending ? falling : positions;
  }
}
