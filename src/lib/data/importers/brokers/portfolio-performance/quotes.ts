import { dayFromCivil, isCivilDate, type Day } from '$lib/domain/calendar';

/** A close. */
export interface Quote {
  readonly day: Day;
  readonly value: number;
}

/** The text without the quotes of its securities, whose elements say which of the lists is theirs. */
export interface CutText {
  readonly text: string;
  readonly quotes: readonly (readonly Quote[])[];
}

/** Attribute by which an element names its list of quotes. */
export const CUT = 'cut';

const QUOTE = /\s*<price\s+t="(\d{4})-(\d{2})-(\d{2})"\s+v="(-?\d{1,15})"\s*\/>/y;
const END = '</prices>';

/**
 * Takes the quotes out of a file before it becomes a tree: there may be a hundred thousand of them, and an element for
 * each would take most of the time. Breaks of lines stay, so that everything else keeps its line; quotes written in any
 * other way stay where they are.
 */
export function cutQuotes(text: string, digits: number): CutText {
  const quotes: Quote[][] = [];
  const parts: string[] = [];
  const unit = 10 ** digits;
  let from = 0;
  for (let at = text.indexOf('<prices'); at >= 0; at = text.indexOf('<prices', at + 1)) {
    const open = text.indexOf('>', at);
    if (open < 0 || text[open - 1] === '/') continue;
    const read = quotesFrom(text, open + 1, unit);
    if (!read) continue;
    const breaks = text.slice(at, read.end).split('\n').length - 1;
    parts.push(text.slice(from, at), `<prices ${CUT}="${quotes.length}"/>`, '\n'.repeat(breaks));
    quotes.push(read.quotes);
    from = read.end;
    at = read.end;
  }
  return { text: parts.length === 0 ? text : parts.join('').concat(text.slice(from)), quotes };
}

/** Quotes up to the end of their element, and where that is; undefined when something else stands among them. */
function quotesFrom(text: string, start: number, unit: number): { quotes: Quote[]; end: number } | undefined {
  const quotes: Quote[] = [];
  let at = start;
  QUOTE.lastIndex = at;
  for (let match = QUOTE.exec(text); match; match = QUOTE.exec(text)) {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    // Both are whole numbers of a double, so the quotient is the double nearest to the quote.
    if (isCivilDate(year, month, day))
      quotes.push({ day: dayFromCivil(year, month, day), value: Number(match[4]) / unit });
    at = QUOTE.lastIndex;
  }
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return text.startsWith(END, at) ? { quotes, end: at + END.length } : undefined;
}

/** Quotes by rising day, the last of a day; quotes of zero say that there was none. */
export function risingQuotes(quotes: readonly Quote[]): readonly Quote[] {
  const real = quotes.filter(({ value }) => value > 0);
  if (real.every(({ day }, at) => at === 0 || day > (real[at - 1]?.day ?? day))) return real;
  const byDay = new Map<Day, number>();
  for (const { day, value } of real) byDay.set(day, value);
  return [...byDay].map(([day, value]) => ({ day, value })).sort((a, b) => a.day - b.day);
}
