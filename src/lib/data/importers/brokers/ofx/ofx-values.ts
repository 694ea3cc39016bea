import type { Day } from '$lib/domain/calendar';
import { absolute, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { XmlElement } from '../../source/element';
import { writtenCurrency } from '../../values/currencies';
import { writtenDate } from '../../values/dates';
import { cellDecimal } from '../../values/numbers';

/** Amount as OFX writes it: no groups of thousands, the decimal mark a point or a comma. */
export function ofxAmount(text: string): Decimal | undefined {
  return text.includes('.') ? cellDecimal(text, '.') : cellDecimal(text.replace(',', '.'), '.');
}

/** Amount at a path; undefined when there is none. */
export function amountAt(element: XmlElement, path: string): Decimal | undefined {
  const text = element.textAt(path);
  return text === '' ? undefined : ofxAmount(text);
}

/** Sizes at several paths, added up. */
export function sizesAt(element: XmlElement, ...paths: readonly string[]): Decimal {
  return paths.reduce((sum, path) => (sum + absolute(amountAt(element, path) ?? ZERO)) as Decimal, ZERO);
}

/** Day of "20051029101003.123[-5:EST]", some banks write "2005-10-29", as written: the zone is not applied. */
export function ofxDay(text: string): Day | undefined {
  return writtenDate(/^\d{8}/.test(text) ? text.slice(0, 8) : text, 'ymd')?.day;
}

/** Second of the day of a date with time. */
export function ofxSeconds(text: string): number | undefined {
  const clock = /^\d{8}(\d{2})(\d{2})(\d{2})?/.exec(text);
  return clock ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0) : undefined;
}

/**
 * Currency of a transaction's amounts: that of CURRENCY when it is there. ORIGCURRENCY only tells what they were before
 * they were converted.
 */
export function currencyOf(element: XmlElement, otherwise: CurrencyCode): CurrencyCode {
  const code = element.textAt('CURRENCY/CURSYM');
  return (code === '' ? undefined : writtenCurrency(code)?.code) ?? otherwise;
}
