import { plusDays, type Day } from '$lib/domain/calendar';
import type { LiveTransaction, Transaction } from '$lib/domain/ledger';
import { add, decimalFromUnits, negate, sign, subtract, ZERO, type Decimal } from '$lib/domain/money';
import { effectsOf } from './effects';
import type { MarkedRow, ShapedRow } from './marks';

/** Units or cash that an account must have held before its first row, by "account|commodity". */
export interface MissingBefore {
  readonly key: string;
  /** Day at whose close it is held: the day before the first row of the account. */
  readonly day: Day;
  /** Negative for a short position or a debt. */
  readonly amount: Decimal;
  /** False when splits since then leave no amount that comes out exactly. */
  readonly isExact: boolean;
  /** The row that shows it: the statement, or the first sale past what is held. */
  readonly row: ShapedRow;
}

/** What a file says is held at a close, beside what comes out when its rows are played into the ledger. */
export interface DifferingStatement extends MissingBefore {
  readonly stated: Decimal;
  readonly found: Decimal;
  readonly statedDay: Day;
}

/** The day before the first row of each account in the file. */
export function daysBefore(rows: readonly ShapedRow[]): Map<string, Day> {
  const before = new Map<string, Day>();
  for (const { transactions } of rows)
    for (const transaction of transactions)
      for (const account of 'to' in transaction ? [transaction.account, transaction.to] : [transaction.account]) {
        const day = plusDays(transaction.tradeDay, -1);
        before.set(account, Math.min(day, before.get(account) ?? day) as Day);
      }
  return before;
}

/** Balances while rows are played into the ledger, and what a unit held at the opening has become by splits. */
class Balances {
  readonly #held = new Map<string, Decimal>();
  readonly #ratios = new Map<string, readonly [bigint, bigint]>();

  constructor(private readonly openings: ReadonlyMap<string, Day>) {}

  held(key: string): Decimal {
    return this.#held.get(key) ?? ZERO;
  }

  play(transaction: Transaction): void {
    const { cash, units } = effectsOf(transaction, (key) => this.held(key));
    for (const [key, by] of [...cash, ...units]) this.#held.set(key, add(this.held(key), by));
    if (transaction.verb !== 'split' || transaction.tradeDay <= (this.openings.get(transaction.account) ?? Infinity))
      return;
    const key = `${transaction.account}|${transaction.instrument}`;
    const [numerator, denominator] = this.#ratios.get(key) ?? [1n, 1n];
    this.#ratios.set(key, [numerator * BigInt(transaction.numerator), denominator * BigInt(transaction.denominator)]);
  }

  /** What makes an amount of now at the opening, rounded away from zero where splits leave nothing exact. */
  before(key: string, amount: Decimal): { readonly amount: Decimal; readonly isExact: boolean } {
    const [numerator, denominator] = this.#ratios.get(key) ?? [1n, 1n];
    const units = amount * denominator;
    const isExact = units % numerator === 0n;
    return { amount: decimalFromUnits(units / numerator + (isExact ? 0n : sign(amount) < 0 ? -1n : 1n)), isExact };
  }
}

/** Plays rows into the ledger day by day; `onrow` after each transaction of a row, `onclose` after each day of rows. */
function playedThrough(
  live: readonly LiveTransaction[],
  rows: readonly ShapedRow[],
  balances: Balances,
  onrow: (row: ShapedRow, transaction: Transaction) => void,
  onclose: (rows: readonly ShapedRow[]) => void = () => undefined
): void {
  let next = 0;
  let at = 0;
  while (at < rows.length) {
    const day = rows[at]?.row.day ?? (Infinity as Day);
    for (; (live[next]?.transaction.tradeDay ?? Infinity) <= day; next++) {
      const known = live[next];
      if (known) balances.play(known.transaction);
    }
    const today: ShapedRow[] = [];
    for (; rows[at]?.row.day === day; at++) {
      const row = rows[at];
      if (!row) continue;
      today.push(row);
      for (const transaction of row.transactions) {
        balances.play(transaction);
        onrow(row, transaction);
      }
    }
    onclose(today);
  }
}

/**
 * What must have been held before the first row of an account so that no sale of the rows goes past what is held, by
 * "account|instrument"; positive.
 * @param live in ledger order.
 * @param rows in the order of time.
 */
export function missingForSales<R extends MarkedRow>(
  live: readonly LiveTransaction[],
  rows: readonly ShapedRow<R>[],
  openings: ReadonlyMap<string, Day> = daysBefore(rows)
): Map<string, MissingBefore> {
  const found = new Map<string, MissingBefore>();
  const balances = new Balances(openings);
  playedThrough(live, rows, balances, (row, transaction) => {
    if (transaction.verb !== 'sell') return;
    const key = `${transaction.account}|${transaction.instrument}`;
    const held = balances.held(key);
    const day = openings.get(transaction.account);
    if (held >= 0n || day === undefined) return;
    const known = found.get(key);
    const { amount, isExact } = balances.before(key, negate(held));
    if (!known || amount > known.amount) found.set(key, { key, day, amount, isExact, row: known?.row ?? row });
  });
  return found;
}

/**
 * The first statement of each holding and cash balance that does not come out when the rows are played into the ledger, with
 * what would have to be held before the first row of the account for it to come out. A difference that an opening cannot
 * explain (less is held than comes out) is left away.
 * @param live in ledger order.
 * @param rows in the order of time.
 */
export function differingStatements<R extends MarkedRow>(
  live: readonly LiveTransaction[],
  rows: readonly ShapedRow<R>[],
  openings: ReadonlyMap<string, Day> = daysBefore(rows)
): DifferingStatement[] {
  const seen = new Set<string>();
  const found: DifferingStatement[] = [];
  const balances = new Balances(openings);
  const look = (row: ShapedRow, transaction: Transaction): void => {
    const one = statedIn(transaction);
    const day = openings.get(transaction.account);
    if (!one || seen.has(one.key) || day === undefined) return;
    seen.add(one.key);
    const held = balances.held(one.key);
    const missing = subtract(one.stated, held);
    const explains = missing > 0n || (missing < 0n && one.stated < 0n);
    if (!explains) return;
    const before = balances.before(one.key, missing);
    found.push({ ...one, ...before, day, row, found: held, statedDay: transaction.tradeDay });
  };
  playedThrough(
    live,
    rows,
    balances,
    () => undefined,
    (today) => {
      for (const row of today) for (const transaction of row.transactions) look(row, transaction);
    }
  );
  return found;
}

function statedIn(transaction: Transaction): { readonly key: string; readonly stated: Decimal } | undefined {
  const { account } = transaction;
  if (transaction.verb === 'assert-cash')
    return { key: `${account}|${transaction.cash.currency}`, stated: transaction.cash.amount };
  if (transaction.verb === 'assert-position')
    return { key: `${account}|${transaction.instrument}`, stated: transaction.quantity };
  return undefined;
}
