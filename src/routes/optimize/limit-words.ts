const not = '(?<!\\b(?:no|not) )';
const mostWords = `at most|no more than|not more than|not above|not over|${not}(?:under|below|less than)|max(?:imum)?|up to`;
const leastWords = `at least|no less than|not less than|not below|not under|${not}(?:over|above|more than)|min(?:imum)?`;

/** Ways to say that something is an upper limit, and that it is a lower one. */
export const most = `(?:\\s*(?:≤|<=|=<|<)|[\\s:]+(?:${mostWords})\\b)`;
export const least = `(?:\\s*(?:≥|>=|=>|>)|[\\s:]+(?:${leastWords})\\b)`;
/** What may stand between a subject and its limit. */
export const stays = '(?: is| are| stays?| must be| should be)?';

/** A number as it was said, with whether it was said in percent. */
export interface SaidNumber {
  readonly value: number;
  readonly percent: boolean;
}

/** A subject with the limits said of it. */
export interface SaidLimits {
  readonly subject: string;
  readonly lower?: SaidNumber;
  readonly upper?: SaidNumber;
}

/** A number with or without a sign, and its unit: two groups. */
export const signedFigure = '([-−]?\\d+(?:[.,]\\d+)?)\\s*(%|percent)?';
const betweenForm = new RegExp(
  `^(.+?)${stays}[\\s:]+between\\s+${signedFigure}\\s+(?:and|to)\\s+${signedFigure}$`,
  'i'
);
const mostForm = new RegExp(`^(.+?)${stays}${most}\\s*${signedFigure}$`, 'i');
const leastForm = new RegExp(`^(.+?)${stays}${least}\\s*${signedFigure}$`, 'i');

/** The number of two groups of {@link signedFigure}. */
export function saidNumber(figure: string | undefined, unit: string | undefined): SaidNumber {
  return { value: Number((figure ?? '').replace('−', '-').replace(',', '.')), percent: unit !== undefined };
}

/** The limits that a sentence says, undefined when it says none or they are in the wrong order. */
export function saidLimits(said: string): SaidLimits | undefined {
  const within = betweenForm.exec(said);
  if (within) {
    const [, subject = '', from, fromUnit, to, toUnit] = within;
    const [lower, upper] = [saidNumber(from, fromUnit), saidNumber(to, toUnit)];
    return lower.value <= upper.value ? { subject: subject.trim(), lower, upper } : undefined;
  }
  const above = mostForm.exec(said);
  if (above) return { subject: (above[1] ?? '').trim(), upper: saidNumber(above[2], above[3]) };
  const below = leastForm.exec(said);
  return below ? { subject: (below[1] ?? '').trim(), lower: saidNumber(below[2], below[3]) } : undefined;
}

const exact = (value: number): number => Number(value.toFixed(8));

/** The number as a fraction: 3 and 3% are both three hundredths. */
export const asFraction = ({ value }: SaidNumber): number => exact(value / 100);

/** The number as it was said: 0.9 and 90% are the same. */
export const asNumber = ({ value, percent }: SaidNumber): number => exact(percent ? value / 100 : value);

/** A fraction as percent, exact to a millionth. */
export function percentText(fraction: number): string {
  return `${Number((fraction * 100).toFixed(4))}%`;
}

/** A number, exact to a millionth. */
export const numberText = (value: number): string => String(Number(value.toFixed(6)));
