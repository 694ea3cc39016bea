import type { ResultColumn, RowsOutcome } from '$lib/services/sql-console';
import type { ChartChoice } from '$lib/services/notebooks';
import { isNumeric, numberAt, shownValue } from './values';

/** Lines over days: a line for each number, or for each name where rows name theirs. */
export interface LinePicture {
  readonly kind: 'line';
  readonly days: Int32Array;
  readonly lines: readonly { readonly name: string; readonly values: Float64Array }[];
  /** Lines there would be. */
  readonly of: number;
}

export interface BarsPicture {
  readonly kind: 'bars';
  readonly name: string;
  readonly rows: readonly { readonly label: string; readonly value: number; readonly text: string }[];
  readonly of: number;
}

export interface ScatterPicture {
  readonly kind: 'scatter';
  readonly names: readonly [string, string];
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly labels: readonly string[];
}

export type Picture = LinePicture | BarsPicture | ScatterPicture;

const MOST_LINES = 8;
const MOST_BARS = 40;

/** Charts that the rows allow, the fitting one first: a line where there are days, bars where there are names, dots of two numbers. */
export function chartsOf({ columns, count }: RowsOutcome): Exclude<ChartChoice, 'auto'>[] {
  const numbers = columns.filter(isNumeric).length;
  if (count < 1 || numbers === 0) return [];
  const found: Exclude<ChartChoice, 'auto'>[] = [];
  if (columns.some(({ kind }) => kind === 'day') && count > 1) found.push('line');
  const dots = numbers > 1 && count > 2;
  if (dots && count > MOST_BARS && found.length === 0) found.push('scatter');
  if (columns.some((one) => !isNumeric(one)) || numbers > 1) found.push('bars');
  if (dots && !found.includes('scatter')) found.push('scatter');
  return found;
}

/** The rows as a picture; undefined when they allow none of that kind. */
export function pictureOf(rows: RowsOutcome, choice: ChartChoice): Picture | undefined {
  const allowed = chartsOf(rows);
  const kind = choice === 'auto' ? allowed[0] : allowed.find((one) => one === choice);
  if (kind === 'line') return linesOf(rows);
  if (kind === 'bars') return barsOf(rows);
  return kind === 'scatter' ? dotsOf(rows) : undefined;
}

function linesOf({ columns, count }: RowsOutcome): LinePicture | undefined {
  const day = columns.find(({ kind }) => kind === 'day');
  if (!day) return undefined;
  const known = Array.from({ length: count }, (_, at) => at).filter((at) => Number.isFinite(numberAt(day, at)));
  const days = Int32Array.from(new Set(known.map((at) => numberAt(day, at)))).sort();
  const places = new Map(Array.from(days, (one, at) => [one, at]));
  const numbers = columns.filter(isNumeric);
  const names = columns.filter((one) => one.kind === 'text');
  // Rows that name what they are about make a line for each name, as far as a day has more than one row.
  const by = days.length < known.length ? names : [];
  const lines = new Map<string, Float64Array>();
  for (const at of known) {
    for (const column of numbers) {
      const key = [
        ...by.map((one) => shownValue(one, at)),
        ...(numbers.length > 1 || by.length === 0 ? [column.name] : [])
      ].join(' ');
      const values = lines.get(key) ?? new Float64Array(days.length).fill(NaN);
      lines.set(key, values);
      values[places.get(numberAt(day, at)) ?? 0] = numberAt(column, at);
    }
  }
  const drawn = [...lines].slice(0, MOST_LINES).map(([name, values]) => ({ name, values: carried(values) }));
  return { kind: 'line', days, lines: drawn, of: lines.size };
}

/** Days on which one line has no value while another has: a line goes on at its last. */
function carried(values: Float64Array): Float64Array {
  let last = NaN;
  return values.map((value) => (last = Number.isNaN(value) ? last : value));
}

function barsOf({ columns, count }: RowsOutcome): BarsPicture | undefined {
  const names = columns.filter((one) => !isNumeric(one));
  const labels: readonly ResultColumn[] = names.length > 0 ? names : columns.slice(0, 1);
  const value = columns.find((one) => isNumeric(one) && !labels.includes(one));
  if (!value) return undefined;
  const rows = Array.from({ length: Math.min(count, MOST_BARS) }, (_, at) => ({
    label: labels.map((one) => shownValue(one, at)).join(' · '),
    value: numberAt(value, at),
    text: shownValue(value, at)
  }));
  return { kind: 'bars', name: value.name, rows, of: count };
}

function dotsOf({ columns, count }: RowsOutcome): ScatterPicture | undefined {
  const [x, y] = columns.filter(isNumeric);
  if (!x || !y) return undefined;
  const names = columns.filter((one) => !isNumeric(one));
  const rows = Array.from({ length: count }, (_, at) => at).filter(
    (at) => Number.isFinite(numberAt(x, at)) && Number.isFinite(numberAt(y, at))
  );
  return {
    kind: 'scatter',
    names: [x.name, y.name],
    xs: Float64Array.from(rows, (at) => numberAt(x, at)),
    ys: Float64Array.from(rows, (at) => numberAt(y, at)),
    labels: rows.map((at) => names.map((one) => shownValue(one, at)).join(' · '))
  };
}
