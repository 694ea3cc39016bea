import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { LiveTransaction } from '$lib/domain/ledger';
import { decimalToNumber, type CurrencyCode } from '$lib/domain/money';
import { paymentsOf } from './forecast';
import { receivedIncome } from './received';

/** What a unit of today was paid over a year, gross, in the currency of the payments. */
export interface TrailingIncome {
  readonly currency: CurrencyCode;
  readonly perUnit: number;
  readonly payments: number;
}

const YEAR = 365;

/**
 * Trailing twelve-month income of a unit: dividends, coupons and income in kind with days in the 365 up to `asOf`, before
 * taxes withheld, an instrument held in several accounts counted once. Splits booked since a payment divide it, so that
 * it is that of a unit of today. Instruments that paid nothing to this ledger are not in the answer.
 * @param live in ledger order, from the first one.
 */
export function trailingIncome(
  live: readonly LiveTransaction[],
  asOf: Day
): ReadonlyMap<InstrumentId, readonly TrailingIncome[]> {
  const past = receivedIncome(live, { start: (asOf - YEAR + 1) as Day, end: asOf });
  const paid = new Set(past.flatMap(({ instrument }) => instrument ?? []));
  const all = new Map<InstrumentId, readonly TrailingIncome[]>();
  for (const instrument of paid) {
    const splits = splitsOf(live, instrument, asOf);
    const sums = new Map<CurrencyCode, { perUnit: number; payments: number }>();
    for (const { day, perUnit, currency } of paymentsOf(past, instrument)) {
      const sum = sums.get(currency) ?? { perUnit: 0, payments: 0 };
      const factor = splits.reduce((product, one) => (one.day > day ? product * one.factor : product), 1);
      sum.perUnit += decimalToNumber(perUnit) / factor;
      sum.payments += 1;
      sums.set(currency, sum);
    }
    if (sums.size > 0)
      all.set(
        instrument,
        [...sums].map(([currency, sum]) => ({ currency, ...sum }))
      );
  }
  return all;
}

/** Units after a split for each before it, by its day; accounts that book the same one count once. */
function splitsOf(live: readonly LiveTransaction[], instrument: InstrumentId, asOf: Day) {
  const byDay = new Map<Day, number>();
  for (const { transaction } of live)
    if (transaction.verb === 'split' && transaction.instrument === instrument && transaction.tradeDay <= asOf)
      byDay.set(transaction.tradeDay, transaction.numerator / transaction.denominator);
  return [...byDay].map(([day, factor]) => ({ day, factor }));
}
