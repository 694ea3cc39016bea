import type { CheckedSeries, QualityCode } from './finding';

/** Flaws that a single row can have, whatever stands around it but its neighbours in time. */
export type RowFlaw = Extract<
  QualityCode,
  'not-finite' | 'zero' | 'negative' | 'wrong-order' | 'duplicate-equal' | 'duplicate-different'
>;

/** A row with a flaw. */
export interface FlawedRow {
  readonly row: number;
  readonly flaw: RowFlaw;
}

/** Rows that are sound, in ascending order of days, and how many rows have which flaw. */
export interface SoundRows {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly flawed: number;
  /** True when days ascend strictly from row to row as they came. */
  readonly isAscending: boolean;
}

/**
 * Tells every flaw of every row, in order of rows: not finite, zero or negative where the series is positive by nature, a day
 * before an earlier row's, and a day that an earlier row had, with the same value or another one. A row may have several.
 */
export function eachRowFlaw({ days, values, moves }: CheckedSeries, tell: (row: number, flaw: RowFlaw) => void): void {
  const positive = moves === 'ratio';
  let latest = -Infinity;
  let seen: Map<number, number> | undefined;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const day = days[row] as number;
    if (!(value - value === 0)) tell(row, 'not-finite');
    else if (positive && value <= 0) tell(row, value === 0 ? 'zero' : 'negative');
    if (day > latest) {
      latest = day;
      seen?.set(day, row);
      continue;
    }
    if (!seen) {
      // Only a file that is out of order or doubled pays for it.
      seen = new Map();
      for (let before = 0; before < row; before++) seen.set(days[before] as number, before);
    }
    if (day < latest) tell(row, 'wrong-order');
    const first = seen.get(day);
    if (first !== undefined) tell(row, values[first] === value ? 'duplicate-equal' : 'duplicate-different');
    seen.set(day, row);
  }
}

/** The rows that statistics may use: finite, positive where the series is, one for each day (the last row counts), ascending. */
export function soundRows(series: CheckedSeries): SoundRows {
  const { days, values, moves } = series;
  const positive = moves === 'ratio';
  let flawed = 0;
  let isAscending = true;
  let previous = -Infinity;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const day = days[row] as number;
    if (!(value - value === 0) || (positive && value <= 0)) flawed++;
    if (day <= previous) isAscending = false;
    previous = day;
  }
  if (flawed === 0 && isAscending) return { days, values, flawed: 0, isAscending };
  const rows = new Int32Array(values.length - flawed);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value - value === 0 && (!positive || value > 0)) rows[count++] = row;
  }
  if (!isAscending) {
    rows.sort((a, b) => (days[a] as number) - (days[b] as number) || a - b);
    let kept = 0;
    for (let at = 0; at < count; at++)
      if (at + 1 === count || days[rows[at + 1] as number] !== days[rows[at] as number])
        rows[kept++] = rows[at] as number;
    count = kept;
  }
  const sound = { days: new Int32Array(count), values: new Float64Array(count) };
  for (let at = 0; at < count; at++) {
    sound.days[at] = days[rows[at] as number] as number;
    sound.values[at] = values[rows[at] as number] as number;
  }
  return { ...sound, flawed: values.length - count, isAscending };
}
