import { absolute, add, compare, divide, negate, subtract, sum, ZERO, type Decimal } from '$lib/domain/money';
import type { CoinAmount } from '../rows/coin-row';

/** A change of one coin; its sign says which way. */
export interface CoinChange {
  readonly code: string;
  readonly amount: Decimal;
}

/** What was given for what. */
export interface FilledTrade {
  readonly sold: CoinAmount;
  readonly bought: CoinAmount;
}

const MOST_ORDERS = 6;

function totals(changes: readonly CoinChange[]): CoinAmount[] {
  const codes = [...new Set(changes.map(({ code }) => code))];
  return codes
    .map((code) => ({ code, amount: sum(changes.filter((one) => one.code === code).map((one) => one.amount)) }))
    .filter(({ amount }) => amount !== 0n);
}

/**
 * Trades that the changes of one instant add up to: one when one coin was given for one other. Several coins at once are
 * paired row by row, so that fills of the same pair come closest in price; undefined when they cannot be.
 */
export function filledTrades(changes: readonly CoinChange[]): FilledTrade[] | undefined {
  const net = totals(changes);
  const sold = net.filter(({ amount }) => amount < 0n).map(({ code, amount }) => ({ code, amount: negate(amount) }));
  const bought = net.filter(({ amount }) => amount > 0n);
  const [from, to] = [sold[0], bought[0]];
  if (!from || !to) return undefined;
  if (sold.length === 1 && bought.length === 1) return [{ sold: from, bought: to }];
  const given = changes.filter(({ amount }) => amount < 0n).map(positive);
  const got = changes.filter(({ amount }) => amount > 0n).map(positive);
  if (given.length !== got.length || given.length > MOST_ORDERS) return undefined;
  return joinedByPair(closest(given, got));
}

function positive({ code, amount }: CoinChange): CoinAmount {
  return { code, amount: absolute(amount) };
}

/** The pairing whose prices differ least within each pair of coins; of equals the one nearest to the file's order. */
function closest(given: readonly CoinAmount[], got: readonly CoinAmount[]): FilledTrade[] {
  let best: { trades: FilledTrade[]; spread: Decimal } | undefined;
  for (const order of orders(got)) {
    const trades = given.map((sold, at) => ({ sold, bought: order[at] ?? sold }));
    if (trades.some(({ sold, bought }) => sold.code === bought.code)) continue;
    const spread = priceSpread(trades);
    if (!best || compare(spread, best.spread) < 0) best = { trades, spread };
  }
  return best?.trades ?? given.map((sold, at) => ({ sold, bought: got[at] ?? sold }));
}

function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((one, at) => orders([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [one, ...rest]));
}

function pairOf({ sold, bought }: FilledTrade): string {
  return `${sold.code}|${bought.code}`;
}

function priceSpread(trades: readonly FilledTrade[]): Decimal {
  const prices = new Map<string, Decimal[]>();
  for (const trade of trades) {
    const price = divide(trade.sold.amount, trade.bought.amount);
    prices.set(pairOf(trade), [...(prices.get(pairOf(trade)) ?? []), price]);
  }
  let spread: Decimal = ZERO;
  for (const list of prices.values()) {
    const high = list.reduce((a, b) => (a > b ? a : b));
    const low = list.reduce((a, b) => (a < b ? a : b));
    spread = add(spread, divide(subtract(high, low), high));
  }
  return spread;
}

function joinedByPair(trades: readonly FilledTrade[]): FilledTrade[] {
  const joined = new Map<string, FilledTrade>();
  for (const trade of trades) {
    const known = joined.get(pairOf(trade));
    joined.set(pairOf(trade), {
      sold: { code: trade.sold.code, amount: add(known?.sold.amount ?? ZERO, trade.sold.amount) },
      bought: { code: trade.bought.code, amount: add(known?.bought.amount ?? ZERO, trade.bought.amount) }
    });
  }
  return [...joined.values()];
}
