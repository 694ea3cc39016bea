import { instrumentId } from '$lib/domain/instruments';
import {
  macroSeriesId,
  type Adjustment,
  type MacroSeries,
  type PriceSeries,
  type QuoteUnit,
  type RateSeries
} from '$lib/domain/market';
import { currencyCode, type CurrencyCode } from '$lib/domain/money';
import { parquetFile } from './file';
import { longColumns, longSeries, type LongSeries, type LongShape } from './long-series';
import { ParquetRefusal, type ParquetProblem } from './problem';

type WithOrigins<S> = S & { readonly origins?: Uint8Array | undefined };

/** What a Parquet file holds, or why none of it is used. */
export type ParquetReading<S> =
  | { readonly status: 'read'; readonly series: WithOrigins<S>[] }
  | { readonly status: 'refused'; readonly problems: readonly ParquetProblem[] };

const adjustments = ['none', 'splits', 'dividends', 'total-return'] as const satisfies readonly Adjustment[];
const units = ['currency', 'hundredth', 'percent-of-par'] as const satisfies readonly QuoteUnit[];
const source = { name: 'source', kind: 'text', fallback: 'file' } as const;

const priceShape: LongShape = {
  words: [
    { name: 'instrument', kind: 'text', key: true },
    { name: 'currency', kind: 'text' },
    { name: 'adjustment', kind: 'text', fallback: 'none', among: adjustments },
    { name: 'unit', kind: 'text', fallback: 'currency', among: units },
    source
  ],
  value: 'close'
};

/** Closes in the long form: instrument, currency, adjustment, unit, source, day, close, origin; a row for each close. */
export function parquetOfPrices(series: readonly WithOrigins<PriceSeries>[]): Uint8Array<ArrayBuffer> {
  const long = series.map(({ instrument, currency, adjustment, quoteUnit, source: from, ...run }) => ({
    words: { instrument, currency, adjustment, unit: quoteUnit, source: from },
    ...run
  }));
  return parquetFile(longColumns(priceShape, long));
}

/**
 * Closes of a Parquet file in the long form. It must have instrument, day, close and currency; without adjustment, unit,
 * source and origin its closes are raw quotes in the currency, imported. Rows may lie in any order.
 */
export function pricesFromParquet(bytes: Uint8Array): Promise<ParquetReading<PriceSeries>> {
  return reading(bytes, priceShape, ({ words, ...run }) => ({
    instrument: instrumentId(textOf(words['instrument'])),
    currency: codeOf(words['currency'], 'currency'),
    adjustment: textOf(words['adjustment']) as Adjustment,
    quoteUnit: textOf(words['unit']) as QuoteUnit,
    source: textOf(words['source']),
    revision: 1,
    ...run
  }));
}

const rateShape: LongShape = {
  words: [{ name: 'base', kind: 'text', key: true }, { name: 'quote', kind: 'text', key: true }, source],
  value: 'rate'
};

/** Exchange rates in the long form: base, quote, source, day, rate, origin. */
export function parquetOfRates(series: readonly WithOrigins<RateSeries>[]): Uint8Array<ArrayBuffer> {
  const long = series.map(({ base, quote, source: from, ...run }) => ({
    words: { base, quote, source: from },
    ...run
  }));
  return parquetFile(longColumns(rateShape, long));
}

/** Exchange rates of a Parquet file in the long form; it must have base, quote, day and rate. */
export function ratesFromParquet(bytes: Uint8Array): Promise<ParquetReading<RateSeries>> {
  return reading(bytes, rateShape, ({ words, ...run }) => ({
    base: codeOf(words['base'], 'base'),
    quote: codeOf(words['quote'], 'quote'),
    source: textOf(words['source']),
    ...run
  }));
}

const macroShape: LongShape = {
  words: [
    { name: 'id', kind: 'text', key: true },
    { name: 'title', kind: 'text', optional: true },
    {
      ...{ name: 'topic', kind: 'text', fallback: 'other' },
      among: [
        'consumer-prices',
        'yield',
        'policy-rate',
        'output',
        'volatility',
        'commodity',
        'other'
      ] satisfies MacroSeries['topic'][]
    },
    {
      ...{ name: 'unit', kind: 'text', fallback: 'other' },
      among: ['fraction', 'index', 'currency', 'count', 'other'] satisfies MacroSeries['unit'][]
    },
    {
      ...{ name: 'frequency', kind: 'text' },
      among: ['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] satisfies MacroSeries['frequency'][]
    },
    { name: 'area', kind: 'text', optional: true },
    { name: 'months', kind: 'count', optional: true },
    source
  ],
  value: 'value'
};

/** Macro series in the long form: id, title, topic, unit, frequency, area, months, source, day, value, origin. */
export function parquetOfMacro(series: readonly WithOrigins<MacroSeries>[]): Uint8Array<ArrayBuffer> {
  const long = series.map(({ days, values, origins, ...words }) => ({ words: { ...words }, days, values, origins }));
  return parquetFile(longColumns(macroShape, long));
}

/** Macro series of a Parquet file in the long form; it must have id, frequency, day and value. */
export function macroFromParquet(bytes: Uint8Array): Promise<ParquetReading<MacroSeries>> {
  return reading(bytes, macroShape, ({ words, ...run }) => ({
    id: macroSeriesId(textOf(words['id'])),
    title: textOf(words['title'] ?? words['id']),
    topic: textOf(words['topic']) as MacroSeries['topic'],
    unit: textOf(words['unit']) as MacroSeries['unit'],
    frequency: textOf(words['frequency']) as MacroSeries['frequency'],
    ...(words['area'] === undefined ? {} : { area: textOf(words['area']) }),
    ...(words['months'] === undefined ? {} : { months: Number(words['months']) }),
    source: textOf(words['source']),
    ...run
  }));
}

async function reading<S>(
  bytes: Uint8Array,
  shape: LongShape,
  typed: (one: LongSeries) => WithOrigins<S>
): Promise<ParquetReading<S>> {
  try {
    return { status: 'read', series: (await longSeries(bytes, shape)).map(typed) };
  } catch (error) {
    if (error instanceof ParquetRefusal) return { status: 'refused', problems: error.problems };
    throw error;
  }
}

const textOf = (word: string | number | undefined): string => String(word ?? '');

function codeOf(word: string | number | undefined, column: string): CurrencyCode {
  try {
    return currencyCode(textOf(word));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const text = `“${textOf(word)}” in “${column}” is no code of a currency.`;
    throw new ParquetRefusal([{ code: 'bad-value', column, text }]);
  }
}
