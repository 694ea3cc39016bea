import { add, decimalToNumber, divide, multiply, negate, subtract, sum, ZERO, type Decimal } from '$lib/domain/money';
import type { AccountBooks } from './account-books';
import type { Leg } from './trade-legs';
import type { TradeList, TradeListRequest } from './trade-request';

/** A list before it is held against the best that whole shares allow. */
export type PlannedList = Omit<TradeList, 'tracking'>;

/** Sum of the distances of all weights, cash included, from their targets. */
export function drift({ weights, cashWeight }: PlannedList): number {
  return weights.reduce(
    (sum, { difference }) => sum + Math.abs(difference),
    Math.abs(cashWeight.after - cashWeight.target)
  );
}

/** What the books say after the trades, beside what the request said before. */
export function summarised(
  request: TradeListRequest,
  books: AccountBooks,
  legs: readonly Leg[],
  valueBefore: Decimal
): PlannedList {
  const before = new Map(legs.map(({ quote }) => [quote.instrument, ZERO]));
  for (const { instrument, quantity } of request.positions) {
    before.set(instrument, add(before.get(instrument) ?? ZERO, quantity));
  }
  const openingCash = sum(request.cash.map(({ currency, amount }) => multiply(amount, books.rate(currency) ?? ZERO)));
  const closingCash = books.cashValue();
  const held = legs.map(({ quote, unitValue }) => multiply(books.quantity(quote.instrument), unitValue));
  const valueAfter = add(sum(held), closingCash);
  const share = (value: Decimal, total: Decimal): number => (total > ZERO ? decimalToNumber(divide(value, total)) : 0);
  const costs = costsOf(books, subtract(valueBefore, valueAfter));
  return {
    trades: books.trades,
    accounts: cashRows(request, books),
    positions: positionRows(request, books),
    weights: legs.map(({ quote, unitValue, weight }, k) => {
      const after = share(held[k], valueAfter);
      const quantity = before.get(quote.instrument) ?? ZERO;
      const opening = share(multiply(quantity, unitValue), valueBefore);
      return { instrument: quote.instrument, target: weight, before: opening, after, difference: after - weight };
    }),
    cashWeight: {
      target: Math.max(0, 1 - request.targets.reduce((total, { weight }) => total + weight, 0)),
      before: share(openingCash, valueBefore),
      after: share(closingCash, valueAfter)
    },
    costs,
    valueBefore,
    valueAfter,
    turnover: share(traded(books), valueBefore) / 2,
    notes: books.notes
  };
}

function inBase(books: AccountBooks, pick: (trade: AccountBooks['trades'][number]) => Decimal): Decimal {
  return sum(
    books.trades.map((trade) => {
      const currency = trade.kind === 'exchange' ? trade.from : trade.currency;
      return multiply(pick(trade), books.rate(currency) ?? ZERO);
    })
  );
}

function costsOf(books: AccountBooks, total: Decimal): TradeList['costs'] {
  const commission = inBase(books, (trade) => (trade.kind === 'exchange' ? ZERO : trade.commission));
  const spread = inBase(books, (trade) => (trade.kind === 'exchange' ? ZERO : trade.spreadCost));
  const exchange = inBase(books, (trade) => (trade.kind === 'exchange' ? trade.cost : ZERO));
  const rounding = sum([total, negate(commission), negate(spread), negate(exchange)]);
  return { commission, spread, exchange, rounding, total };
}

function traded(books: AccountBooks): Decimal {
  return inBase(books, (trade) => (trade.kind === 'exchange' ? ZERO : trade.gross));
}

function cashRows(request: TradeListRequest, books: AccountBooks): TradeList['accounts'] {
  return [...books.cash].map(([account, balances]) => ({
    account,
    cash: [...balances].map(([currency, after]) => {
      const opening = request.cash.filter((one) => one.account === account && one.currency === currency);
      return { currency, before: sum(opening.map(({ amount }) => amount)), after };
    })
  }));
}

function positionRows(request: TradeListRequest, books: AccountBooks): TradeList['positions'] {
  return [...books.positions].flatMap(([account, held]) =>
    [...held].map(([instrument, after]) => {
      const opening = request.positions.filter((one) => one.account === account && one.instrument === instrument);
      return { account, instrument, before: sum(opening.map(({ quantity }) => quantity)), after };
    })
  );
}
