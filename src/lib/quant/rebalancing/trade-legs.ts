import type { InstrumentId } from '$lib/domain/instruments';
import { add, decimalFromNumber, divide, multiply, rounded, sum, ZERO, type Decimal } from '$lib/domain/money';
import type { AccountBooks } from './account-books';
import type { TradeListRequest, TradeNote, TradeQuote } from './trade-request';

/** A quote with its value of one unit in the base currency and the quantities to move between. */
export interface Leg {
  readonly quote: TradeQuote;
  readonly digits: number;
  readonly unitValue: Decimal;
  readonly weight: number;
  readonly wanted: Decimal;
}

/** What can be traded and how much of it is wanted; what has no price or rate is noted and does not count in the total. */
export function tradeLegs(
  request: TradeListRequest,
  books: AccountBooks
): { legs: Leg[]; notes: TradeNote[]; total: Decimal } {
  const notes: TradeNote[] = [];
  const quotes = new Map(request.quotes.map((quote) => [quote.instrument, quote]));
  const targets = new Map(request.targets.map(({ instrument, weight }) => [instrument, weight]));
  const named = new Set<InstrumentId>([...targets.keys(), ...request.positions.map(({ instrument }) => instrument)]);
  const known: Omit<Leg, 'wanted'>[] = [];
  for (const instrument of named) {
    const quote = quotes.get(instrument);
    const rate = quote && books.rate(quote.currency);
    if (!quote) notes.push({ code: 'no-price', instrument });
    else if (!rate) notes.push({ code: 'no-rate', instrument, currency: quote.currency });
    else {
      const weight = targets.get(instrument) ?? 0;
      known.push({ quote, digits: quote.quantityDigits ?? 0, unitValue: multiply(quote.price, rate), weight });
    }
  }
  for (const [account, balances] of books.cash) {
    for (const currency of balances.keys()) {
      if (!books.rate(currency)) notes.push({ code: 'no-rate', account, currency });
    }
  }
  const held = known.map(({ quote, unitValue }) => multiply(books.quantity(quote.instrument), unitValue));
  const total = add(sum(held), books.cashValue());
  const legs = known.map((leg) => {
    const value = multiply(total, decimalFromNumber(leg.weight));
    return { ...leg, wanted: value > ZERO ? rounded(divide(value, leg.unitValue), leg.digits) : ZERO };
  });
  return { legs, notes, total };
}
