import type { InstrumentId } from '../instruments';
import type { CurrencyCode } from '../money';
import type { SplitRatio } from './series';

/** A distribution as the market announced it: `amount` in the currency for one unit as it was on the ex-day. */
export interface AnnouncedDividend {
  readonly day: number;
  readonly amount: number;
  readonly currency: CurrencyCode;
}

/** Splits and dividends of one instrument as sources tell them: facts of the market, not postings of the ledger. Ascending days. */
export interface MarketEvents {
  readonly instrument: InstrumentId;
  readonly source: string;
  readonly splits: readonly SplitRatio[];
  readonly dividends: readonly AnnouncedDividend[];
}
