import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';

/** A trade that was made: purchases above zero, price of a share and cost in the currency of the market where known. */
export interface ReplayTrade {
  readonly day: Day;
  readonly instrument: InstrumentId;
  readonly quantity: number;
  readonly price?: number;
  readonly cost?: number;
}

/**
 * The one rule that is changed. delay: by trading days, at the market's price then. deposits-into: no trade of one's own,
 * each deposit buys the instrument and each withdrawal sells it. rebalance-yearly: on the first free trading day of each
 * year what is held is brought back to the shares in which money was put into it.
 */
export type ReplayChange =
  | { readonly change: 'never-sell' }
  | { readonly change: 'delay'; readonly days: number }
  | { readonly change: 'deposits-into'; readonly instrument: InstrumentId }
  | { readonly change: 'rebalance-yearly' }
  | { readonly change: 'no-costs' }
  | { readonly change: 'skip'; readonly instrument: InstrumentId };

/** The trades that a change leaves, in order of time. @throws RangeError on quantities and delays that make no sense. */
export function changedTrades(trades: readonly ReplayTrade[], change: ReplayChange | undefined): ReplayTrade[] {
  for (const { instrument, quantity } of trades) {
    if (!Number.isFinite(quantity)) throw new RangeError(`quantity of ${instrument}: ${quantity}`);
  }
  if (change?.change === 'delay' && !(Number.isInteger(change.days) && change.days >= 1)) {
    throw new RangeError(`delay: ${change.days} days`);
  }
  return trades
    .filter(({ instrument, quantity }) => {
      if (change?.change === 'never-sell') return quantity > 0;
      return change?.change !== 'skip' || instrument !== change.instrument;
    })
    .map((trade, at) => ({ trade, at }))
    .sort((a, b) => a.trade.day - b.trade.day || a.at - b.at)
    .map(({ trade }) => trade);
}
