import { decimal, type Decimal } from '$lib/domain/money';
import type { DecimalMark } from '$lib/domain/statements';

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const BLANKS = /[\s\u00A0\u2007\u2009\u202F'’_]/g;
const CURRENCY =
  /[$€£¥₹₽₩₺₿₫₪฿]|(?<![A-Za-z])(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|HKD|SGD|ZAR|ILS|MXN|INR|Fr\.?|kr\.?|zł|R\$|C\$|A\$|US\$)(?![A-Za-z])/gi;

/** Cells that say "no value". */
export const absentTexts: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '—',
  '–',
  'n/a',
  '#n/a',
  'na',
  'null',
  'none',
  'nil',
  '.',
  'not available',
  '#value!',
  'k.a.'
]);

/** True when a cell says nothing. */
export function isAbsent(text: string): boolean {
  return text === '' || (text.length < 14 && absentTexts.has(text.toLowerCase()));
}

/** The mark a value betrays by itself, undefined when "1,234" could be read both ways or has neither. */
export function evidentMark(text: string): DecimalMark | undefined {
  const digits = text
    .replace(BLANKS, '')
    .replace(CURRENCY, '')
    .replace(/[-+()]/g, '');
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma < 0 && point < 0) return undefined;
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const mark = comma >= 0 ? ',' : '.';
  const parts = digits.split(mark);
  if (parts.length > 2) return mark === ',' ? '.' : ',';
  const [whole = '', fraction = ''] = parts;
  const grouped = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return grouped ? undefined : mark;
}

/** Mark that most values of a list betray; `otherwise` when none does. */
export function decimalMarkOf(values: Iterable<string>, otherwise: DecimalMark | undefined): DecimalMark | undefined {
  let commas = 0;
  let points = 0;
  for (const value of values) {
    const mark = evidentMark(value);
    if (mark === ',') commas += 1;
    else if (mark === '.') points += 1;
  }
  return commas === points ? otherwise : commas > points ? ',' : '.';
}

/**
 * Plain decimal text of a cell, undefined when it is no number. Currency signs, spaces and grouping go;
 * parentheses and a trailing minus mean negative. A value that can be read in one way only is read that way
 * whatever the mark of its column.
 */
export function numberText(text: string, mark: DecimalMark): string | undefined {
  if (PLAIN.test(text) && mark === '.') return text;
  let rest = text.replace(BLANKS, '').replace(/^@/, '').replace(CURRENCY, '').replace(/[−–]/g, '-');
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1);
  }
  if (rest.endsWith('-')) rest = `-${rest.slice(0, -1)}`;
  if (rest.startsWith('-') || rest.startsWith('+')) {
    if (rest.startsWith('-')) negative = !negative;
    rest = rest.slice(1);
  }
  const own = evidentMark(rest) ?? mark;
  const group = own === '.' ? ',' : '.';
  const [whole = '', fraction, ...more] = rest.split(own);
  if (more.length > 0) return undefined;
  if (whole.includes(group) && !/^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return undefined;
  const plain = `${negative ? '-' : ''}${whole.replaceAll(group, '')}${fraction ? `.${fraction}` : ''}`;
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(plain) ? plain : undefined;
}

/** Exact decimal of a cell; digits past the eighteenth behind the point are dropped. Undefined when it is no number. */
export function cellDecimal(text: string, mark: DecimalMark): Decimal | undefined {
  const plain = numberText(text, mark);
  if (plain === undefined) return undefined;
  const exponent = /[eE]/.test(plain);
  const point = plain.indexOf('.');
  try {
    return decimal(exponent || point < 0 ? plain : plain.slice(0, point + 19));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Float of a cell, NaN when it is no finite number: for closes only. */
export function cellNumber(text: string, mark: DecimalMark): number {
  const plain = numberText(text, mark);
  return plain === undefined ? NaN : Number(plain);
}
