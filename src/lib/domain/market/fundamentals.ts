import type { InstrumentId } from '../instruments';

/** Figures of a company or fund as a source told them on a day; money is in `currency`, ratios and yields are fractions or multiples. */
export interface Fundamentals {
  readonly instrument: InstrumentId;
  readonly source: string;
  /** Day on which the source was asked. */
  readonly asOf: number;
  readonly currency?: string;
  readonly name?: string;
  readonly sector?: string;
  readonly industry?: string;
  readonly country?: string;
  readonly marketCapitalization?: number;
  readonly sharesOutstanding?: number;
  readonly priceToEarnings?: number;
  readonly priceToBook?: number;
  readonly dividendYield?: number;
  readonly earningsPerShare?: number;
  readonly beta?: number;
  /** Days on which earnings are announced, past or to come, ascending. */
  readonly earningsDays?: readonly number[];
}

/** A piece of news as a source listed it. */
export interface NewsItem {
  readonly id: string;
  readonly instruments: readonly InstrumentId[];
  readonly title: string;
  readonly url: string;
  readonly publisher: string;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
  readonly language?: string;
  readonly source: string;
}
