import type { Day } from '$lib/domain/calendar';
import type { LiveTransaction, Trade, Transaction } from '$lib/domain/ledger';
import {
  add,
  absolute,
  decimalText,
  least,
  minorUnits,
  money,
  negate,
  rounded,
  scaledBy,
  subtract,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import { effectsOf, type Effects } from './effects';

/** Transactions of one row in the order of time; `row` is its position in the file. */
export interface TimelineRow {
  readonly row: number;
  readonly line: number;
  readonly transactions: readonly Transaction[];
}

/** Sales past what is held, by "account|instrument". */
export interface ShortFound {
  readonly key: string;
  readonly first: TimelineRow;
  readonly rows: readonly number[];
  /** Greatest short position, positive. */
  readonly deepest: Decimal;
}

/** Cash below zero at the close of days, by "account|currency". */
export interface OverdraftFound {
  readonly key: string;
  readonly firstDay: Day;
  readonly firstLine: number;
  readonly rows: readonly number[];
  readonly lowest: Decimal;
  readonly lowestDay: Day;
}

/** What to do with a row that opens a short, or that takes cash below zero. */
export interface TimelineRules {
  readonly short: (key: string) => 'keep' | 'drop';
  readonly overdraft: (key: string) => 'keep' | 'drop';
}

/** Rows as they enter the ledger, with what they run into; dropped rows by the key that dropped them. */
export interface Timeline {
  readonly entered: ReadonlyMap<number, readonly Transaction[]>;
  readonly dropped: ReadonlyMap<number, { readonly why: 'short' | 'overdraft'; readonly key: string }>;
  readonly shorts: readonly ShortFound[];
  readonly overdrafts: readonly OverdraftFound[];
}

interface Short {
  key: string;
  first: TimelineRow;
  rows: number[];
  deepest: Decimal;
}
interface Overdraft {
  key: string;
  firstDay: Day;
  firstLine: number;
  rows: number[];
  lowest: Decimal;
  lowestDay: Day;
}

/**
 * Plays rows into the ledger day by day: sales past what is held become a sale and a short sale, purchases while short
 * a cover and a purchase. Cash is looked at by the close of a day, and only where the rows make it lower.
 * @param live in ledger order.
 * @param rows in the order of time.
 */
export function timelineOf(
  live: readonly LiveTransaction[],
  rows: readonly TimelineRow[],
  rules: TimelineRules
): Timeline {
  const units = new Map<string, Decimal>();
  const cash = new Map<string, Decimal>();
  const before = new Map<string, Decimal>();
  const entered = new Map<number, readonly Transaction[]>();
  const dropped = new Map<number, { why: 'short' | 'overdraft'; key: string }>();
  const shorts = new Map<string, Short>();
  const overdrafts = new Map<string, Overdraft>();
  const change = (map: Map<string, Decimal>, key: string, by: Decimal): void =>
    void map.set(key, add(map.get(key) ?? ZERO, by));
  const moved = new Map<number, readonly Effects[]>();
  const apply = (effects: Effects, direction: 1 | -1): void => {
    for (const [key, by] of effects.units) change(units, key, direction > 0 ? by : negate(by));
    for (const [key, by] of effects.cash) change(cash, key, direction > 0 ? by : negate(by));
  };
  const held = (key: string): Decimal => units.get(key) ?? ZERO;
  const playLedger = (transaction: Transaction): void => {
    const effects = effectsOf(transaction, held);
    apply(effects, 1);
    for (const [key, by] of effects.cash) change(before, key, by);
  };
  const enter = (one: TimelineRow): void => {
    // What a row buys it may sell again, as a fee in coins.
    const within = new Map<string, Decimal>();
    const parts = one.transactions.flatMap((transaction) => {
      const pieces = directed(transaction, (key) => within.get(key) ?? held(key));
      if (one.transactions.length > 1)
        for (const piece of pieces)
          for (const [key, by] of effectsOf(piece, held).units) within.set(key, add(within.get(key) ?? held(key), by));
      return pieces;
    });
    // A short sale that the file names itself is no question.
    const short = one.transactions.some((original) => original.verb === 'sell-short')
      ? undefined
      : parts.find((part): part is Trade => part.verb === 'sell-short');
    const key = short ? `${short.account}|${short.instrument}` : '';
    if (short && rules.short(key) === 'drop') {
      dropped.set(one.row, { why: 'short', key });
      return;
    }
    const effects: Effects[] = [];
    for (const part of parts) {
      const effect = effectsOf(part, held);
      apply(effect, 1);
      effects.push(effect);
    }
    entered.set(one.row, parts);
    moved.set(one.row, effects);
    if (!short) return;
    const after = negate(units.get(key) ?? ZERO);
    const found = shorts.get(key);
    if (!found) shorts.set(key, { key, first: one, rows: [one.row], deepest: after });
    else {
      found.rows.push(one.row);
      if (after > found.deepest) found.deepest = after;
    }
  };
  const close = (day: Day, from: number, to: number): void => {
    const touched = new Set<string>();
    for (let at = from; at < to; at++)
      for (const effect of moved.get(rows[at]?.row ?? -1) ?? [])
        for (const [key, by] of effect.cash) if (by < ZERO) touched.add(key);
    for (const key of touched) {
      const below = (): boolean => {
        const now = cash.get(key) ?? ZERO;
        return now < ZERO && now < (before.get(key) ?? ZERO);
      };
      if (!below()) continue;
      const takers = rows
        .slice(from, to)
        .filter((one) => moved.get(one.row)?.some((effect) => effect.cash.some(([of, by]) => of === key && by < ZERO)));
      if (rules.overdraft(key) === 'keep') {
        note(overdrafts, key, day, takers, cash.get(key) ?? ZERO);
        continue;
      }
      for (const one of takers.reverse()) {
        if (!below()) break;
        for (const effect of moved.get(one.row) ?? []) apply(effect, -1);
        entered.delete(one.row);
        moved.delete(one.row);
        dropped.set(one.row, { why: 'overdraft', key });
      }
    }
  };
  let next = 0;
  let at = 0;
  while (at < rows.length) {
    const day = dayOf(rows[at]);
    while (next < live.length && (live[next]?.transaction.tradeDay ?? day) <= day) {
      const one = live[next++];
      if (one) playLedger(one.transaction);
    }
    const from = at;
    while (at < rows.length && dayOf(rows[at]) === day) {
      const one = rows[at++];
      if (one) enter(one);
    }
    close(day, from, at);
  }
  return { entered, dropped, shorts: [...shorts.values()], overdrafts: [...overdrafts.values()] };
}

function dayOf(row: TimelineRow | undefined): Day {
  const day = row?.transactions[0]?.tradeDay;
  if (day === undefined) throw new RangeError('a row of the timeline has no transaction');
  return day;
}

function note(
  found: Map<string, Overdraft>,
  key: string,
  day: Day,
  takers: readonly TimelineRow[],
  now: Decimal
): void {
  const first = takers[0];
  if (!first) return;
  const known = found.get(key);
  if (!known)
    found.set(key, {
      key,
      firstDay: day,
      firstLine: first.line,
      rows: takers.map((one) => one.row),
      lowest: now,
      lowestDay: day
    });
  else {
    for (const one of takers) known.rows.push(one.row);
    if (now < known.lowest) {
      known.lowest = now;
      known.lowestDay = day;
    }
  }
}

/** A buy or sell by what is held: up to the holding it closes, the rest opens the other side. */
function directed(transaction: Transaction, heldOf: (key: string) => Decimal): Transaction[] {
  if (transaction.verb !== 'buy' && transaction.verb !== 'sell') return [transaction];
  const held = heldOf(`${transaction.account}|${transaction.instrument}`);
  const closing = transaction.verb === 'sell' ? held : negate(held);
  if (transaction.verb === 'sell' ? closing >= transaction.quantity : closing <= ZERO) return [transaction];
  const [closes, opens] =
    transaction.verb === 'sell' ? (['sell', 'sell-short'] as const) : (['buy-to-cover', 'buy'] as const);
  if (closing <= ZERO) return [{ ...transaction, verb: opens }];
  if (closing >= transaction.quantity) return [{ ...transaction, verb: closes }];
  return dividedTrade(transaction, least(closing, transaction.quantity), closes, opens);
}

/** One trade as two whose quantities, gross, fees and taxes add up to it exactly. */
function dividedTrade(trade: Trade, quantity: Decimal, first: Trade['verb'], second: Trade['verb']): Trade[] {
  const digits = (amount: Decimal): number =>
    Math.max(minorUnits(trade.gross.currency), decimalText(amount).split('.')[1]?.length ?? 0);
  const share = (amount: Decimal): Decimal =>
    rounded(scaledBy(amount, quantity, trade.quantity), Math.min(18, digits(amount)));
  const gross = share(trade.gross.amount);
  const fees = share(trade.fees);
  const taxes = share(trade.taxes);
  return [
    { ...trade, verb: first, quantity, gross: money(gross, trade.gross.currency), fees, taxes },
    {
      ...trade,
      verb: second,
      quantity: subtract(trade.quantity, quantity),
      gross: money(subtract(trade.gross.amount, gross), trade.gross.currency),
      fees: subtract(trade.fees, fees),
      taxes: subtract(trade.taxes, taxes)
    }
  ];
}

/** Units held of each instrument in the ledger, by "account|instrument". */
export function unitsHeld(live: readonly LiveTransaction[], until: Day): Map<string, Decimal> {
  const units = new Map<string, Decimal>();
  for (const { transaction } of live) {
    if (transaction.tradeDay > until) break;
    for (const [key, by] of effectsOf(transaction, (held) => units.get(held) ?? ZERO).units)
      units.set(key, add(units.get(key) ?? ZERO, by));
  }
  return units;
}

/** Ratio new for old that adds `added` units to `held`, in lowest terms; undefined when the terms are too large. */
export function ratioOfAddition(held: Decimal, added: Decimal): readonly [number, number] | undefined {
  if (held <= ZERO) return undefined;
  let [a, b]: [bigint, bigint] = [absolute(add(held, added)), held];
  const [numerator, denominator] = [a, b];
  while (b !== 0n) [a, b] = [b, a % b];
  const ratio = [Number(numerator / a), Number(denominator / a)] as const;
  return ratio[0] <= 1e9 && ratio[1] <= 1e9 ? ratio : undefined;
}
