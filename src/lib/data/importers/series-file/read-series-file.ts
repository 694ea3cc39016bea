import { macroSeriesId, type MacroFrequency, type MacroSeries } from '$lib/domain/market';
import type { ImportProblem } from '$lib/domain/statements';
import { openFile } from '../source/file';
import { cleanColumns } from './column-flaws';
import { fileColumns, type FileColumn } from './columns';
import { datedTable } from './dated-table';
import type { SeriesFlaw } from './flaws';
import { bare, columnCurrency, economicMeaning, likelyKind, termOf, type SeriesKind } from './series-kind';

/** What a person said of a file. */
export interface SeriesFileChoice {
  readonly kind?: SeriesKind;
  /** Sheet of a workbook or file of an archive, 0 first. */
  readonly part?: number;
}

/** Why nothing of a file can be read as series. */
export type SeriesFileProblem =
  | { readonly code: 'refused'; readonly problem: ImportProblem }
  | { readonly code: 'no-table' | 'empty' | 'no-dates' | 'date-order' | 'no-values' | 'many-a-day' };

/** A file of dated series with all that is amiss with it, or why it cannot be read. Nothing is dropped silently. */
export type SeriesFileReading =
  | {
      readonly status: 'read';
      readonly name: string;
      readonly kind: SeriesKind;
      /** True where the kind was said and not found. */
      readonly isChosen: boolean;
      readonly parts: readonly string[];
      readonly rows: number;
      readonly frequency: MacroFrequency;
      readonly columns: readonly FileColumn[];
      /** For rates: the currency of each column, and the one they are quoted against as far as the table says. */
      readonly currencies?: readonly string[];
      readonly base?: string;
      readonly flaws: readonly SeriesFlaw[];
    }
  | { readonly status: 'bad'; readonly problem: SeriesFileProblem };

/**
 * Reads any table, workbook or archive of dated series: prices, exchange rates, series of the economy, returns of factors.
 * Flaws that can be mended without a guess are (order, missing values written as zeros or words, repeated columns), and each
 * is told with its column, line and count.
 */
export async function readSeriesFile(
  source: Uint8Array | string,
  name: string,
  choice: SeriesFileChoice = {}
): Promise<SeriesFileReading> {
  const opened = await openFile(source, name);
  const readable = opened.parts.filter((part) => part.table && !part.refusal && !part.table.refusal);
  const part = readable[choice.part ?? 0] ?? opened.parts[0];
  const refusal = part?.refusal ?? part?.table?.refusal;
  if (refusal) return { status: 'bad', problem: { code: 'refused', problem: refusal } };
  if (!part?.table) return { status: 'bad', problem: { code: 'no-table' } };
  const table = datedTable(part.table);
  if (typeof table === 'string') return { status: 'bad', problem: { code: table } };
  const found = fileColumns(table);
  if (found.columns.length === 0) return { status: 'bad', problem: { code: 'no-values' } };
  const repeats = found.flaws.filter((flaw) => flaw.code === 'repeated-day');
  // Several rows of a day in nearly every column: purchases, events, losses; not a series.
  if (repeats.length >= found.columns.length * 0.8 && repeats.some(({ count = 0 }) => count > table.rows.length / 50))
    return { status: 'bad', problem: { code: 'many-a-day' } };
  const kind = choice.kind ?? likelyKind(found, name);
  const mayBeZero = kind === 'macro' && found.columns.some((one) => economicMeaning(one.name, name).topic === 'yield');
  const clean = kind === 'factors' ? { columns: found.columns, flaws: [] } : cleanColumns(found.columns, mayBeZero);
  if (clean.columns.length === 0) return { status: 'bad', problem: { code: 'no-values' } };
  const marked: SeriesFlaw[] = hasMark(source) ? [{ code: 'byte-order-mark', line: 1 }] : [];
  return {
    status: 'read',
    name,
    kind,
    isChosen: choice.kind !== undefined,
    parts: readable.map((one) => one.name),
    rows: table.rows.length,
    frequency: frequencyOf(clean.columns),
    columns: clean.columns,
    ...(kind === 'rates' ? currenciesOf(clean.columns, found.longOf !== undefined) : {}),
    flaws: [...marked, ...table.flaws, ...found.flaws, ...clean.flaws]
  };
}

const hasMark = (source: Uint8Array | string): boolean =>
  typeof source === 'string'
    ? source.startsWith('\uFEFF')
    : source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf;

function currenciesOf(columns: readonly FileColumn[], byCountry: boolean): { currencies: string[]; base?: string } {
  const currencies = columns.map(({ name }) => columnCurrency(name) ?? name.toUpperCase());
  // A table with the dollar and without the euro is one of units for a euro, one by country of units for a dollar.
  const lacks = ['EUR', 'USD'].filter((code) => !currencies.includes(code));
  const [only] = lacks;
  const base = byCountry && lacks.includes('USD') ? 'USD' : lacks.length === 1 ? only : undefined;
  return { currencies, ...(base === undefined ? {} : { base }) };
}

function frequencyOf(columns: readonly FileColumn[]): MacroFrequency {
  const longest = columns.reduce((best, one) => (one.days.length > best.days.length ? one : best));
  const gaps = longest.days.slice(1).map((day, at) => day - (longest.days[at] ?? day));
  const median = gaps.sort()[gaps.length >> 1] ?? 1;
  if (median <= 4) return 'daily';
  if (median <= 10) return 'weekly';
  if (median <= 45) return 'monthly';
  return median <= 120 ? 'quarterly' : 'yearly';
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** Series of the economy as a vault keeps them: yields and rates as fractions, ids under "file/". */
export function macroFromFile(reading: Extract<SeriesFileReading, { status: 'read' }>): MacroSeries[] {
  const file = bare(reading.name);
  return reading.columns.map(({ name, days, values }) => {
    const { topic, unit, inPercent } = economicMeaning(name, reading.name);
    const months = topic === 'yield' ? (termOf(name) ?? daysAsMonths(name)) : undefined;
    return {
      id: macroSeriesId(`file/${slug(file)}/${slug(name)}`),
      title: `${name} (${file})`,
      topic,
      unit,
      frequency: reading.frequency,
      ...(months === undefined ? {} : { months }),
      source: reading.name,
      days,
      values: inPercent ? values.map((value) => value / 100) : values
    };
  });
}

/** A column named by days of term, as 3600 for ten years of 360 days. */
const daysAsMonths = (name: string): number | undefined =>
  /^\d+$/.test(name) && Number(name) > 0 ? Math.round(Number(name) / 30) : undefined;
