import type { Instrument } from '$lib/domain/instruments';
import { plainSymbol, type FoundListing } from '$lib/services/instrument-list';
import { newest } from './rows';

/**
 * The instrument of the portfolio that a listing of a source is: the one that bears its name at that source; else of its ISIN
 * and currency; else of its symbol, currency and exchange, as far as both say them. Undefined when none is.
 */
export function knownAs(
  instruments: readonly Instrument[],
  source: string,
  listing: FoundListing
): Instrument | undefined {
  const { symbol, isin, currency, exchange } = listing;
  const agrees = (one: Instrument): boolean =>
    (currency === undefined || one.currency === currency) &&
    (exchange === undefined || one.exchange === undefined || one.exchange === exchange);
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
