import type { LiveTransaction, Verb } from '$lib/domain/ledger';
import { externalFlows } from '$lib/domain/portfolio';
import { concerns } from './portfolio-scope';
import type { ValuedBook } from './valued-book';
import { WIDE_ZERO, wideAmount, wideMinus, widePlus, type Wide } from './wide';

/** Verbs whose cash can come from outside the accounts of a portfolio or go there. */
const crossing: ReadonlySet<Verb> = new Set(['deposit', 'withdrawal', 'opening-cash', 'transfer-cash']);

/**
 * Cash that crosses the border of a portfolio with a transaction, at the rates of its trade day; positive comes in. For a
 * portfolio of named instruments, which holds no cash, that is all that is paid for them or by them.
 */
export function cashFlowOf(one: LiveTransaction, { filter, market }: ValuedBook): Wide {
  const { verb, tradeDay } = one.transaction;
  // Postings are dear, and most transactions stay inside.
  const mayCross = filter.instruments === undefined ? crossing.has(verb) : concerns(one.transaction, filter);
  if (!mayCross) return WIDE_ZERO;
  let flow = WIDE_ZERO;
  for (const each of externalFlows([one], filter))
    if (each.kind === 'cash')
      flow = widePlus(flow, wideAmount(each.amount, market.rates.rate(each.currency, tradeDay)));
  return flow;
}

/**
 * Worth of all that crosses the border with a transaction, securities included: these count with what they add to the
 * worth of the portfolio at the closes of the day. @param apply books the transaction.
 */
export function flowOf(one: LiveTransaction, book: ValuedBook, apply: () => void): Wide {
  const { transaction } = one;
  if (transaction.verb !== 'transfer-securities' && transaction.verb !== 'opening-position') {
    apply();
    return cashFlowOf(one, book);
  }
  const { instrument, tradeDay } = transaction;
  const worth = (): Wide =>
    book.holdings.reduce(
      (sum, holding) => (holding.instrument === instrument ? widePlus(sum, book.holdingValue(holding, tradeDay)) : sum),
      WIDE_ZERO
    );
  const before = worth();
  apply();
  return wideMinus(worth(), before);
}
