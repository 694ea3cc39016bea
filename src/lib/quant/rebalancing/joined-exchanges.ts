import { add, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { ExchangeTrade, Trade, TradeListRequest } from './trade-request';

/**
 * The same trades with the exchanges of one account between two currencies made at once, where the first of them stood.
 * The list comes back as it was when that would take a balance below zero on the way.
 */
export function withJoinedExchanges(trades: readonly Trade[], cash: TradeListRequest['cash']): readonly Trade[] {
  const joined = new Map<string, ExchangeTrade>();
  for (const trade of trades) {
    if (trade.kind !== 'exchange') continue;
    const first = joined.get(pairOf(trade));
    joined.set(pairOf(trade), first ? together(first, trade) : trade);
  }
  const placed = new Set<string>();
  const ordered = trades.flatMap((trade): Trade[] => {
    if (trade.kind !== 'exchange') return [trade];
    const pair = pairOf(trade);
    const whole = joined.get(pair);
    if (placed.has(pair) || !whole) return [];
    placed.add(pair);
    return [whole];
  });
  return replayed(ordered, cash) ?? trades;
}

const pairOf = ({ account, from, to }: ExchangeTrade): string => `${account}\n${from}\n${to}`;

function together(a: ExchangeTrade, b: ExchangeTrade): ExchangeTrade {
  return { ...a, sold: add(a.sold, b.sold), bought: add(a.bought, b.bought), cost: add(a.cost, b.cost) };
}

/** The trades with their balances anew; undefined when one falls below zero that was not there before. */
function replayed(trades: readonly Trade[], cash: TradeListRequest['cash']): Trade[] | undefined {
  const balances = new Map<string, Decimal>();
  let lowest = ZERO;
  const move = (account: string, currency: string, amount: Decimal): Decimal => {
    const after = add(balances.get(`${account}\n${currency}`) ?? ZERO, amount);
    balances.set(`${account}\n${currency}`, after);
    return after;
  };
  for (const { account, currency, amount } of cash) {
    const opening = move(account, currency, amount);
    if (opening < lowest) lowest = opening;
  }
  const rows: Trade[] = [];
  for (const trade of trades) {
    if (trade.kind === 'exchange') {
      const fromAfter = move(trade.account, trade.from, subtract(ZERO, trade.sold));
      const toAfter = move(trade.account, trade.to, trade.bought);
      if (fromAfter < lowest) return undefined;
      rows.push({ ...trade, fromAfter, toAfter });
    } else {
      const cashAfter = move(trade.account, trade.currency, trade.cash);
      if (cashAfter < lowest) return undefined;
      rows.push({ ...trade, cashAfter });
    }
  }
  return rows;
}
