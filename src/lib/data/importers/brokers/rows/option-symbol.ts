import { dayFromCivil, isCivilDate, type Day } from '$lib/domain/calendar';
import { decimal, decimalText } from '$lib/domain/money';

/** What the symbol of an option says. */
export interface WrittenOption {
  readonly underlying: string;
  readonly right: 'call' | 'put';
  /** Decimal text. */
  readonly strike: string;
  readonly expiry: Day;
}

/** "SPY   250321C00500000" of the Options Clearing Corporation, strike in thousandths. */
const OCC = /^([A-Z.]{1,6}\d?)\s*(\d{2})(\d{2})(\d{2})([CP])(\d{8})$/;
/** "-SPY250321C500.5", as some brokers shorten it. */
const SHORT = /^-?([A-Z.]{1,6}\d?)\s*(\d{2})(\d{2})(\d{2})([CP])(\d{1,9}(?:\.\d{1,6})?)$/;
/** "SPY 03/21/2025 500.00 C", also with the right before the strike. */
const SPELLED =
  /^([A-Z.]{1,6}\d?)\s+(\d{2})\/(\d{2})\/(\d{2}|\d{4})\s+(?:\$?(\d{1,9}(?:\.\d{1,6})?)\s+(C|P|CALL|PUT)|(C|P|CALL|PUT)\s+\$?(\d{1,9}(?:\.\d{1,6})?))$/;

function option(
  underlying: string,
  [year, month, day]: readonly [number, number, number],
  right: string,
  strike: string
): WrittenOption | undefined {
  if (!isCivilDate(year, month, day)) return undefined;
  return {
    underlying,
    right: right.startsWith('C') ? 'call' : 'put',
    strike: decimalText(decimal(strike)),
    expiry: dayFromCivil(year, month, day)
  };
}

/** The option that a symbol names; undefined when it names none. */
export function writtenOption(symbol: string): WrittenOption | undefined {
  const text = symbol.trim().toUpperCase();
  const coded = OCC.exec(text) ?? SHORT.exec(text);
  if (coded) {
    const [, underlying = '', year, month, day, right = '', digits = ''] = coded;
    const thousandths = digits.length === 8 && !digits.includes('.');
    const strike = thousandths ? `${digits.slice(0, 5)}.${digits.slice(5)}` : digits;
    return option(underlying, [2000 + Number(year), Number(month), Number(day)], right, strike);
  }
  const spelled = SPELLED.exec(text);
  if (!spelled) return undefined;
  const [, underlying = '', month, day, year = '', strike, right, rightFirst, strikeLast] = spelled;
  const civil = [Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day)] as const;
  return option(underlying, civil, right ?? rightFirst ?? '', strike ?? strikeLast ?? '');
}

/** True for nine letters and digits that end in a check digit and are no word: a CUSIP. */
export function isCusip(symbol: string): boolean {
  return /^[0-9A-Z]{8}\d$/.test(symbol) && /\d.*\d.*\d/.test(symbol);
}
