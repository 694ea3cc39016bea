import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';

/** What the running strategy holds, at the last close it can see. */
export interface HeldPortfolio {
  /** Cash and positions together. */
  readonly value: number;
  readonly cash: number;
  /** Fractions of the value, by instrument; short positions are negative. */
  readonly weights: Float64Array;
  /** Greatest value so far, deposits and withdrawals taken out. */
  readonly peak: number;
  /** Value at the start of the run, deposits and withdrawals since then added. */
  readonly invested: number;
}

/**
 * What a strategy sees when it is asked: closes of days before the one on which it trades, and no others. The arrays
 * belong to the window and hold nothing later: what has not happened is not in memory. They are valid until the
 * answer is given. Columns are the instruments of the run; missing prices are NaN.
 */
export interface Window {
  readonly instruments: readonly InstrumentId[];
  /** Days with closes, ascending, from before the run's start where the market has them. */
  readonly days: Int32Array;
  /** Day on which the answer is traded, unless the lag is longer: the calendar is no secret. */
  readonly tradingDay: Day;
  /** First day of the run. */
  readonly start: Day;
  /** Closes of a column, one a day of `days`, adjusted for splits that have happened. */
  readonly closes: (column: number) => Float64Array;
  /** Figures of a name, one a day of `days`, known at that day's close; undefined where the market brings none. */
  readonly figures: (name: string, column: number) => Float64Array | undefined;
  readonly held: HeldPortfolio;
}
