import type { InstrumentId } from '$lib/domain/instruments';
import { currencyFromCode, type CurrencyCode } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import { peggedTo } from '../../values/stablecoins';

// What exchanges for crypto take as money. Not every code of ISO 4217: MTL, ERN, TOP and others are coins there.
const fiat = new Set(
  'EUR USD GBP CHF AUD CAD JPY BRL TRY RUB UAH NGN PLN CZK RON HUF BGN SEK NOK DKK ISK ZAR MXN ARS COP PEN INR IDR VND THB PHP SGD HKD KRW TWD AED SAR KZT NZD ILS KES GHS UGX'.split(
    ' '
  )
);
const quotes = ['USDT', 'USDC', 'DAI', 'BTC', 'ETH', 'BNB'];

/** Currency of a code that is money on an exchange; undefined for a coin. */
export function fiatCurrency(code: string): CurrencyCode | undefined {
  return fiat.has(code.toUpperCase()) ? currencyFromCode(code)?.code : undefined;
}

/** A coin is held like any instrument, in lots; it is never cash. */
export function coinInstrument(sheet: Sheet, code: string): InstrumentId {
  return sheet.instrument({ symbol: code.toUpperCase(), kind: 'crypto' });
}

/**
 * The coin of two in which their trade is stated: a stablecoin, else one of those that exchanges quote in. Never the coin
 * that is traded: against a code that nobody knows there is no quote.
 */
export function quoteCoin(one: string, other: string): CurrencyCode | undefined {
  const best = quotes.find((code) => code === one || code === other) ?? [one, other].find((code) => peggedTo(code));
  return best === undefined ? undefined : currencyFromCode(best)?.code;
}

/** Says the currency of the whole file: the first of these codes that is money. */
export function sayFileCurrency(sheet: Sheet, codes: Iterable<string>): void {
  for (const code of codes) {
    const currency = fiatCurrency(code);
    if (!currency) continue;
    sheet.account({ currency });
    return;
  }
}

/** Coin and currency of a pair such as "BTCUSD" or "ETH-EUR"; undefined when it is none. */
export function coinPair(text: string): { readonly coin: string; readonly quote: CurrencyCode } | undefined {
  const match = /^([A-Z0-9]{2,10}?)[-/]?([A-Z]{3})$/.exec(text.trim().toUpperCase());
  const coin = match && currencyFromCode(match[1] ?? '');
  const quote = match && currencyFromCode(match[2] ?? '');
  return coin?.kind === 'crypto' && quote?.kind === 'fiat' ? { coin: coin.code, quote: quote.code } : undefined;
}
