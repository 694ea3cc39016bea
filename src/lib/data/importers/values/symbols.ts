import { currencyFromCode, type CurrencyCode } from '$lib/domain/money';

const ISIN = /^[A-Z]{2}[A-Z0-9]{9}\d$/;

/** True when a symbol stands for cash rather than an instrument: $CASH, CASH, $CASH-EUR, CASH_USD. */
export function isCashSymbol(text: string): boolean {
  return /^\$?CASH([-_ :.]?[A-Z]{3})?$/i.test(text.trim()) && text.trim() !== '';
}

/** Currency that a cash symbol names. */
export function currencyOfCashSymbol(text: string): CurrencyCode | undefined {
  const code = /[-_ :.]([A-Z]{3})$/i.exec(text.trim())?.[1];
  return code ? currencyFromCode(code)?.code : undefined;
}

/** A symbol without what its market adds: "TD.TO" and "TD:CA" are "TD"; shares classes ("BRK.B") keep theirs. */
export function bareSymbol(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/[.:]([A-Z]{2,4})$/, '')
    .replace(/ (US|LN|GR|FP|SW|NA|CN)( EQUITY)?$/, '');
}

/** A name without legal forms and signs, for comparing. */
export function comparableName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(
      /\b(inc|corp|corporation|co|company|ltd|plc|ag|sa|se|nv|spa|the|class [a-c]|cl [a-c]|etf|ucits)\b\.?/g,
      ' '
    )
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** True for text in the shape of an ISIN (ISO 6166); the check digit is not looked at. */
export function looksLikeIsin(text: string): boolean {
  return ISIN.test(text.trim().toUpperCase());
}
