import { dayFromCivil, isCivilDate, type Day } from '$lib/domain/calendar';
import type { DateOrder } from '$lib/domain/statements';

/** A date as written, with the second of the day when a time stands beside it. The zone is not applied: the day is the one the source names. */
export interface WrittenDate {
  readonly day: Day;
  readonly seconds?: number;
}

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})[-/.'](\d{4}|\d{2})(?!\d)/;
const NAMED_DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[-. /]*([A-Za-zÀ-ÿ]{3,10})\.?[-., /]+(\d{4}|\d{2})(?!\d)/;
const NAMED_MONTH_FIRST = /^(?:[A-Za-z]{3,9},\s*)?([A-Za-zÀ-ÿ]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/;
const TIME = /(\d{1,2}):(\d{2})(?::(\d{2}))?[\d.,]*\s*([AaPp])?/;
const AFTER = /^(?:$|[T\s;,]|Z)/;

const months = new Map(
  [
    'jan gen ene',
    'feb fev fév',
    'mar mär mrz maa mrt',
    'apr avr abr',
    'may mai mag mei maj',
    'jun giu juin',
    'jul lug juil',
    'aug aoû ago aou',
    'sep set',
    'oct okt ott out',
    'nov',
    'dec dez dic déc'
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const))
);

function monthNamed(text: string): number | undefined {
  const name = text.toLowerCase();
  return months.get(name.slice(0, 4)) ?? months.get(name.slice(0, 3));
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function dayOf(year: number, month: number, day: number): Day | undefined {
  return year >= 1000 && isCivilDate(year, month, day) ? dayFromCivil(year, month, day) : undefined;
}

/** Day at the head of a text and how long that head is. */
function headDay(text: string, order: DateOrder): { day: Day | undefined; length: number } | undefined {
  let match = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (match) return { day: dayOf(Number(match[1]), Number(match[2]), Number(match[3])), length: match[0].length };
  match = YEAR_LAST.exec(text);
  if (match) {
    const [head, first = '', , second = '', year = ''] = match;
    const dayFirst = readsDayFirst(Number(first), Number(second), match[2] ?? '', order);
    const [day, month] = dayFirst ? [first, second] : [second, first];
    return { day: dayOf(fullYear(year), Number(month), Number(day)), length: head.length };
  }
  match = NAMED_DAY_FIRST.exec(text);
  if (match)
    return {
      day: dayOf(fullYear(match[3] ?? ''), monthNamed(match[2] ?? '') ?? 0, Number(match[1])),
      length: match[0].length
    };
  match = NAMED_MONTH_FIRST.exec(text);
  if (match)
    return {
      day: dayOf(fullYear(match[3] ?? ''), monthNamed(match[1] ?? '') ?? 0, Number(match[2])),
      length: match[0].length
    };
  return undefined;
}

function readsDayFirst(first: number, second: number, separator: string, order: DateOrder): boolean {
  if (first > 12) return true;
  if (second > 12) return false;
  return separator === '.' || order !== 'mdy';
}

/** Date of a cell, undefined when it is none. */
export function writtenDate(text: string, order: DateOrder): WrittenDate | undefined {
  const trimmed = text.trim();
  const head = headDay(trimmed, order);
  if (!head || head.day === undefined) return undefined;
  const rest = trimmed.slice(head.length);
  if (rest === '') return { day: head.day };
  if (!AFTER.test(rest)) return undefined;
  const time = TIME.exec(rest);
  const compact = time ? null : /^[;T ](\d{2})(\d{2})(\d{2})?$/.exec(rest);
  const clock = time ?? compact;
  if (!clock) return { day: head.day };
  let hours = Number(clock[1]);
  const half = time?.[4]?.toLowerCase();
  if (half === 'p' && hours < 12) hours += 12;
  if (half === 'a' && hours === 12) hours = 0;
  return { day: head.day, seconds: hours * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0) };
}

/** What the numeric dates of a column allow: day first, month first, or both (`ambiguous` is then an example). */
export interface OrderEvidence {
  readonly dayFirst: number;
  readonly monthFirst: number;
  readonly ambiguous?: string;
}

/** Counts dates that can be read in one order only, and remembers one that can be read in both. */
export function orderEvidence(values: Iterable<string>): OrderEvidence {
  let dayFirst = 0;
  let monthFirst = 0;
  let ambiguous: string | undefined;
  for (const value of values) {
    const match = YEAR_LAST.exec(value);
    if (!match) continue;
    const first = Number(match[1]);
    const second = Number(match[3]);
    if (match[2] === '.' || first > 12) dayFirst += 1;
    else if (second > 12) monthFirst += 1;
    else if (first !== second) ambiguous ??= value;
  }
  return ambiguous === undefined ? { dayFirst, monthFirst } : { dayFirst, monthFirst, ambiguous };
}
