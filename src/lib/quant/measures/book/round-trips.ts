/** A trade of one instrument. */
export interface Trade {
  readonly symbol: string;
  /** Time in days, fractions allowed. */
  readonly time: number;
  /** Units, positive when bought. */
  readonly amount: number;
  readonly price: number;
}

/** A position opened and closed again, first in first out. */
export interface RoundTrip {
  readonly symbol: string;
  readonly opened: number;
  readonly closed: number;
  /** Opened by a purchase. */
  readonly long: boolean;
  readonly profit: number;
  /** Profit over what was paid or received at the opening. */
  readonly return: number;
}

interface Lot {
  amount: number;
  readonly price: number;
  readonly time: number;
}

const SAME_ORDER = 8 / 24;

/** Trades one after another on one side, at most eight hours apart, as one at their mean price and first time. */
export function joinedTrades(trades: readonly Trade[]): Trade[] {
  const bySymbol = new Map<string, Trade[]>();
  for (const trade of trades) {
    const known = bySymbol.get(trade.symbol);
    if (known) known.push(trade);
    else bySymbol.set(trade.symbol, [trade]);
  }
  return [...bySymbol.keys()].toSorted().flatMap((symbol) => {
    const joined: (Trade & { last: number })[] = [];
    for (const trade of (bySymbol.get(symbol) ?? []).toSorted((a, b) => a.time - b.time)) {
      const before = joined.at(-1);
      const together = before && before.amount > 0 === trade.amount > 0 && trade.time - before.last <= SAME_ORDER;
      if (!together) joined.push({ ...trade, last: trade.time });
      else {
        const amount = before.amount + trade.amount;
        const price = (before.amount * before.price + trade.amount * trade.price) / amount;
        joined[joined.length - 1] = { ...before, amount, price, last: trade.time };
      }
    }
    return joined.map(({ symbol: name, time, amount, price }) => ({ symbol: name, time, amount, price }));
  });
}

/**
 * Round trips of trades, first in first out: each joined trade against the open side closes one trip, and what is left of
 * it opens anew. Trips still open are not counted. By symbol, then by time.
 */
export function roundTrips(trades: readonly Trade[]): RoundTrip[] {
  const trips: RoundTrip[] = [];
  const open = new Map<string, Lot[]>();
  for (const { symbol, time, amount, price } of joinedTrades(trades)) {
    if (amount === 0 || price < 0) continue;
    const lots = open.get(symbol) ?? [];
    open.set(symbol, lots);
    const [first] = lots;
    if (!first || first.amount > 0 === amount > 0) {
      lots.push({ amount, price, time });
      continue;
    }
    const long = first.amount > 0;
    let left = amount;
    let [profit, invested] = [0, 0];
    for (let lot = lots[0]; lot && left !== 0; lot = lots[0]) {
      const closed = Math.sign(lot.amount) * Math.min(Math.abs(left), Math.abs(lot.amount));
      profit += closed * (price - lot.price);
      invested += Math.abs(closed) * lot.price;
      left += closed;
      lot.amount -= closed;
      if (lot.amount === 0) lots.shift();
    }
    trips.push({ symbol, opened: first.time, closed: time, long, profit, return: profit / invested });
    if (left !== 0) lots.push({ amount: left, price, time });
  }
  return trips;
}

/** The trades with those that close what is open at the end, a second after `end`, at the prices of its values. */
export function withClosingTrades(trades: readonly Trade[], values: ReadonlyMap<string, number>, end: number): Trade[] {
  const held = new Map<string, number>();
  for (const { symbol, amount } of trades) held.set(symbol, (held.get(symbol) ?? 0) + amount);
  const closing = [...values].flatMap(([symbol, value]): Trade[] => {
    const amount = held.get(symbol) ?? 0;
    return value === 0 || amount === 0
      ? []
      : [{ symbol, time: end + 1 / 86_400, amount: -amount, price: value / amount }];
  });
  return [...trades.filter(({ amount }) => amount !== 0), ...closing];
}
