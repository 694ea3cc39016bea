import { currencyFromCode, scaledBy, type CurrencyCode, type Decimal } from '$lib/domain/money';

/** A currency as files write it; `hundredths` when amounts count pence or cents of it. */
export interface WrittenCurrency {
  readonly code: CurrencyCode;
  readonly hundredths: boolean;
}

const hundredths: ReadonlyMap<string, string> = new Map([
  ['GBX', 'GBP'],
  ['GBp', 'GBP'],
  ['GBPX', 'GBP'],
  ['ZAC', 'ZAR'],
  ['ZAc', 'ZAR'],
  ['ILA', 'ILS'],
  ['USX', 'USD']
]);
const signs: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['US$', 'USD'],
  ['C$', 'CAD'],
  ['A$', 'AUD'],
  ['R$', 'BRL'],
  ['Fr.', 'CHF'],
  ['zł', 'PLN'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₩', 'KRW'],
  ['₿', 'BTC'],
  ['CAN', 'CAD']
]);

/** Currency of a code or sign, undefined when it is unknown. A lone "$" is left open: many currencies use it. */
export function writtenCurrency(text: string): WrittenCurrency | undefined {
  const trimmed = text.trim();
  const parent = hundredths.get(trimmed) ?? hundredths.get(trimmed.toUpperCase() === 'GBX' ? 'GBX' : trimmed);
  const known = currencyFromCode(parent ?? signs.get(trimmed) ?? trimmed);
  return known && { code: known.code, hundredths: parent !== undefined };
}

/** Currency that the signs in a list of amounts agree on; "$" counts as USD. */
export function currencyOfSigns(values: Iterable<string>): CurrencyCode | undefined {
  const found = new Set<string>();
  for (const value of values) {
    const match = /US\$|C\$|A\$|R\$|[$€£¥₹₽₺₩₿]|zł|Fr\./.exec(value);
    if (match) found.add(match[0] === '$' ? 'USD' : (signs.get(match[0]) ?? ''));
  }
  const [only] = found;
  return found.size === 1 && only ? currencyFromCode(only)?.code : undefined;
}

/** Amount in whole units of its currency: pence become pounds. */
export function wholeUnits(amount: Decimal, currency: WrittenCurrency): Decimal {
  return currency.hundredths ? scaledBy(amount, 1n, 100n) : amount;
}
