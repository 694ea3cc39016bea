declare const macroBrand: unique symbol;

/** Id of a series that belongs to no instrument: "fred/DGS10", "us-treasury/10Y". */
export type MacroSeriesId = string & { readonly [macroBrand]: true };

/** What a value of a macro series says. Rates and changes are fractions: 0.0425 is 4.25 percent. */
export type MacroUnit = 'fraction' | 'index' | 'currency' | 'count' | 'other';

/** How often a macro series has a value. */
export type MacroFrequency = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';

/** What a macro series is about, where the program reads it: consumer prices deflate, yields discount. */
export type MacroTopic = 'consumer-prices' | 'yield' | 'policy-rate' | 'output' | 'volatility' | 'commodity' | 'other';

/** A series of the economy. `days` ascend strictly and name the first day of a period longer than a day; no NaN. */
export interface MacroSeries {
  readonly id: MacroSeriesId;
  readonly title: string;
  readonly topic: MacroTopic;
  readonly unit: MacroUnit;
  readonly frequency: MacroFrequency;
  /** Country or currency area it is about, as ISO code: "US", "EUR". */
  readonly area?: string;
  /** Term in months of a yield. */
  readonly months?: number;
  readonly source: string;
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** Id from text. @throws RangeError when it is empty. */
export function macroSeriesId(text: string): MacroSeriesId {
  if (text === '') throw new RangeError('a macro series id cannot be empty');
  return text as MacroSeriesId;
}
