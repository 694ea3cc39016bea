import {
  absolute,
  add,
  compare,
  divide,
  multiply,
  rounded,
  subtract,
  decimalToNumber,
  ONE,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import { AccountBooks } from './account-books';
import { tradeLegs, type Leg } from './trade-legs';
import { withJoinedExchanges } from './joined-exchanges';
import { affordableQuantity, purchaseCost, quantityStep, tradeAmounts } from './trade-costs';
import { closestLegs, trackingOf } from './whole-shares';
import { drift, summarised, type PlannedList } from './trade-summary';
import type { TradeList, TradeListRequest, TradeNote } from './trade-request';

const IMPROVEMENTS = 40;

/**
 * The trades that bring accounts to target weights in whole shares. Target quantities are the whole shares that come
 * closest to the target values together, within what costs leave, or where the accounts can do better from there the nearest
 * to each. Sales come first, from the largest holder on; then purchases, the largest shortfall first, in the accounts
 * that have the money in the instrument's currency, then in those that must exchange some, which is one row of its own
 * for each pair of currencies.
 * Cash moves between no accounts, no balance falls below zero, and purchases leave `minimumCash` of the value; what
 * cannot be paid is noted. While cash is above its target, one unit more of the most underweight instrument is
 * bought, as long as that brings the weights, cash included, closer to their targets in sum. Positions without price
 * or rate stay and do not count. @throws RangeError when targets are negative or add up to more than 1, or a price or
 * cost is negative.
 */
export function tradeList(request: TradeListRequest): TradeList {
  requireRequest(request);
  const opening = new AccountBooks(request);
  const { legs, notes, total } = tradeLegs(request, opening);
  const nearest = planned(request, legs, notes, total);
  const closest = closestLegs(request, legs, total, nearest.costs.total);
  const together = planned(request, closest, notes, total);
  const isCloser = drift(together) < drift(nearest);
  let best = isCloser ? together : nearest;
  for (let k = 0, current = isCloser ? closest : legs; k < IMPROVEMENTS; k++) {
    const more = withOneMore(current, best, total);
    if (!more) break;
    const next = planned(request, more, notes, total);
    if (!(drift(next) < drift(best) - 1e-12)) break;
    best = next;
    current = more;
  }
  return {
    ...best,
    trades: withJoinedExchanges(best.trades, request.cash),
    tracking: trackingOf(request, legs, total, best.positions)
  };
}

function requireRequest({
  targets,
  quotes,
  rates,
  commission,
  spread,
  exchangeCost,
  minimumCash
}: TradeListRequest): void {
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  if (!targets.every(({ weight }) => weight >= 0) || !(total <= 1 + 1e-9))
    throw new RangeError(`targets add up to ${total}`);
  if (new Set(targets.map(({ instrument }) => instrument)).size !== targets.length)
    throw new RangeError('a target twice');
  const priced = quotes.every(({ price }) => price > ZERO) && rates.every(({ rate }) => rate > ZERO);
  if (!priced) throw new RangeError('a price or a rate is not positive');
  const shares = [spread, exchangeCost, minimumCash, commission.rate];
  const costs = [...shares, commission.fixed, commission.minimum];
  if (!costs.every((cost) => cost >= ZERO) || !shares.every((cost) => cost < ONE))
    throw new RangeError('costs out of range');
}

function planned(
  request: TradeListRequest,
  legs: readonly Leg[],
  notes: readonly TradeNote[],
  total: Decimal
): PlannedList {
  const books = new AccountBooks(request);
  books.notes.push(...notes);
  const changes = legs.flatMap((leg) => {
    const change = subtract(leg.wanted, books.quantity(leg.quote.instrument));
    const value = multiply(absolute(change), leg.unitValue);
    if (change === ZERO) return [];
    if (value < request.minimumTrade) {
      books.notes.push({ code: 'below-minimum', instrument: leg.quote.instrument, value });
      return [];
    }
    return [{ leg, change, value }];
  });
  for (const { leg, change } of changes) if (change < ZERO) sell(request, books, leg, absolute(change));
  coverOverdrafts(books);
  const buys = changes.filter(({ change }) => change > ZERO).sort((a, b) => compare(b.value, a.value));
  const reserve = multiply(total, request.minimumCash);
  for (const { leg, change } of buys) {
    const missing = buy(request, books, leg, change, reserve);
    const value = multiply(missing, leg.unitValue);
    if (missing > ZERO) books.notes.push({ code: 'not-enough-cash', instrument: leg.quote.instrument, value });
  }
  return summarised(request, books, legs, total);
}

function sell(request: TradeListRequest, books: AccountBooks, { quote }: Leg, quantity: Decimal): void {
  let rest = quantity;
  for (const holder of books.holders(quote.instrument)) {
    if (rest <= ZERO) return;
    const part = holder.quantity < rest ? holder.quantity : rest;
    const { gross, commission, spreadCost } = tradeAmounts(request, quote.currency, part, quote.price);
    // A remnant that costs more than it brings stays, or it could take a balance below zero.
    if (gross > add(commission, spreadCost)) books.trade('sell', holder.account, quote, part);
    rest = subtract(rest, part);
  }
}

function coverOverdrafts(books: AccountBooks): void {
  for (const [account, balances] of books.cash) {
    for (const [currency, amount] of [...balances]) {
      if (amount >= ZERO) continue;
      books.exchangeFor(account, currency, ZERO);
      const left = books.balance(account, currency);
      const value = multiply(left, books.rate(currency) ?? ZERO);
      if (left < ZERO) books.notes.push({ code: 'negative-cash', account, currency, value });
    }
  }
}

/** Buys as much as the accounts can pay, own currency first; returns the quantity left unbought. */
function buy(request: TradeListRequest, books: AccountBooks, leg: Leg, quantity: Decimal, reserve: Decimal): Decimal {
  const { quote, digits } = leg;
  const rate = books.rate(quote.currency) ?? ONE;
  const least = greaterOf(quantityStep(digits), rounded(divide(request.minimumTrade, leg.unitValue), digits, 'up'));
  let rest = quantity;
  for (const exchanging of [false, true]) {
    const accounts = [...books.cash.keys()]
      .map((account) => ({ account, ...books.reach(account, quote.currency) }))
      .map(({ account, own, all }) => ({ account, money: exchanging ? all : own }))
      .sort((a, b) => compare(b.money, a.money));
    for (const { account, money } of accounts) {
      const spendable = divide(subtract(books.cashValue(), reserve), rate, 'floor');
      // The cost of exchanging lowers the value as well, so it is kept back from what may be spent.
      const free = exchanging ? multiply(spendable, subtract(ONE, request.exchangeCost), 'floor') : spendable;
      const limit = free < money ? free : money;
      const part = affordableQuantity(request, { ...quote, digits }, rest, limit);
      if (part < least) continue;
      if (exchanging) {
        const cost = purchaseCost(tradeAmounts(request, quote.currency, part, quote.price));
        books.exchangeFor(account, quote.currency, cost);
      }
      books.trade('buy', account, quote, part);
      rest = subtract(rest, part);
      if (rest <= ZERO) return ZERO;
    }
  }
  return rest;
}

const greaterOf = (a: Decimal, b: Decimal): Decimal => (a > b ? a : b);

/** The legs with one step more of the most underweight instrument that the cash above its target can pay. */
function withOneMore(legs: readonly Leg[], list: PlannedList, total: Decimal): Leg[] | undefined {
  const excess = (list.cashWeight.after - list.cashWeight.target) * decimalToNumber(total);
  const short = legs
    .map((leg, k) => ({ k, leg, difference: list.weights[k].difference }))
    .filter(({ leg, difference }) => leg.digits === 0 && difference < 0 && decimalToNumber(leg.unitValue) <= excess)
    .sort((a, b) => a.difference - b.difference)[0];
  if (!short) return undefined;
  return legs.map((leg, k) => (k === short.k ? { ...leg, wanted: add(leg.wanted, quantityStep(leg.digits)) } : leg));
}
