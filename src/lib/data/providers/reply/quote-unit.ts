import type { Instrument } from '$lib/domain/instruments';
import type { QuoteUnit } from '$lib/domain/market';
import type { FetchedDividend } from '../provider';

const hundredths: Readonly<Record<string, string>> = {
  GBp: 'GBP',
  GBX: 'GBP',
  GBx: 'GBP',
  ZAc: 'ZAR',
  ZAC: 'ZAR',
  ILA: 'ILS'
};
/** Exchanges on which shares are quoted in hundredths: London in pence, Johannesburg in cents, Tel Aviv in agorot. */
const inHundredths: Readonly<Record<string, string>> = { XLON: 'GBP', XJSE: 'ZAR', XTAE: 'ILS' };

/** Currency and unit of a quote from the code that a source writes: GBp, GBX, ZAc and ILA are hundredths. */
export function quoteUnitOf(code: string | null | undefined): { currency?: string; quoteUnit: QuoteUnit } {
  if (code === null || code === undefined || code === '') return { quoteUnit: 'currency' };
  const whole = hundredths[code];
  return whole ? { currency: whole, quoteUnit: 'hundredth' } : { currency: code.toUpperCase(), quoteUnit: 'currency' };
}

/**
 * Unit where a source does not say one: shares in the currency of London, Johannesburg and Tel Aviv are quoted in hundredths
 * by the rules of these exchanges. Funds are quoted in either there: they are taken as whole currency.
 */
export function usualQuoteUnit(instrument: Instrument | undefined): QuoteUnit {
  const { kind, exchange, currency } = instrument ?? {};
  return kind === 'equity' && exchange !== undefined && inHundredths[exchange] === currency ? 'hundredth' : 'currency';
}

/** A dividend in whole currency from an amount in the unit that a code says; hundredths are divided. */
export function dividendIn(code: string | null | undefined, day: number, amount: number): FetchedDividend {
  const { currency, quoteUnit } = quoteUnitOf(code);
  return { day, amount: quoteUnit === 'hundredth' ? amount / 100 : amount, ...(currency ? { currency } : {}) };
}
