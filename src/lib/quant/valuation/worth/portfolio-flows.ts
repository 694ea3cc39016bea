import type { InstrumentId } from '$lib/domain/instruments';
import {
  instrumentsOf,
  postingsOf,
  type LiveTransaction,
  type Posting,
  type Transaction,
  type Verb
} from '$lib/domain/ledger';
import { includesAccount, includesInstrument, type PortfolioFilter } from '$lib/domain/portfolio';
import { givenFor } from './exchange';
import type { ValuedBook } from './valued-book';
import { WIDE_ZERO, wideAmount, wideMinus, widePlus, type Wide } from './wide';

/** What taxes are to a return: a cost of the portfolio, or money withdrawn for them, which makes a return before taxes. */
export type TaxConvention = 'cost' | 'withdrawn';

/**
 * Money that crosses the border of a portfolio with a transaction, at the rates of its trade day; positive comes in. A
 * portfolio of accounts holds cash, so this is what its own legs do not balance. One of named instruments holds none: all
 * that is paid for them comes in, all they pay goes out, with costs.
 */
export function moneyFlow(
  legs: readonly Posting[],
  { filter, market }: ValuedBook,
  taxes: TaxConvention = 'cost'
): Wide {
  let flow = WIDE_ZERO;
  for (const { side, commodity, account, about, tradeDay, quantity } of legs) {
    if (commodity.kind !== 'currency' || !includesAccount(filter, account)) continue;
    if (side === 'tax' && taxes === 'withdrawn') continue;
    const counts =
      filter.instruments === undefined
        ? side !== 'outside' && side !== 'opening'
        : side !== 'cash' && about !== undefined && includesInstrument(filter, about);
    if (counts) flow = widePlus(flow, wideAmount(quantity, market.rates.rate(commodity.code, tradeDay)));
  }
  return flow;
}

/**
 * Verbs whose cash or units can come from outside the accounts of a portfolio or go there. Legs are dear, and most
 * transactions stay inside.
 */
const crosses: Readonly<Record<Verb, boolean>> = {
  deposit: true,
  withdrawal: true,
  'opening-cash': true,
  'opening-position': true,
  'transfer-cash': true,
  'transfer-securities': true,
  'delivery-in': true,
  'delivery-out': true,
  buy: false,
  sell: false,
  'sell-short': false,
  'buy-to-cover': false,
  dividend: false,
  'income-in-kind': false,
  'return-of-capital': false,
  interest: false,
  fee: false,
  tax: false,
  split: false,
  reorganisation: false,
  exchange: false,
  expiry: false,
  exercise: false,
  assignment: false,
  'capital-call': false,
  distribution: false,
  'assert-cash': false,
  'assert-position': false
};

/** True when nothing can cross the border with a transaction. */
export function staysInside({ verb }: Transaction, filter: PortfolioFilter, taxes?: TaxConvention): boolean {
  return filter.instruments === undefined && taxes !== 'withdrawn' && !crosses[verb];
}

/**
 * Worth of all that crosses the border with a transaction. Securities that come from outside, from another account or go
 * there count with what they add to the worth of the portfolio at the closes of the day; those that instruments of the
 * portfolio turn into, and those they come from, with the worth that was given for them.
 * @param apply books the transaction.
 */
export function flowOf(one: LiveTransaction, book: ValuedBook, apply: () => void, taxes?: TaxConvention): Wide {
  if (staysInside(one.transaction, book.filter, taxes)) {
    apply();
    return WIDE_ZERO;
  }
  const legs = postingsOf(one.event, one.transaction, book.fold.quantity);
  const moved = inKind(legs, book.filter);
  const before = moved && worthOf(moved, one, book);
  const money = moneyFlow(legs, book, taxes);
  const exchanged = book.filter.instruments === undefined ? undefined : exchangesOf(one, legs, book);
  apply();
  const kind = moved && before !== undefined ? wideMinus(worthOf(moved, one, book), before) : WIDE_ZERO;
  const total = widePlus(money, kind);
  return exchanged ? exchanged().reduce<Wide>((sum, each) => widePlus(sum, each), total) : total;
}

/** The instrument of which units come from outside or another account, or go there. */
function inKind(legs: readonly Posting[], filter: PortfolioFilter): InstrumentId | undefined {
  const [first] = legs;
  for (const { side, commodity, account } of legs) {
    if (commodity.kind !== 'instrument') continue;
    const isElsewhere = side === 'outside' || side === 'opening' || account !== first?.account;
    if (isElsewhere && includesInstrument(filter, commodity.id)) return commodity.id;
  }
  return undefined;
}

function worthOf(instrument: InstrumentId, { transaction }: LiveTransaction, book: ValuedBook): Wide {
  return book.holdings.reduce(
    (sum, holding) =>
      holding.instrument === instrument ? widePlus(sum, book.holdingValue(holding, transaction.tradeDay)) : sum,
    WIDE_ZERO
  );
}

/** Worth between instruments inside and outside the portfolio, to be asked for once the transaction is booked. */
function exchangesOf(one: LiveTransaction, legs: readonly Posting[], book: ValuedBook): (() => Wide[]) | undefined {
  const { transaction } = one;
  const { filter, market, fold } = book;
  if (!('instrument' in transaction) || transaction.instrument === undefined) return undefined;
  if (!includesAccount(filter, transaction.account)) return undefined;
  const { account, instrument, tradeDay: day } = transaction;
  const isInside = includesInstrument(filter, instrument);
  const others = [...new Set(instrumentsOf(transaction))].filter(
    (other) =>
      other !== instrument &&
      includesInstrument(filter, other) !== isInside &&
      legs.some(({ commodity }) => commodity.kind === 'instrument' && commodity.id === other)
  );
  if (others.length === 0) return undefined;
  const atCost = (other: InstrumentId): Wide =>
    fold.holdings.reduce(
      (sum, holding) =>
        holding.account === account && holding.instrument === other
          ? widePlus(sum, book.holdingValue(holding, day))
          : sum,
      WIDE_ZERO
    );
  const before = others.map(atCost);
  return () =>
    others.map((other, at) => {
      const given =
        givenFor(other, account, { day, legs }, market) ?? wideMinus(atCost(other), before[at] ?? WIDE_ZERO);
      return isInside ? wideMinus(WIDE_ZERO, given) : given;
    });
}
