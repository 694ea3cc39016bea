import type { Day } from '$lib/domain/calendar';
import type { ColumnMapping, DateOrder, DecimalMark, MappedColumn } from '$lib/domain/statements';
import type { Layout } from '../columns/layout';
import { orderEvidence, writtenDate } from '../values/dates';
import { decimalMarkOf, evidentMark } from '../values/numbers';
import type { Findings } from '../compare/findings';

/** How the values of a table are written. */
export interface Dialect {
  readonly order: DateOrder;
  /** Decimal mark by column. */
  readonly marks: readonly DecimalMark[];
  readonly waiting?: string;
  readonly columns: readonly MappedColumn[];
}

const dateFields = new Set(['date', 'settlement-date', 'acquired']);
const wordFields = new Set([
  'symbol',
  'isin',
  'name',
  'note',
  'id',
  'account',
  'to-account',
  'action',
  'currency',
  'ignored'
]);
const MARK_SAMPLE_CELLS = 100_000;

/** Date order and decimal marks of a table; asks when its dates can be read in two orders. */
export function dialectOf(
  layout: Layout,
  rows: readonly (readonly string[])[],
  findings: Findings,
  today: Day,
  delimiter?: string
): Dialect {
  const saved = layout.saved;
  const marks = decimalMarks(layout, rows, saved, delimiter);
  const dates = layout.columns.filter((column) => dateFields.has(column.field));
  const { order, waiting } = dateOrder(layout, dates, rows, findings, today);
  const columns = layout.columns.map((column, index): MappedColumn => {
    if (dateFields.has(column.field)) return { ...column, dateOrder: order };
    return wordFields.has(column.field) ? column : { ...column, decimalMark: marks[index] ?? '.' };
  });
  return { order, marks, columns, ...(waiting ? { waiting } : {}) };
}

function decimalMarks(
  layout: Layout,
  rows: readonly (readonly string[])[],
  saved: ColumnMapping | undefined,
  delimiter: string | undefined
): DecimalMark[] {
  const step = Math.max(1, Math.floor((rows.length * layout.columns.length) / MARK_SAMPLE_CELLS));
  const sampled = rows.filter((_, row) => row % step === 0);
  const numeric = layout.columns.filter((column) => !dateFields.has(column.field) && !wordFields.has(column.field));
  const all = numeric.flatMap((column) => sampled.slice(0, 300).map((row) => row[column.index] ?? ''));
  const file =
    saved?.decimalMark ??
    decimalMarkOf(
      all.filter((value) => /\d/.test(value)),
      undefined
    ) ??
    // Where every point has three digits behind it and cells are parted by semicolons, points are thousands.
    (delimiter === ';' ? ',' : '.');
  return layout.columns.map((column) =>
    dateFields.has(column.field) || wordFields.has(column.field)
      ? file
      : (decimalMarkOf(marked(sampled, column.index), file) ?? file)
  );
}

function* marked(rows: readonly (readonly string[])[], column: number): Generator<string> {
  for (const row of rows) {
    const value = row[column] ?? '';
    if (value !== '' && evidentMark(value)) yield value;
  }
}

function dateOrder(
  layout: Layout,
  dates: readonly MappedColumn[],
  rows: readonly (readonly string[])[],
  findings: Findings,
  today: Day
): { order: DateOrder; waiting?: string } {
  const values = function* (): Generator<string> {
    for (const column of dates) for (const row of rows) yield row[column.index] ?? '';
  };
  const evidence = orderEvidence(values());
  if (evidence.dayFirst > evidence.monthFirst) return { order: 'dmy' };
  if (evidence.monthFirst > evidence.dayFirst) return { order: 'mdy' };
  const main = dates.find((column) => column.field === 'date') ?? dates[0];
  if (!evidence.ambiguous || !main) return { order: layout.saved?.dateOrder ?? 'ymd' };
  if (layout.saved?.dateOrder && layout.saved.dateOrder !== 'ymd') return { order: layout.saved.dateOrder };
  const written = rows.map((row) => row[main.index] ?? '');
  const readings = (['dmy', 'mdy'] as const).map((order) => ({ order, ...readingOf(written, order, today) }));
  const [first, second] = readings;
  const best = (second?.doubt ?? 0) < (first?.doubt ?? 0) ? 'mdy' : 'dmy';
  const concerned = written.flatMap((value, row) => (orderEvidence([value]).ambiguous ? [layout.firstRow + row] : []));
  const asked = findings.ask({
    subject: {
      code: 'date-order',
      example: evidence.ambiguous,
      readings: readings.map(({ order, first: from, last }) => ({ order, first: from, last }))
    },
    required: true,
    rows: concerned,
    field: main.field,
    options: readings.map(({ order }) => ({ id: `order:${order}`, ...(order === best ? { best: true } : {}) }))
  });
  const order = asked.choice() === 'order:mdy' ? 'mdy' : 'dmy';
  return asked.waiting() ? { order, waiting: asked.id } : { order };
}

/** Span of the dates in one order, and how odd they are: days to come, weekends, turns back and forth, uneven steps. */
function readingOf(values: readonly string[], order: DateOrder, today: Day): { first: Day; last: Day; doubt: number } {
  const days = values.flatMap((value) => writtenDate(value, order)?.day ?? []);
  const sorted = [...days].sort((a, b) => a - b);
  const steps = days.slice(1).map((day, at) => day - (days[at] ?? day));
  const sizes = steps.map(Math.abs).sort((a, b) => a - b);
  const turns = Math.min(steps.filter((step) => step < 0).length, steps.filter((step) => step > 0).length);
  const weekends = days.filter((day) => (((day + 3) % 7) + 7) % 7 > 4).length;
  const longest = (sizes.at(-1) ?? 0) / Math.max(1, sizes[sizes.length >> 1] ?? 1);
  const doubt = days.filter((day) => day > today).length * 10 + turns * 4 + weekends + Math.min(10, longest / 4);
  return { first: sorted[0] ?? today, last: sorted.at(-1) ?? today, doubt };
}
