import { civilFromDay, dayFromCivil, isCivilDate, type Day } from '$lib/domain/calendar';
import { dateFormat, defaultLocale } from './locale';

const MILLISECONDS = 86_400_000;
const WHOLE: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };

/** English dates are written day first without commas (20 Nov 2026); other locales as Intl has them. */
function dateText(day: Day, options: Intl.DateTimeFormatOptions, locale: string): string {
  const moment = day * MILLISECONDS;
  if (!locale.startsWith('en')) return dateFormat(locale, options).format(moment);
  // One format serves every English date: each costs milliseconds to make.
  const parts = new Map(
    dateFormat(locale, WHOLE)
      .formatToParts(moment)
      .map((part) => [part.type, part.value])
  );
  const asked = (['weekday', 'day', 'month', 'year'] as const).filter((part) => options[part] !== undefined);
  return asked.flatMap((part) => parts.get(part) ?? []).join(' ');
}

/** Fri 20 Nov 2026. */
export function weekdayDate(day: Day, locale: string = defaultLocale): string {
  return dateText(day, WHOLE, locale);
}

/** 20 Nov 2026. */
export function date(day: Day | null | undefined, locale: string = defaultLocale): string {
  if (day === null || day === undefined) return '–';
  return dateText(day, { day: 'numeric', month: 'short', year: 'numeric' }, locale);
}

/** 20 Nov. */
export function dayAndMonth(day: Day, locale: string = defaultLocale): string {
  return dateText(day, { day: 'numeric', month: 'short' }, locale);
}

/** Nov 2026. */
export function monthAndYear(day: Day, locale: string = defaultLocale): string {
  return dateText(day, { month: 'short', year: 'numeric' }, locale);
}

/** Nov, from a month number 1 to 12. */
export function monthName(month: number, locale: string = defaultLocale): string {
  return dateText(dayFromCivil(2026, month, 1), { month: 'short' }, locale);
}

/** Span of two days: 3 Jan – 20 Nov 2026, the year said once where it is the same. */
export function dateSpan(from: Day, to: Day, locale: string = defaultLocale): string {
  const sameYear = civilFromDay(from).year === civilFromDay(to).year;
  return `${sameYear && locale.startsWith('en') ? dayAndMonth(from, locale) : date(from, locale)} – ${date(to, locale)}`;
}

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Order of day, month and year where a locale writes numbers only. */
function numericOrder(locale: string): ('day' | 'month' | 'year')[] {
  return dateFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year');
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 70 ? 2000 : 1900);
}

function checkedDay(year: number, month: number, day: number): Day | undefined {
  return isCivilDate(year, month, day) && year >= 1900 && year < 2200 ? dayFromCivil(year, month, day) : undefined;
}

/** Day typed by a person: 2026-11-20, 20 Nov 2026, Nov 20 2026, or numbers in the order of the locale. */
export function dayFromTyped(text: string, locale: string = defaultLocale): Day | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]{3,}\.?,?\s+(?=\d)/, (word) => (ENGLISH_MONTHS.some((name) => word.startsWith(name)) ? word : ''))
    .split(/[\s,./-]+/)
    .filter((word) => word !== '');
  if (words.length !== 3) return undefined;
  const [a = '', b = '', c = ''] = words;
  const monthAt = words.findIndex((word) => ENGLISH_MONTHS.some((name) => word.startsWith(name)));
  if (monthAt >= 0) {
    const month = ENGLISH_MONTHS.findIndex((name) => words[monthAt]?.startsWith(name)) + 1;
    const [first = '', second = ''] = words.filter((_, index) => index !== monthAt);
    return first.length === 4
      ? checkedDay(Number(first), month, Number(second))
      : checkedDay(fullYear(second), month, Number(first));
  }
  if (!words.every((word) => /^\d+$/.test(word))) return undefined;
  if (a.length === 4) return checkedDay(Number(a), Number(b), Number(c));
  const read = new Map(numericOrder(locale).map((type, index) => [type, words[index] ?? '']));
  return checkedDay(fullYear(read.get('year') ?? ''), Number(read.get('month')), Number(read.get('day')));
}
