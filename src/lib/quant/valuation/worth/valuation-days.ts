import type { Period } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { instrumentsOf, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { PortfolioFilter } from '$lib/domain/portfolio';
import { concerns } from './portfolio-scope';
import type { MarketBook } from '../market';

/**
 * Days on which a portfolio is valued: the ends of the period, and between them each day with a close of an instrument it
 * ever held, a rate of a currency it ever touched, or one of its transactions. Ascending.
 */
export function valuationDays(
  live: readonly LiveTransaction[],
  filter: PortfolioFilter,
  period: Period,
  market: MarketBook
): Int32Array {
  const { start, end } = period;
  const marks = new Uint8Array(end - start + 1);
  const mark = (days: Int32Array): void => {
    for (let at = 0; at < days.length; at++) {
      const day = days[at] ?? end + 1;
      if (day >= start && day <= end) marks[day - start] = 1;
    }
  };
  marks[0] = 1;
  marks[end - start] = 1;
  const instruments = new Set<InstrumentId>();
  const currencies = new Set<CurrencyCode>();
  for (const { transaction } of live) {
    if (transaction.tradeDay > end) break;
    if (!concerns(transaction, filter)) continue;
    if (transaction.tradeDay >= start) marks[transaction.tradeDay - start] = 1;
    for (const instrument of instrumentsOf(transaction)) instruments.add(instrument);
    for (const currency of currenciesOf(transaction)) currencies.add(currency);
  }
  for (const instrument of instruments) {
    const prices = market.pricesOf(instrument);
    mark(prices.closeDays);
    currencies.add(prices.currency);
  }
  for (const currency of currencies) market.rates.quoteDays(currency).forEach(mark);
  const days = new Int32Array(marks.reduce((count, each) => count + each, 0));
  let at = 0;
  marks.forEach((marked, offset) => {
    if (marked) days[at++] = start + offset;
  });
  return days;
}

/** Currencies of every amount of money a transaction names. */
function currenciesOf(transaction: Transaction): CurrencyCode[] {
  if ('gross' in transaction) return [transaction.gross.currency];
  if ('cash' in transaction) return [transaction.cash.currency];
  if ('sold' in transaction) return [transaction.sold.currency, transaction.bought.currency];
  if ('cost' in transaction) return [transaction.cost.currency];
  if ('value' in transaction) return [transaction.value.currency];
  if ('lieu' in transaction && transaction.lieu) return [transaction.lieu.currency];
  if (!('receives' in transaction)) return [];
  const { boot, receives } = transaction;
  return [boot?.amount, ...receives.map(({ lieu }) => lieu)].flatMap((cash) => cash?.currency ?? []);
}
