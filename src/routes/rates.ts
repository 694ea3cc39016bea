import type { InternalRates } from '$lib/quant/returns';

/** The rate to print, undefined when there is none. */
export function printedRate(rates: InternalRates): number | undefined {
  return rates.status === 'one' ? rates.rate : rates.status === 'several' ? rates.preferred : undefined;
}

/** Above a year returns are said by the year. */
export const spansYears = (years: number): boolean => years > 1.01;
