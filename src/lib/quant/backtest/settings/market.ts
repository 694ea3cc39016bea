import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';

/** Cash paid for a share on its ex-day, in the currency of the prices; a share sold short pays it. */
export interface DividendPayment {
  readonly instrument: InstrumentId;
  readonly day: Day;
  readonly perShare: number;
}

/** New shares for an old one, before the open of the day. */
export interface ShareSplit {
  readonly instrument: InstrumentId;
  readonly day: Day;
  readonly ratio: number;
}

/** The end of an instrument: its holder gets the last price times 1 + return at that day's close. */
export interface Delisting {
  readonly instrument: InstrumentId;
  readonly day: Day;
  /** -1 when nothing is left. */
  readonly delistingReturn: number;
}

/**
 * What a strategy is run on. Closes as a panel in one currency, missing NaN; days before the run's start are history
 * that strategies may look at. Opens, volumes (shares) and figures have the shape of the panel's values. Dividends are
 * given only where closes do not contain them, splits only where closes are as quoted.
 */
export interface BacktestMarket {
  readonly closes: Panel;
  readonly opens?: Float64Array;
  readonly volumes?: Float64Array;
  /** Yields, scores and other figures, known at the close of their day. */
  readonly figures?: Readonly<Record<string, Float64Array>>;
  readonly dividends?: readonly DividendPayment[];
  readonly splits?: readonly ShareSplit[];
  readonly delistings?: readonly Delisting[];
}
