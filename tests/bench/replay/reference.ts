import type { Transaction } from '$lib/domain/ledger';
import { decimalText, type Decimal as Exact } from '$lib/domain/money';
import { Decimal } from 'decimal.js';
import type { Outcome } from './outcome';
import { ReferenceBooks, type WithDecimals } from './reference-books';
import { currencyOf, euro, type Workload } from './workload';

/** Digits enough that no product or sum is ever rounded but where both sides round. */
const Wide = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_EVEN });

/** The transactions with decimal.js numbers; made before the clock starts, as ours are. */
export function referenceTransactions({ live }: Workload): readonly WithDecimals<Transaction>[] {
  const converted = (value: unknown): unknown => {
    if (typeof value === 'bigint') return new Wide(decimalText(value as Exact));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, converted(inner)]));
  };
  return live.map(({ transaction }) => converted(transaction) as WithDecimals<Transaction>);
}

/** The same replay and valuation, in the same steps, with decimal.js. */
export function replayedByReference(
  { live, first, days, closes, rates, size }: Workload,
  transactions: readonly WithDecimals<Transaction>[]
): Outcome {
  const zero = new Wide(0);
  const prices = Array.from(closes, (close) => new Wide(close));
  const exchange = Array.from(rates, (rate) => new Wide(rate));
  const books = new ReferenceBooks(zero);
  let valueSum = zero;
  let lastValue = zero;
  let applied = 0;
  for (let day = 0; day < days; day++) {
    while (applied < live.length && live[applied].transaction.tradeDay === first + day) {
      books.apply(live[applied].event, transactions[applied]);
      applied += 1;
    }
    let dollars = zero;
    let euros = zero;
    for (const { instrument, quantity } of books.holdings) {
      const worth = quantity.times(prices[day * size.instruments + instrument]);
      if (currencyOf(instrument) === euro) euros = euros.plus(worth);
      else dollars = dollars.plus(worth);
    }
    for (const { currency, amount } of books.balances) {
      if (currency === euro) euros = euros.plus(amount);
      else dollars = dollars.plus(amount);
    }
    lastValue = dollars.plus(euros.times(exchange[day]).toDecimalPlaces(18));
    valueSum = valueSum.plus(lastValue);
  }
  const lots = books.holdings.flatMap((holding) => holding.lots);
  return {
    lastValue: lastValue.toFixed(),
    valueSum: valueSum.toFixed(),
    gains: books.realised.reduce((total, { gain }) => total.plus(gain), zero).toFixed(),
    openCost: lots.reduce((total, { cost }) => total.plus(cost), zero).toFixed(),
    lots: lots.length
  };
}
