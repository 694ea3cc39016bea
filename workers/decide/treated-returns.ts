import type { InstrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import { lateStartFill, selectedRows } from '$lib/math/stats';
import {
  alignedReturns,
  unevenReturns,
  type AlignedReturns,
  type DroppedInstrument,
  type LateListing
} from '$lib/quant/moments';

/**
 * What is done about instruments listed during the window. filled: their missing returns are continued by regression on
 * the longer ones, with residuals drawn at random. common-days: only the days that all have. left-out: they are.
 */
export type LateTreatment = 'filled' | 'common-days' | 'left-out';

/** Whole returns, with the late listings that they were made for. */
export interface TreatedReturns extends AlignedReturns {
  readonly treatment: LateTreatment;
  readonly late: readonly LateListing[];
}

const FILL_SEED = 1907;
/** Fewest days in common for late listings to be kept on them. */
const FEWEST_ROWS = 60;

/**
 * Returns of a panel without a gap, as a treatment of late listings makes them. A late listing that cannot be continued
 * by regression, or shares too few days with the others, is dropped as too short, and named. The same panel gives the
 * same returns. Source: Stambaugh, Analyzing investments whose histories differ in length (1997), for the regression.
 */
export function treatedReturns(panel: Panel, treatment: LateTreatment): TreatedReturns {
  if (treatment === 'left-out') return { ...alignedReturns(panel), treatment, late: [] };
  const uneven = unevenReturns(panel);
  if (uneven.late.length === 0 || uneven.status === 'too-few') return { ...uneven, treatment };
  if (treatment === 'common-days') {
    const whole = wholeRows(uneven);
    if (whole.length >= FEWEST_ROWS) return { ...onRows(uneven, whole), treatment, late: uneven.late };
  } else {
    const found = lateStartFill(uneven, FILL_SEED);
    if (found.status === 'ok') return { ...uneven, values: found.filled.values, treatment, late: uneven.late };
  }
  // The shortest goes first: the others may then do.
  const shortest = uneven.late.reduce((least, one) => (one.rows < least.rows ? one : least));
  const rest = treatedReturns(without(panel, shortest.instrument), treatment);
  const dropped: DroppedInstrument = {
    instrument: shortest.instrument,
    reason: 'too-short',
    firstDay: shortest.firstDay,
    days: shortest.rows,
    coverage: shortest.rows / uneven.rows
  };
  return { ...rest, dropped: [...rest.dropped, dropped] };
}

function wholeRows({ values, rows, columns }: AlignedReturns): Int32Array {
  return Int32Array.from({ length: rows }, (_, t) => t).filter(
    (t) => !values.subarray(t * columns, (t + 1) * columns).some(Number.isNaN)
  );
}

/** The returns on some rows alone: the first of them begins the span. */
function onRows(returns: AlignedReturns, rows: Int32Array): AlignedReturns {
  const first = rows[0] ?? 0;
  return {
    ...returns,
    ...selectedRows(returns, rows),
    days: Int32Array.from(rows, (t) => returns.days[t] ?? NaN),
    firstDay: first === 0 ? returns.firstDay : (returns.days[first - 1] ?? NaN)
  };
}

function without(panel: Panel, instrument: InstrumentId): Panel {
  const length = panel.days.length;
  const rows = panel.instruments.flatMap((one, row) => (one === instrument ? [] : [row]));
  const values = new Float64Array(rows.length * length);
  rows.forEach((row, at) => values.set(panel.values.subarray(row * length, (row + 1) * length), at * length));
  return { ...panel, instruments: panel.instruments.filter((one) => one !== instrument), values };
}
