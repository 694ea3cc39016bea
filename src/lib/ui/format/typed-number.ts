import { decimal, type Decimal } from '$lib/domain/money';
import { defaultLocale, numberFormat } from './locale';

function separators(locale: string): { group: string; point: string } {
  const parts = numberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  return {
    group: parts.find((part) => part.type === 'group')?.value ?? ',',
    point: parts.find((part) => part.type === 'decimal')?.value ?? '.'
  };
}

const SUFFIXES: Readonly<Record<string, string>> = { k: 'e3', m: 'e6', bn: 'e9', b: 'e9' };

/**
 * Number typed by a person as exact decimal, or undefined when the text is none. Currency signs, percent signs, spaces
 * and the grouping of the locale are passed over; "300k" and "1.2M" are read; a minus may be U+2212 or brackets.
 */
export function decimalFromTyped(text: string, locale: string = defaultLocale): Decimal | undefined {
  const { group, point } = separators(locale);
  let plain = text
    .trim()
    .replace(/\u2212/g, '-')
    .replace(/[\s\u00a0\u202f'’]|%|\p{Sc}/gu, '');
  const bracketed = /^\((.+)\)$/.exec(plain);
  if (bracketed) plain = `-${bracketed[1] ?? ''}`;
  const suffix = /^(.*\d)(k|m|bn|b)$/i.exec(plain);
  if (suffix) plain = suffix[1] ?? '';
  const [whole = '', fraction, ...rest] = plain.split(point);
  if (rest.length > 0) return undefined;
  const groups = group.trim() === '' ? [whole] : whole.split(group);
  if (groups.length > 1 && groups.slice(1).some((part) => !/^\d{2,3}$/.test(part))) return undefined;
  const joined = groups.join('');
  if (!/^[+-]?\d*$/.test(joined) || (fraction !== undefined && !/^\d*$/.test(fraction))) return undefined;
  if (!/\d/.test(joined + (fraction ?? ''))) return undefined;
  const exponent = suffix ? (SUFFIXES[(suffix[2] ?? '').toLowerCase()] ?? '') : '';
  const sign = joined.startsWith('-') ? '-' : '';
  const digits = joined.replace(/^[+-]/, '') || '0';
  if (digits.length > 40 || (fraction?.length ?? 0) > 18) return undefined;
  return decimal(`${sign}${digits}${fraction ? `.${fraction}` : ''}${exponent}`);
}
