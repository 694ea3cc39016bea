import type { QualityCheck, Found } from '../check';
import type { RowFlaw } from '../row-flaws';
import type { SeriesView } from '../series-view';
import { SPIKE_SCALES } from '../thresholds';

/** Rows with a flaw, gathered where they follow one another. */
function* flawedRows(view: SeriesView, wanted: RowFlaw): Generator<Found> {
  const { days, values } = view.series;
  const rows = view.rowFlaws.flatMap(({ row, flaw }) => (flaw === wanted ? [row] : []));
  let start = 0;
  for (let k = 0; k < rows.length; k++) {
    if (rows[k + 1] === (rows[k] ?? 0) + 1) continue;
    const first = rows[start] ?? 0;
    const last = rows[k] ?? first;
    const [a, b] = [days[first] ?? 0, days[last] ?? 0];
    const value = values[first] ?? NaN;
    yield {
      from: Math.min(a, b),
      to: Math.max(a, b),
      count: k - start + 1,
      facts: { value },
      ...(wanted.startsWith('duplicate') || wanted === 'wrong-order' ? { mark: String(first) } : {})
    };
    start = k + 1;
  }
}

/** Values that are no numbers, or infinite. */
export const notFinite: QualityCheck = {
  code: 'not-finite',
  gravity: 'error',
  refuses: true,
  repair: 'take-out',
  findings: (view) => flawedRows(view, 'not-finite')
};

/**
 * Zeros that stand for missing: every zero of a series that is positive by nature; elsewhere a run of zeros at whose ends the
 * value leaps beyond the bounds of a bad print, for a yield may be zero in earnest.
 */
export const zero: QualityCheck = {
  code: 'zero',
  gravity: 'error',
  refuses: true,
  repair: 'take-out',
  findings: (view) => (view.series.moves === 'ratio' ? flawedRows(view, 'zero') : zeroRuns(view))
};

function* zeroRuns({ days, values, scale }: SeriesView): Generator<Found> {
  const bound = SPIKE_SCALES * scale;
  for (let at = 0; at < values.length; at++) {
    if (values[at] !== 0) continue;
    let end = at + 1;
    while (end < values.length && values[end] === 0) end++;
    const edges = [values[at - 1], values[end]].filter((one) => one !== undefined);
    if (edges.length > 0 && edges.every((one) => Math.abs(one) > bound))
      yield { from: days[at] ?? 0, to: days[end - 1] ?? 0, count: end - at, facts: { value: 0 } };
    at = end - 1;
  }
}

/** Values below zero in a series that is positive by nature. A price of oil fell below zero once: a doubt, not an error. */
export const negative: QualityCheck = {
  code: 'negative',
  gravity: 'doubt',
  refuses: true,
  repair: 'take-out',
  findings: (view) => flawedRows(view, 'negative')
};

/** Rows whose day lies before that of an earlier row. A file that has the newest row first is in order, turned round. */
export const wrongOrder: QualityCheck = {
  code: 'wrong-order',
  gravity: 'error',
  refuses: true,
  repair: 'sort',
  findings: (view) => (isTurnedRound(view.series.days) ? [] : flawedRows(view, 'wrong-order'))
};

/** True when days descend from row to row throughout. */
export function isTurnedRound(days: Int32Array): boolean {
  for (let row = 1; row < days.length; row++) if ((days[row] ?? 0) > (days[row - 1] ?? 0)) return false;
  return days.length > 1;
}

/** A day that comes again with the same value. */
export const duplicateEqual: QualityCheck = {
  code: 'duplicate-equal',
  gravity: 'note',
  refuses: true,
  repair: 'once',
  findings: (view) => flawedRows(view, 'duplicate-equal')
};

/** A day that comes again with another value; the last row counts, as readers of files take it. */
export const duplicateDifferent: QualityCheck = {
  code: 'duplicate-different',
  gravity: 'error',
  refuses: true,
  repair: 'once',
  findings: (view) => flawedRows(view, 'duplicate-different')
};
