import type { Instrument } from '$lib/domain/instruments';

/** How a source writes symbols. */
export interface SymbolManner {
  /** Id of the source. */
  readonly source: string;
  /** Written before or after the symbol of a listing, by ISO 10383 market code; a market that is not here is not known there. */
  readonly markets: Readonly<Record<string, (symbol: string) => string>>;
  /** Between the letters of a company and of its class of shares: "BRK-B". */
  readonly classMark: '-' | '.' | '/';
  /** A coin in a currency; absent where the source has none. */
  readonly coin?: (coin: string, currency: string) => string | undefined;
}

const american = 'XNYS XNAS XNGS XNMS XNCM ARCX XASE BATS IEXG'.split(' ');

/** Markets of the United States of one way of writing. */
export function americanMarkets(write: (symbol: string) => string = (symbol) => symbol): SymbolManner['markets'] {
  return Object.fromEntries(american.map((code) => [code, write]));
}

/** Markets written as an ending, from "XETR:DE XLON:L". Hong Kong's numbers get the four digits that sources write. */
export function endings(text: string, mark = '.'): SymbolManner['markets'] {
  return Object.fromEntries(
    text.split(' ').map((entry) => {
      const [code = '', ending = ''] = entry.split(':');
      const digits = code === 'XHKG' ? 4 : 0;
      return [code, (symbol: string) => `${digits ? fourDigits(symbol) : symbol}${mark}${ending}`];
    })
  );
}

/**
 * What a source calls an instrument: the symbol that a person or a search has set for it, else made of symbol and market.
 * A symbol in dollars without a market is taken as American, as every source takes a bare symbol, unless its ISIN or country
 * says otherwise. Options, bonds, indices and what has no symbol cannot be known.
 */
export function symbolBy(manner: SymbolManner, instrument: Instrument): string | undefined {
  const own = instrument.sourceSymbols?.[manner.source]?.trim();
  if (own) return own;
  const symbol = newestSymbol(instrument);
  if (symbol === undefined) return undefined;
  if (instrument.kind === 'crypto') return manner.coin?.(symbol, instrument.currency);
  if (instrument.kind !== 'equity' && instrument.kind !== 'fund') return undefined;
  const market = instrument.exchange ?? (mayBeAmerican(instrument) ? 'XNYS' : undefined);
  return market === undefined ? undefined : manner.markets[market]?.(withClass(symbol, manner.classMark));
}

function newestSymbol({ identifiers }: Instrument): string | undefined {
  const text = identifiers
    .filter(({ scheme }) => scheme === 'symbol')
    .at(-1)
    ?.value.trim()
    .toUpperCase();
  return text === undefined || !/^[A-Z0-9][A-Z0-9.\-/ ]{0,19}$/.test(text) ? undefined : text;
}

function mayBeAmerican({ currency, country, identifiers }: Instrument): boolean {
  const isin = identifiers.find(({ scheme }) => scheme === 'isin')?.value;
  return (
    currency === 'USD' &&
    (country === undefined || country === 'US') &&
    (isin === undefined || isin.toUpperCase().startsWith('US'))
  );
}

function withClass(symbol: string, mark: string): string {
  return symbol.replace(/^([A-Z0-9]+)[.\-/ ]([A-Z])$/, `$1${mark}$2`);
}

function fourDigits(symbol: string): string {
  return /^\d+$/.test(symbol) ? String(Number(symbol)).padStart(4, '0') : symbol;
}
