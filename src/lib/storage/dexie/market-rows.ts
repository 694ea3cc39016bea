import type { InstrumentId } from '$lib/domain/instruments';
import type { Adjustment, MacroSeries, MacroSeriesId, QuoteUnit } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import type { YearPart } from './year-parts';

/** What is known of a series without reading its values. */
export interface SeriesExtent {
  readonly source: string;
  readonly revision: number;
  readonly years: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

export interface PriceHeader extends SeriesExtent {
  readonly instrument: InstrumentId;
  readonly currency: CurrencyCode;
  readonly adjustment: Adjustment;
  readonly quoteUnit: QuoteUnit;
}

export interface RateHeader extends SeriesExtent {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
}

export interface MacroYear extends YearPart {
  readonly id: MacroSeriesId;
}

export interface MacroHeader extends SeriesExtent, Omit<MacroSeries, 'days' | 'values'> {}

/**
 * What a source gives beside closes, by year; the days are those of the year's closes that it has. NaN where it gives nothing.
 * Bars of another kind than the series of closes are kept, but not served with it.
 */
export interface BarYear {
  readonly instrument: InstrumentId;
  readonly year: number;
  readonly currency: CurrencyCode;
  readonly adjustment: Adjustment;
  readonly quoteUnit: QuoteUnit;
  readonly source: string;
  readonly days: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly volume: Float64Array;
}

/** A year of a series as a second source tells it: kept to be compared, not served. */
export interface OpinionYear extends YearPart {
  readonly kind: 'prices' | 'rates';
  /** The instrument, or base and quote as "EUR/USD". */
  readonly key: string;
  readonly source: string;
}

/** What a write changed in a series, so that it can be read as it was known on an earlier day. */
export interface Revision {
  readonly number?: number;
  readonly kind: 'prices' | 'rates' | 'macro';
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly source: string;
  /** Days that had another value, and that value. */
  readonly days: Int32Array;
  readonly before: Float64Array;
  /** First and last days of runs that were not known before, one pair after the other. */
  readonly added: Int32Array;
  /** What the series was before, where the write made it one of another kind or took it away. */
  readonly was?: PriceHeader | RateHeader | MacroHeader;
}

/** A value that was mended: by a check in repair mode, or by hand. */
export interface RepairRecord {
  readonly id: string;
  readonly kind: 'prices' | 'rates' | 'macro';
  readonly key: string;
  readonly day: number;
  /** NaN where there was none. */
  readonly before: number;
  /** NaN where the value was taken out. */
  readonly after: number;
  /** Code of the check, or "hand". */
  readonly why: string;
  readonly at: number;
}

/** One piece of a fetch that survives the tab. */
export interface FetchTask {
  readonly id: string;
  readonly kind: 'prices' | 'rates' | 'macro' | 'yields' | 'events' | 'fundamentals' | 'factors' | 'news';
  /** The instrument, the pair, the macro series, the set. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Sources in the order in which they are asked. */
  readonly sources: readonly string[];
  readonly state: 'waiting' | 'done' | 'failed';
  readonly tries: number;
  readonly createdAt: number;
  readonly finishedAt?: number;
  readonly note?: string;
  /** Fetched to be compared with what is served, not to be served. */
  readonly opinion?: boolean;
}

/** A query or a notebook that a person keeps. */
export interface KeptDocument {
  readonly id: string;
  readonly kind: 'query' | 'notebook';
  readonly title: string;
  readonly changedAt: number;
  readonly content: unknown;
}
