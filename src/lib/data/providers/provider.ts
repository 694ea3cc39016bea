import type { Day } from '$lib/domain/calendar';
import type { Instrument } from '$lib/domain/instruments';
import type { Adjustment, FactorSeries, Fundamentals, MacroSeries, NewsItem, QuoteUnit } from '$lib/domain/market';

/** What a source of market data can be asked for. */
export type DataKind =
  'prices' | 'rates' | 'events' | 'fundamentals' | 'macro' | 'yields' | 'factors' | 'news' | 'search';

/** One question to a source. Days are inclusive; `symbol` is what the source calls the instrument. */
export type MarketQuestion =
  | {
      readonly kind: 'prices';
      readonly symbol: string;
      readonly instrument?: Instrument;
      readonly from: Day;
      readonly to: Day;
    }
  | { readonly kind: 'rates'; readonly base: string; readonly quote: string; readonly from: Day; readonly to: Day }
  | { readonly kind: 'events'; readonly symbol: string; readonly from: Day; readonly to: Day }
  | { readonly kind: 'fundamentals'; readonly symbol: string }
  | { readonly kind: 'macro'; readonly series: string; readonly from: Day; readonly to: Day }
  | { readonly kind: 'yields'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'factors'; readonly set: string }
  | { readonly kind: 'news'; readonly words: string; readonly from: Day }
  | { readonly kind: 'search'; readonly words: string };

/** Question of one kind. */
export type QuestionOf<K extends DataKind> = Extract<MarketQuestion, { kind: K }>;

/** Bars as a source gives them; arrays of one length, days ascending strictly, NaN for a figure it does not give. Closes are never NaN. */
export interface FetchedBars {
  readonly days: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** A listing that a source found by name, symbol or ISIN. */
export interface FoundListing {
  readonly symbol: string;
  readonly name: string;
  readonly kind?: Instrument['kind'];
  readonly currency?: string;
  /** ISO 10383 market code where the source says it. */
  readonly exchange?: string;
  readonly isin?: string;
  readonly country?: string;
}

/** What a source answered. */
export type MarketAnswer =
  | {
      readonly kind: 'prices';
      readonly bars: FetchedBars;
      readonly adjustment: Adjustment;
      readonly quoteUnit: QuoteUnit;
      /** ISO code as the source says it. */
      readonly currency?: string;
      readonly splits?: readonly FetchedSplit[];
      readonly dividends?: readonly FetchedDividend[];
    }
  | { readonly kind: 'rates'; readonly days: Int32Array; readonly values: Float64Array }
  | {
      readonly kind: 'events';
      readonly splits: readonly FetchedSplit[];
      readonly dividends: readonly FetchedDividend[];
    }
  | { readonly kind: 'fundamentals'; readonly figures: Omit<Fundamentals, 'instrument' | 'source' | 'asOf'> }
  | { readonly kind: 'macro'; readonly series: readonly Omit<MacroSeries, 'source'>[] }
  | { readonly kind: 'yields'; readonly series: readonly Omit<MacroSeries, 'source'>[] }
  | { readonly kind: 'factors'; readonly factors: FactorSeries }
  | { readonly kind: 'news'; readonly items: readonly Omit<NewsItem, 'instruments' | 'source'>[] }
  | { readonly kind: 'search'; readonly listings: readonly FoundListing[] };

export interface FetchedSplit {
  readonly day: number;
  readonly numerator: number;
  readonly denominator: number;
}

export interface FetchedDividend {
  readonly day: number;
  readonly amount: number;
  readonly currency?: string;
}

/** What a source is reached with. Fields of keys are named by {@link Provider.keyFields}. */
export interface Access {
  readonly keys: Readonly<Record<string, string>>;
}

/** A request. GET without headers wherever a source allows it: such a request needs no preflight. */
export interface ProviderRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set for the few that are asked by POST. */
  readonly body?: string;
}

/** A reply as it came, whole. `text` is decoded; `bytes` are there for archives. */
export interface ProviderReply {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter?: string;
  readonly text: string;
  readonly bytes?: Uint8Array;
  /** When it came, in milliseconds since 1970: a candle of a day that was not over by then is left out. */
  readonly receivedAt?: number;
}

/** Why a source will not answer, whatever one waits. */
export type RefusalCode = 'key' | 'plan' | 'unknown-symbol' | 'nothing-in-range' | 'bad-question' | 'other';

/** What a reply says. Nothing is guessed: a reply that does not have the documented shape is malformed. */
export type ProviderReading =
  /** `text` says what of the reply was left out, and why. */
  | {
      readonly status: 'answered';
      readonly answer: MarketAnswer;
      readonly next?: ProviderRequest;
      readonly text?: string;
    }
  /** Asked too often; `seconds` as the source says, absent where it does not. */
  | { readonly status: 'throttled'; readonly seconds?: number; readonly text?: string }
  | { readonly status: 'refused'; readonly code: RefusalCode; readonly text: string }
  /** The source failed and may answer later. */
  | { readonly status: 'failed'; readonly text: string }
  /** Where the reply leaves the documented shape: a path and what was found there. */
  | { readonly status: 'malformed'; readonly path: string; readonly text: string };

/** At most `calls` within `seconds`. */
export interface RateLimit {
  readonly calls: number;
  readonly seconds: number;
}

/** Whether pages may call a source: it sends CORS headers, it does not, or nobody has said. */
export type BrowserAccess = 'yes' | 'no' | 'unknown';

/** One field of a key. */
export interface KeyField {
  readonly id: string;
  readonly label: string;
}

/** A source of market data: what it has, what it asks for, how it is asked and read. Pure: it neither fetches nor waits. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly homepage: string;
  /** Page of the documentation its shape was taken from, and the day on which that was read. */
  readonly documentation: { readonly page: string; readonly readOn: string };
  readonly kinds: readonly DataKind[];
  /** Origins that must be allowed before it can be asked: "https://api.twelvedata.com". */
  readonly origins: readonly string[];
  readonly browser: BrowserAccess;
  readonly key: 'none' | 'optional' | 'required';
  readonly keyFields: readonly KeyField[];
  /** Of its free tier, all of which hold at once. A person may raise them. */
  readonly limits: readonly RateLimit[];
  /** Requests that may be under way at once. */
  readonly parallel: number;
  /** Longest span in days that one request covers; absent where there is no limit. */
  readonly spanDays?: number;
  /** False for what a person brings as files: it stands in the order of sources but cannot be asked. */
  readonly asked?: false;
  /** What it calls an instrument, undefined where it cannot be known. */
  symbolOf?(instrument: Instrument): string | undefined;
  /** First request of a question; undefined when the source has no such data. */
  ask(question: MarketQuestion, access: Access): ProviderRequest | undefined;
  /**
   * What the reply to a request says. `soFar` is what earlier pages answered, to be carried on; `access` is what the first
   * request was asked with, and what a next one needs.
   */
  read(question: MarketQuestion, reply: ProviderReply, soFar?: MarketAnswer, access?: Access): ProviderReading;
}
