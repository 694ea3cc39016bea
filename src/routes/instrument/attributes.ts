import { knownFigures, type DatedIdentifier, type Instrument, type KnownFigure } from '$lib/domain/instruments';
import { decimal, decimalFromInteger, decimalText, divide, multiply, type Decimal } from '$lib/domain/money';
import { decimalFromTyped } from '$lib/ui/format';
import { instrumentTexts as texts } from '$lib/ui/texts';

/** What was read from a list of attributes, and the parts that say none. */
export interface ReadAttributes {
  readonly read: Record<string, string>;
  readonly notUnderstood: readonly string[];
}

const HUNDRED = decimalFromInteger(100);
/** Figures that are read and written in percent. */
const inPercent: ReadonlySet<string> = new Set<KnownFigure>(['expense-ratio', 'dividend-yield']);

/** Labels as a line of text: "Strategy: income; Goal: house". */
export function labelsText({ labels = {} }: Instrument): string {
  return Object.entries(labels)
    .map(([dimension, label]) => `${dimension}: ${label}`)
    .join('; ');
}

/** Figures as a line of text: "ESG score: 62; Expense ratio: 0.2%". */
export function figuresText({ figures = {} }: Instrument): string {
  return Object.entries(figures)
    .map(([key, value]) => {
      const isPercent = inPercent.has(key) && /^-?\d+(\.\d+)?$/.test(value);
      const shown = isPercent ? `${decimalText(multiply(decimal(value), HUNDRED))}%` : value;
      return `${nameOf(key)}: ${shown}`;
    })
    .join('; ');
}

const isKnown = (key: string): key is KnownFigure => knownFigures.some((one) => one === key);
const nameOf = (key: string): string => (isKnown(key) ? texts.figureNames[key] : key);

function parts(text: string): { said: string; name: string; value: string }[] {
  return text
    .split(/[;\n]/)
    .map((said) => said.trim())
    .filter((said) => said !== '')
    .map((said) => {
      const at = said.indexOf(':');
      return at < 0
        ? { said, name: '', value: '' }
        : { said, name: said.slice(0, at).trim(), value: said.slice(at + 1).trim() };
    });
}

/** Labels of a line of text; a dimension has one label. */
export function readLabels(text: string): ReadAttributes {
  const read: Record<string, string> = {};
  const notUnderstood: string[] = [];
  for (const { said, name, value } of parts(text)) {
    if (name === '' || value === '' || Object.hasOwn(read, name)) notUnderstood.push(said);
    else read[name] = value;
  }
  return { read, notUnderstood };
}

/** Figures of a line of text, as decimal text; percent of those that are fractions. */
export function readFigures(text: string): ReadAttributes {
  const read: Record<string, string> = {};
  const notUnderstood: string[] = [];
  for (const { said, name, value } of parts(text)) {
    const key = knownFigures.find((one) => nameOf(one).toLowerCase() === name.toLowerCase() || one === name) ?? name;
    const percent = /%$|percent$/i.test(value);
    const exact = decimalFromTyped(value.replace(/\s*(%|percent)$/i, ''));
    if (name === '' || exact === undefined || Object.hasOwn(read, key)) notUnderstood.push(said);
    else read[key] = decimalText(scaled(exact, percent || inPercent.has(key)));
  }
  return { read, notUnderstood };
}

const scaled = (value: Decimal, percent: boolean): Decimal => (percent ? divide(value, HUNDRED) : value);

/** Identifiers with another newest value of a scheme: its days and its place stay. An empty value takes it out, a new scheme is put last. */
export function withNewest(
  identifiers: readonly DatedIdentifier[],
  scheme: DatedIdentifier['scheme'],
  value: string
): readonly DatedIdentifier[] {
  const at = identifiers.findLastIndex((one) => one.scheme === scheme);
  const before = identifiers[at];
  if (!before) return value === '' ? identifiers : [...identifiers, { scheme, value }];
  if (before.value === value) return identifiers;
  return value === '' ? identifiers.toSpliced(at, 1) : identifiers.with(at, { ...before, value });
}
