import { dayFromNumber, type Period } from '$lib/domain/calendar';
import { inLedgerOrder, type LiveTransaction } from '$lib/domain/ledger';
import type { Decimal } from '$lib/domain/money';
import type { PortfolioFilter } from '$lib/domain/portfolio';
import { drawdowns, timeWeightedIndex } from '$lib/quant/returns';
import { DailySums } from './daily-sums';
import { marketBook, type MarketBook, type ValuationInput, type ValuationProblem } from '../market';
import { flowOf, type TaxConvention } from './portfolio-flows';
import { valuationDays } from './valuation-days';
import { ValuedBook } from './valued-book';
import { WIDE_ZERO, decimalFromWide, numberFromWide, widePlus, type Wide } from './wide';

/** Worth of a portfolio over a period, a value for each day, in the base currency; see {@link valueHistory}. */
export interface ValueHistory {
  /** Ascending days since 1970-01-01, first and last the ends of the period. */
  readonly days: Int32Array;
  /** Worth at the close. */
  readonly value: Float64Array;
  /** Of it, cash; zero for a portfolio of named instruments. */
  readonly cash: Float64Array;
  /** What came in from outside on the day, >= 0; zero on the first day, whose flows are in its value. */
  readonly inflows: Float64Array;
  /** What went out on the day, >= 0. */
  readonly outflows: Float64Array;
  /** Inflows less outflows. */
  readonly flows: Float64Array;
  /** Time-weighted index, 1 on the first day. */
  readonly twrIndex: Float64Array;
  /** Drawdown of the index, <= 0. */
  readonly drawdown: Float64Array;
  /** Days whose return does not exist, because the capital at work was negative. */
  readonly undefinedDays: number;
  /** Index of the first day with a value or a flow; the number of days when there is none. */
  readonly firstValued: number;
  /** Worth at the two ends, exact but for the 18th digit. */
  readonly exactStart: Decimal;
  readonly exactEnd: Decimal;
  readonly problems: readonly ValuationProblem[];
}

/**
 * Daily mark-to-market by trade date. A day's worth is the sum of quantity times the last close at or before it, times
 * the last rate at or before it, and cash. Flows are what crosses the border of the filter, at the rates of their day;
 * the index follows the convention of timeWeightedIndex in quant/returns.
 * A close that does not contain splits is multiplied by the units of its day; one that does is first brought back to the
 * units of its day by the ratios of the splits that the ledger books between that day and the last close.
 * @param taxes a cost when absent. @throws RangeError when the period ends before it starts.
 */
export function valueHistory(input: ValuationInput, taxes?: TaxConvention): ValueHistory {
  const live = inLedgerOrder(input.transactions);
  return historyOf(live, input.filter, input.period, marketBook(input, live), taxes);
}

/** {@link valueHistory} on transactions in ledger order and a market that are there already. */
export function historyOf(
  live: readonly LiveTransaction[],
  filter: PortfolioFilter,
  period: Period,
  market: MarketBook,
  taxes?: TaxConvention
): ValueHistory {
  if (period.end < period.start) throw new RangeError(`period ends before it starts: ${period.start} to ${period.end}`);
  const days = valuationDays(live, filter, period, market);
  const book = new ValuedBook(live, filter, market);
  const sums = new DailySums(book);
  const value = new Float64Array(days.length);
  const cash = new Float64Array(days.length);
  const inflows = new Float64Array(days.length);
  const outflows = new Float64Array(days.length);
  book.advance(period.start);
  const exactStart = worth(book, period.start);
  days.forEach((each, t) => {
    const day = dayFromNumber(each);
    let paidIn: Wide = WIDE_ZERO;
    let paidOut: Wide = WIDE_ZERO;
    book.advance(day, (one, apply) => {
      const flow = flowOf(one, book, apply, taxes);
      if (flow === 0n) return;
      if (flow > 0n) paidIn = widePlus(paidIn, flow);
      else paidOut = widePlus(paidOut, flow);
    });
    if (paidIn !== 0n) inflows[t] = numberFromWide(paidIn);
    if (paidOut !== 0n) outflows[t] = -numberFromWide(paidOut);
    const worthOfDay = sums.on(day);
    value[t] = worthOfDay.holdings + worthOfDay.cash;
    cash[t] = worthOfDay.cash;
  });
  const { index, undefinedDays } = timeWeightedIndex({ values: value, inflows, outflows });
  return {
    days,
    value,
    cash,
    inflows,
    outflows,
    flows: inflows.map((each, t) => each - (outflows[t] ?? 0)),
    twrIndex: index,
    drawdown: drawdowns(index),
    undefinedDays,
    firstValued: firstValued(value, inflows, outflows),
    exactStart: decimalFromWide(exactStart),
    exactEnd: decimalFromWide(worth(book, period.end)),
    problems: market.problems.list()
  };
}

function worth(book: ValuedBook, day: Period['end']): Wide {
  return widePlus(book.holdingsValue(day), book.cashValue(day));
}

function firstValued(value: Float64Array, inflows: Float64Array, outflows: Float64Array): number {
  const at = value.findIndex((each, t) => each !== 0 || inflows[t] !== 0 || outflows[t] !== 0);
  return at < 0 ? value.length : at;
}
