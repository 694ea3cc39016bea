import { currencyCode, type CurrencyCode } from '$lib/domain/money';

const dollars = 'USDT USDC DAI BUSD FDUSD TUSD USDP GUSD PYUSD USDE USDS FRAX LUSD SUSD CRVUSD GHO'.split(' ');
const euros = 'EURC EURS EURT EURE EURI AEUR EURCV'.split(' ');
const pegs: ReadonlyMap<string, CurrencyCode> = new Map([
  ...dollars.map((code) => [code, currencyCode('USD')] as const),
  ...euros.map((code) => [code, currencyCode('EUR')] as const)
]);

/** Currency that one unit of a coin promises to be worth; undefined for any other coin. */
export function peggedTo(code: string): CurrencyCode | undefined {
  return pegs.get(code.trim().toUpperCase());
}
