import { valueOrigins, type ValueOrigin } from '$lib/domain/market';
import type { ParquetColumn } from './file';
import { MOST_TOLD, ParquetRefusal, type ParquetProblem } from './problem';
import { columnsOfParquet, type Cells, type WantedColumn } from './read-columns';

/** A series in the long form: one row for each day, with what is said of the series in each of them. */
export interface LongSeries {
  readonly words: Readonly<Record<string, string | number | undefined>>;
  readonly days: Int32Array;
  readonly values: Float64Array;
  /** Codes of origin, one for each value or one for all; absent: imported. */
  readonly origins?: Uint8Array | undefined;
}

/** A column that says something of the series. */
export interface WordColumn {
  readonly name: string;
  readonly kind: 'text' | 'count';
  /** True when series are told apart by it. */
  readonly key?: boolean;
  /** What stands where the file has no such column; absent: the file must have it. */
  readonly fallback?: string | undefined;
  readonly optional?: boolean;
  /** The only texts that may stand there. */
  readonly among?: readonly string[];
}

/** How a kind of series lies in a file. */
export interface LongShape {
  readonly words: readonly WordColumn[];
  /** Column of the values. */
  readonly value: string;
}

/** Series as columns: those of the words, then day, value and origin. */
export function longColumns({ words, value }: LongShape, series: readonly LongSeries[]): ParquetColumn[] {
  const total = series.reduce((sum, { days }) => sum + days.length, 0);
  const days = new Int32Array(total);
  const values = new Float64Array(total);
  const origins: ValueOrigin[] = [];
  let at = 0;
  for (const one of series) {
    days.set(one.days, at);
    values.set(one.values, at);
    at += one.days.length;
    for (let i = 0; i < one.days.length; i++) {
      const code = one.origins?.length === 1 ? one.origins[0] : one.origins?.[i];
      origins.push(code === undefined ? 'imported' : (valueOrigins[code] ?? 'imported'));
    }
  }
  const spread = ({ name, kind }: WordColumn): ParquetColumn => ({
    ...{ name, kind },
    data: series.flatMap(({ words: own, days: { length } }) =>
      new Array<string | number | null>(length).fill(own[name] ?? null)
    )
  });
  return [
    ...words.map(spread),
    { name: 'day', kind: 'day', data: days },
    { name: value, kind: 'number', data: values },
    { name: 'origin', kind: 'text', data: origins }
  ];
}

/** The series of a file in the long form, each in the order of its days. @throws ParquetRefusal */
export async function longSeries(bytes: Uint8Array, shape: LongShape): Promise<LongSeries[]> {
  const wanted: WantedColumn[] = [
    ...shape.words.map(({ name, kind, fallback, optional }) => ({
      ...{ name, kind },
      required: fallback === undefined && optional !== true
    })),
    { name: 'day', kind: 'day', required: true },
    { name: shape.value, kind: 'number', required: true },
    { name: 'origin', kind: 'text', required: false }
  ];
  const { rows, columns } = await columnsOfParquet(bytes, wanted);
  const problems: ParquetProblem[] = [];
  checkWords(shape, columns, problems);
  const groups = grouped(shape, columns, rows, problems);
  const series = groups.map(({ words, at }) => sorted(shape, columns, words, at, problems));
  if (problems.length > 0) throw new ParquetRefusal(problems.slice(0, MOST_TOLD));
  return series;
}

type Columns = ReadonlyMap<string, Cells>;

function checkWords({ words }: LongShape, columns: Columns, problems: ParquetProblem[]): void {
  const limited = [...words, { name: 'origin', among: valueOrigins as readonly string[] }];
  for (const { name, among } of limited) {
    const cells = columns.get(name);
    if (!cells || !among) continue;
    const row = cells.findIndex((cell) => cell !== undefined && !among.includes(String(cell)));
    if (row < 0) continue;
    const text = `Row ${row + 1} has “${cells[row]}” in “${name}”; it must be one of ${among.join(', ')}.`;
    problems.push({ code: 'bad-value', column: name, row: row + 1, text });
  }
}

interface Group {
  readonly words: Record<string, string | number | undefined>;
  readonly at: number[];
}

function grouped({ words }: LongShape, columns: Columns, rows: number, problems: ParquetProblem[]): Group[] {
  const groups = new Map<string, Group>();
  const cells = words.map(({ name, fallback }) => ({ name, fallback, cells: columns.get(name) }));
  const keys = cells.filter((_, i) => words[i]?.key);
  for (let row = 0; row < rows; row++) {
    const key = keys.map((one) => String(one.cells?.[row] ?? '')).join('/');
    const known = groups.get(key);
    if (!known) {
      const own = Object.fromEntries(cells.map((one) => [one.name, one.cells?.[row] ?? one.fallback]));
      groups.set(key, { words: own, at: [row] });
      continue;
    }
    known.at.push(row);
    const other = cells.find((one) => (one.cells?.[row] ?? one.fallback) !== known.words[one.name]);
    if (!other || problems.length >= MOST_TOLD) continue;
    const text = `${key} has “${other.cells?.[row]}” in “${other.name}” in row ${row + 1}, and “${known.words[other.name]}” before.`;
    problems.push({ code: 'conflict', column: other.name, row: row + 1, text });
  }
  return [...groups.values()];
}

function sorted(
  shape: LongShape,
  columns: Columns,
  words: Group['words'],
  at: readonly number[],
  problems: ParquetProblem[]
): LongSeries {
  const day = (row: number): number => Number(columns.get('day')?.[row]);
  const rows = [...at].sort((a, b) => day(a) - day(b));
  const twice = rows.find((row, i) => i > 0 && day(row) === day(rows[i - 1] ?? -1));
  if (twice !== undefined && problems.length < MOST_TOLD) {
    const name = shape.words.flatMap((one) => (one.key ? [words[one.name]] : [])).join('/');
    const text = `${name} has two values on one day, the second in row ${twice + 1}.`;
    problems.push({ code: 'duplicate-day', column: 'day', row: twice + 1, text });
  }
  const values = columns.get(shape.value);
  const origins = columns.get('origin');
  const codes = origins && Uint8Array.from(rows, (row) => originOf(origins[row]));
  const series = {
    words,
    days: Int32Array.from(rows, day),
    values: Float64Array.from(rows, (row) => Number(values?.[row]))
  };
  return codes ? { ...series, origins: codes } : series;
}

function originOf(cell: string | number | undefined): number {
  const code = (valueOrigins as readonly (string | number | undefined)[]).indexOf(cell);
  return code < 0 ? valueOrigins.indexOf('imported') : code;
}
