import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import {
  inLedgerOrder,
  instrumentsOf,
  ledgerFold,
  postingsOf,
  type AccountId,
  type EventId,
  type LiveTransaction,
  type Posting,
  type RealisedGain,
  type Verb
} from '$lib/domain/ledger';
import type { PriceSeries, SplitRatio } from '$lib/domain/market';
import { absolute, add, divide, negate, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { includesAccount } from '$lib/domain/portfolio';
import { holdings, type HoldingRow } from './holdings';
import { marketBook, type ValuationInput } from './market';
import { profitSplit, type ProfitSplit } from './profit';
import { positionReturns, type ReturnSummary } from './return-summary';
import { valueHistory, type ValueHistory } from './worth';

/** What one event did to an instrument in one account. Amounts in `currency`. */
export interface InstrumentEvent {
  readonly event: EventId;
  readonly day: Day;
  readonly verb: Verb;
  readonly account: AccountId;
  /** Units that came; negative when they went; zero when none did. */
  readonly units: Decimal;
  /** Units held in the account after it. */
  readonly held: Decimal;
  readonly currency?: CurrencyCode;
  /** Paid for the instrument; negative was received for it. Costs apart. */
  readonly paid: Decimal;
  readonly income: Decimal;
  readonly fees: Decimal;
  readonly taxes: Decimal;
  /** Paid or received per unit moved, multiplier included. */
  readonly price?: Decimal;
}

/** Everything the ledger and the market say of one instrument in a portfolio. */
export interface InstrumentRecord {
  readonly instrument: InstrumentId;
  /** Series the valuation uses, as it is stored. */
  readonly prices?: PriceSeries;
  readonly splits: readonly SplitRatio[];
  /** Oldest first, from the first event on, whatever the period. */
  readonly events: readonly InstrumentEvent[];
  readonly realised: readonly RealisedGain[];
  /** Undefined when nothing is held on the last day. */
  readonly row?: HoldingRow;
  /** Over the period, as a portfolio of this instrument alone. */
  readonly history: ValueHistory;
  readonly split: ProfitSplit;
  readonly returns?: ReturnSummary;
}

/** The record of an instrument over the input's period and accounts. */
export function instrumentRecord(input: ValuationInput, instrument: InstrumentId): InstrumentRecord {
  const own: ValuationInput = { ...input, filter: { ...input.filter, instruments: [instrument] } };
  const live = inLedgerOrder(input.transactions);
  const market = marketBook(input, live);
  const fold = ledgerFold({ lotMethod: market.lotMethod });
  const events: InstrumentEvent[] = [];
  for (const one of live) {
    if (one.transaction.tradeDay > input.period.end) break;
    const legs = postingsOf(one.event, one.transaction, fold.quantity);
    fold.apply(one);
    if (!instrumentsOf(one.transaction).includes(instrument)) continue;
    for (const account of new Set(legs.map((leg) => leg.account)))
      if (includesAccount(input.filter, account))
        events.push(eventOf(one, account, instrument, legs, fold.quantity(account, instrument)));
  }
  const row = holdings(own, input.period.end).rows[0];
  const prices = market.pricesOf(instrument).closes;
  const returns = positionReturns(own)[0];
  return {
    instrument,
    splits: market.splitsOf(instrument),
    events,
    realised: fold.realised.filter(
      (gain) => gain.instrument === instrument && includesAccount(input.filter, gain.account)
    ),
    history: valueHistory(own),
    split: profitSplit(own),
    ...(prices === undefined ? {} : { prices }),
    ...(row === undefined ? {} : { row }),
    ...(returns === undefined ? {} : { returns })
  };
}

function eventOf(
  { event, transaction }: LiveTransaction,
  account: AccountId,
  instrument: InstrumentId,
  legs: readonly Posting[],
  held: Decimal
): InstrumentEvent {
  const own = legs.filter((leg) => leg.account === account && leg.about === instrument);
  const units = total(own, 'position', 'instrument');
  const paid = total(own, 'conversion', 'currency');
  const currency = own.flatMap(({ commodity }) => (commodity.kind === 'currency' ? [commodity.code] : []))[0];
  return {
    event,
    day: transaction.tradeDay,
    verb: transaction.verb,
    account,
    units,
    held,
    paid,
    income: negate(add(total(own, 'dividend', 'currency'), total(own, 'interest', 'currency'))),
    fees: total(own, 'fee', 'currency'),
    taxes: total(own, 'tax', 'currency'),
    ...(currency === undefined ? {} : { currency }),
    ...(units === 0n || paid === 0n ? {} : { price: divide(absolute(paid), absolute(units)) })
  };
}

function total(legs: readonly Posting[], side: Posting['side'], kind: Posting['commodity']['kind']): Decimal {
  return legs.reduce(
    (sum, leg) => (leg.side === side && leg.commodity.kind === kind ? add(sum, leg.quantity) : sum),
    ZERO
  );
}
