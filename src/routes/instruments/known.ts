import type { Instrument } from '$lib/domain/instruments';
import { plainSymbol, type FoundListing } from '$lib/services/instrument-list';
import { newest } from './rows';

/**
 * The instrument of the portfolio that a listing of a source is: the one that bears its name at that source; else of its ISIN
 * or symbol, its currency and, as far as both say it, its exchange; of the exchange alone where the source says no currency.
 * Undefined when none is.
 */
export function knownAs(
  instruments: readonly Instrument[],
  source: string,
  listing: FoundListing
): Instrument | undefined {
  const { symbol, isin, currency, exchange } = listing;
  const agrees = (one: Instrument): boolean => {
    const sameMarket = exchange !== undefined && one.exchange === exchange;
    if (currency === undefined) return sameMarket;
    return one.currency === currency && (sameMarket || exchange === undefined || one.exchange === undefined);
  };
  const plain = plainSymbol(symbol).toUpperCase();
  const isAlike = (one: Instrument): boolean => {
    const own = newest(one, 'isin').toUpperCase();
    if (isin !== undefined && own !== '') return own === isin.toUpperCase();
    return newest(one, 'symbol').toUpperCase() === plain;
  };
  return (
    instruments.find((one) => one.sourceSymbols?.[source] === symbol) ??
    instruments.find((one) => agrees(one) && isAlike(one))
  );
}
