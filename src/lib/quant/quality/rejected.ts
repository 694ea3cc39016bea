import type { CheckedSeries, QualityCode, QualityContext } from './finding';
import { eachRowFlaw } from './row-flaws';
import { checkOf, seriesFindings } from './series-findings';
import { turned } from './turned';

/** A row that was refused: its place as it came, and why. */
export interface RefusedRow {
  readonly row: number;
  readonly day: number;
  readonly value: number;
  readonly code: QualityCode;
}

/** A series read strictly: what passes, ascending, and every row that does not. */
export interface StrictReading {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly refused: readonly RefusedRow[];
}

/**
 * Refuses every value with a flaw, each with its first reason in the order of the catalog, and alters none: rows that are no
 * numbers, zero, negative or out of order, every row of a day that has several values, repeated rows, values on days without
 * a session, bad prints, and runs that are a hundred times the rest. A file with the newest row first is read backwards.
 */
export function rejected(given: CheckedSeries, context: QualityContext): StrictReading {
  const { series, rowOf } = turned(given);
  const { days, values } = series;
  const reasons = new Map<number, QualityCode>();
  const doubled = new Set<number>();
  eachRowFlaw(series, (row, code) => {
    if (!reasons.has(row)) reasons.set(row, code);
    if (code === 'duplicate-different') doubled.add(days[row] ?? 0);
  });
  const spans = seriesFindings(series, context).findings.filter(({ code }) => checkOf(code).refuses && !isOfRows(code));
  for (let row = 0; row < values.length; row++) {
    const day = days[row] ?? 0;
    if (reasons.has(row)) continue;
    if (doubled.has(day)) reasons.set(row, 'duplicate-different');
    else {
      const span = spans.find(({ from, to }) => day >= from && day <= to);
      if (span) reasons.set(row, span.code);
    }
  }
  const passed = Int32Array.from(days.keys()).filter((row) => !reasons.has(row));
  return {
    days: Int32Array.from(passed, (row) => days[row] ?? 0),
    values: Float64Array.from(passed, (row) => values[row] ?? NaN),
    refused: [...reasons]
      .map(([row, code]) => ({ row: rowOf(row), day: days[row] ?? 0, value: values[row] ?? NaN, code }))
      .sort((a, b) => a.row - b.row)
  };
}

const ofRows: ReadonlySet<QualityCode> = new Set([
  'not-finite',
  'negative',
  'wrong-order',
  'duplicate-equal',
  'duplicate-different'
]);

// A zero is told by rows where the series is positive; elsewhere it is a span like any other.
const isOfRows = (code: QualityCode): boolean => ofRows.has(code);
