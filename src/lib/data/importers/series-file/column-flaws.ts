import type { FileColumn } from './columns';
import type { SeriesFlaw } from './flaws';

/** Columns after zeros that stand for missing values and repeated columns were taken out. */
export interface CleanColumns {
  readonly columns: readonly FileColumn[];
  readonly flaws: readonly SeriesFlaw[];
}

/** A value beside a zero above which the zero cannot be true, in the unit of a yield in percent. */
const NEAR_ZERO = 0.3;
/** Days that a column may begin or end apart from the table. */
const LAG = 45;

/**
 * Takes zeros that stand for missing values and columns that repeat another out; names columns that begin late or end
 * early. In a column with values below zero a zero is a value. In one of yields (`mayBeZero`) it is missing where it begins
 * or ends the column, or where the values beside its run are both clear of zero; in any other column it is missing always.
 */
export function cleanColumns(given: readonly FileColumn[], mayBeZero: boolean): CleanColumns {
  const flaws: SeriesFlaw[] = [];
  const whole = given.map((one) => withoutZeros(one, mayBeZero, flaws)).filter((one) => one.days.length > 0);
  const columns: FileColumn[] = [];
  for (const one of whole) {
    const twin = columns.find((other) => isRepeated(one, other));
    if (twin) flaws.push({ code: 'repeated-column', column: one.name, text: twin.name, count: one.days.length });
    else columns.push(one);
  }
  const first = Math.min(...columns.map((one) => one.days[0] ?? Infinity));
  const last = Math.max(...columns.map((one) => one.days.at(-1) ?? -Infinity));
  for (const one of columns) {
    const [from, to] = [one.days[0] ?? first, one.days.at(-1) ?? last];
    if (from - first > LAG) flaws.push({ code: 'late-start', column: one.name, day: from });
    if (last - to > LAG) flaws.push({ code: 'ended', column: one.name, day: to });
    const wider = spacingChange(one.days);
    if (wider !== undefined) flaws.push({ code: 'spacing-changes', column: one.name, day: wider });
  }
  return { columns, flaws };
}

function withoutZeros(column: FileColumn, mayBeZero: boolean, flaws: SeriesFlaw[]): FileColumn {
  const { values } = column;
  if (!values.includes(0) || values.some((value) => value < 0)) return column;
  const kept: number[] = [];
  let firstZero: number | undefined;
  for (let start = 0; start < values.length;) {
    let end = start;
    while (end < values.length && (values[end] === 0) === (values[start] === 0)) end++;
    const before = values[start - 1] ?? Infinity;
    const after = values[end] ?? Infinity;
    const isMissing = values[start] === 0 && (!mayBeZero || Math.min(before, after) > NEAR_ZERO);
    if (isMissing) firstZero ??= start;
    else for (let at = start; at < end; at++) kept.push(at);
    start = end;
  }
  if (firstZero === undefined) return column;
  flaws.push({
    code: 'zero-for-missing',
    column: column.name,
    count: values.length - kept.length,
    line: column.lines[firstZero] ?? 0
  });
  return {
    name: column.name,
    days: Int32Array.from(kept, (at) => column.days[at] ?? 0),
    values: Float64Array.from(kept, (at) => values[at] ?? NaN),
    lines: Int32Array.from(kept, (at) => column.lines[at] ?? 0)
  };
}

function isRepeated(one: FileColumn, other: FileColumn): boolean {
  const known = new Map(Array.from(other.days, (day, at) => [day, other.values[at]]));
  const shared = Array.from(one.days, (day, at) => ({ own: one.values[at], other: known.get(day) }));
  const both = shared.filter((pair) => pair.other !== undefined);
  return both.length >= 20 && both.length >= one.days.length * 0.95 && both.every((pair) => pair.own === pair.other);
}

/** First day from which on the median distance of days is another by four times; undefined when it stays. */
function spacingChange(days: Int32Array): number | undefined {
  if (days.length < 60) return undefined;
  const gaps = days.slice(1).map((day, at) => day - (days[at] ?? day));
  const half = (part: Int32Array): number => part.slice().sort()[part.length >> 1] ?? 1;
  const head = half(gaps.subarray(0, 20));
  const tail = half(gaps.subarray(gaps.length - 20));
  if (Math.max(head, tail) < 4 * Math.min(head, tail)) return undefined;
  const at = gaps.findIndex((_, place) => {
    const next = half(gaps.subarray(place, place + 10));
    return place + 10 <= gaps.length && Math.abs(next - tail) < Math.abs(next - head);
  });
  return days[Math.max(0, at)];
}
