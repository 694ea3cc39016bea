import { instrumentId } from '$lib/domain/instruments';
import { macroSeriesId } from '$lib/domain/market';
import { currencyCode, type CurrencyCode } from '$lib/domain/money';

/** A series of a vault by its kind and key: the instrument, "EUR/USD", or the macro series. */
export interface SeriesId {
  readonly kind: 'prices' | 'rates' | 'macro';
  readonly key: string;
}

/** One text for a series. */
export const seriesText = ({ kind, key }: SeriesId): string => `${kind} ${key}`;

/** Instrument of a series of prices. */
export const instrumentOf = ({ key }: SeriesId) => instrumentId(key);

/** Pair of a series of rates. @throws RangeError when it names no two currencies. */
export function pairOf({ key }: SeriesId): { readonly base: CurrencyCode; readonly quote: CurrencyCode } {
  const [base = '', quote = ''] = key.split('/');
  return { base: currencyCode(base), quote: currencyCode(quote) };
}

/** Id of a macro series. */
export const macroOf = ({ key }: SeriesId) => macroSeriesId(key);
