import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { inLedgerOrder, instrumentsOf, postingsOf, type EventId, type LiveTransaction } from '$lib/domain/ledger';
import type { CurrencyCode, Decimal } from '$lib/domain/money';
import { includesAccount } from '$lib/domain/portfolio';
import type { Original } from '$lib/quant/explanation';
import { holdings, type Holdings } from '../holdings';
import { marketBook, type MarketBook, type ValuationInput } from '../market';
import { ValuedBook } from '../worth';

/** A valuation as its figures are explained from. */
export interface ExplainContext {
  readonly input: ValuationInput;
  /** In ledger order. */
  readonly live: readonly LiveTransaction[];
  readonly market: MarketBook;
  /** On the last day of the period. */
  readonly held: Holdings;
}

/** The context of an input. */
export function explainContext(input: ValuationInput): ExplainContext {
  const live = inLedgerOrder(input.transactions);
  return { input, live, market: marketBook(input, live), held: holdings(input, input.period.end) };
}

/** Events up to the last day that moved units of an instrument in the accounts of the filter. */
export function movingEvents({ live, input }: ExplainContext, instrument: InstrumentId): EventId[] {
  const { fold } = new ValuedBook([], input.filter, marketBook(input, []));
  const own = live.filter(
    ({ transaction }) => transaction.tradeDay <= input.period.end && instrumentsOf(transaction).includes(instrument)
  );
  return own.flatMap((one) => {
    const moves = postingsOf(one.event, one.transaction, fold.quantity).some(
      ({ side, account, commodity }) =>
        side === 'position' &&
        commodity.kind === 'instrument' &&
        commodity.id === instrument &&
        includesAccount(input.filter, account)
    );
    fold.apply(one);
    return moves ? [one.event] : [];
  });
}

/** The amount an input stood at, and its rate; nothing for the base currency. */
export function originalOf(
  { market, input }: ExplainContext,
  currency: CurrencyCode,
  day: Day,
  amount?: Decimal
): { from?: Original } {
  if (currency === input.base) return {};
  const rate = market.rates.rate(currency, day);
  return { from: { currency, rate, day, ...(amount === undefined ? {} : { amount }) } };
}
