import { addTo } from '../values/grouping';
import { cellNumber, decimalMarkOf, isAbsent } from '../values/numbers';
import { isValueCell, type DatedRow, type DatedTable } from './dated-table';
import type { SeriesFlaw } from './flaws';

/** One column of values: ascending days, each once, no missing values. `lines` are those of the file. */
export interface FileColumn {
  readonly name: string;
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly lines: Int32Array;
}

/** Every column of values, and what was found amiss on the way. */
export interface FileColumns {
  readonly columns: readonly FileColumn[];
  /** Name of the column of values of a long table, which has a name in each row. */
  readonly longOf?: string;
  readonly flaws: readonly SeriesFlaw[];
}

const SAMPLE = 300;
const VALUE_NAME = /^(price|close|adj.?close|value|rate|exchange.?rate|obs_value|index|level)$/i;

/** The values of a table: a column for each series, or a name in each row. */
export function fileColumns(table: DatedTable): FileColumns {
  const flaws: SeriesFlaw[] = [];
  const { names, rows } = table;
  const sample = rows.slice(0, SAMPLE);
  const isNumeric = names.map(
    (_, at) => sample.filter((row) => isValueCell(row.cells[at] ?? '')).length >= sample.length * 0.7
  );
  const label = names.findIndex((_, at) => !isNumeric[at] && isRepeated(rows, at));
  const numeric = names.map((_, at) => at).filter((at) => isNumeric[at]);
  if (label >= 0 && numeric.length > 0) {
    const value = numeric.find((at) => VALUE_NAME.test(names[at] ?? '')) ?? numeric[0] ?? 0;
    const groups = new Map<string, DatedRow[]>();
    for (const row of rows) addTo(groups, row.cells[label] ?? '', row);
    const columns = [...groups].map(([name, own]) => columnOf(name, value, own, flaws));
    return { columns: columns.filter((one) => one.days.length > 0), longOf: names[value] ?? '', flaws };
  }
  const columns = numeric.map((at) =>
    columnOf(names[at] === '' ? `Column ${at + 2}` : (names[at] ?? ''), at, rows, flaws)
  );
  for (const one of columns) if (one.days.length === 0) flaws.push({ code: 'empty-column', column: one.name });
  return { columns: columns.filter((one) => one.days.length > 0), flaws };
}

function isRepeated(rows: readonly DatedRow[], at: number): boolean {
  const distinct = new Set(rows.map((row) => row.cells[at] ?? ''));
  return distinct.size <= Math.max(1, rows.length / 3);
}

function columnOf(name: string, at: number, rows: readonly DatedRow[], flaws: SeriesFlaw[]): FileColumn {
  const mark =
    decimalMarkOf(
      rows.slice(0, SAMPLE).map((row) => row.cells[at] ?? ''),
      '.'
    ) ?? '.';
  const days: number[] = [];
  const values: number[] = [];
  const lines: number[] = [];
  const absent = new Map<string, { count: number; line: number }>();
  let repeated: { count: number; line: number; day: number } | undefined;
  for (const { cells, day, line } of rows) {
    const cell = cells[at] ?? '';
    if (isAbsent(cell) || /^nan$/i.test(cell)) {
      const known = absent.get(cell);
      absent.set(cell, { count: (known?.count ?? 0) + 1, line: Math.min(known?.line ?? line, line) });
      continue;
    }
    const value = cellNumber(cell, mark);
    if (!Number.isFinite(value)) {
      flaws.push({ code: 'bad-number', column: name, line, text: cell });
      continue;
    }
    if (days.at(-1) === day) {
      repeated = { count: (repeated?.count ?? 0) + 1, line: repeated?.line ?? line, day: repeated?.day ?? day };
      values[values.length - 1] = value;
      lines[lines.length - 1] = line;
      continue;
    }
    days.push(day);
    values.push(value);
    lines.push(line);
  }
  if (repeated) flaws.push({ code: 'repeated-day', column: name, ...repeated });
  if (days.length > 0)
    for (const [text, { count, line }] of absent)
      flaws.push({
        code: text === '' ? 'missing-cells' : 'missing-text',
        column: name,
        count,
        line,
        ...(text === '' ? {} : { text })
      });
  return { name, days: Int32Array.from(days), values: Float64Array.from(values), lines: Int32Array.from(lines) };
}
