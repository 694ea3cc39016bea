import { lateStartFill, selectedRows } from '$lib/math/stats';
import type { ReturnMatrix } from './return-matrix';

/**
 * What an estimator does with missing returns (NaN).
 * common-rows: rows in which any instrument lacks a return are left out for all. pairwise: each pair over the rows
 * that both have. own-history: each instrument over its own rows. no-shortfall: a missing return counts as no
 * shortfall. filled: the shorter continued by regression on the longer, with residuals drawn at random.
 * maximum-likelihood: the shorter carried over to the whole length by regression on the longer. not-used: the
 * returns do not enter.
 */
export type GapTreatment =
  'common-rows' | 'pairwise' | 'own-history' | 'no-shortfall' | 'filled' | 'maximum-likelihood' | 'not-used';

/** Returns as an estimator sees them. */
export interface Estimation {
  readonly returns: ReturnMatrix;
  readonly periodsPerYear: number;
  /** Row of the series given in options (a market, factors) that belongs to each row of the returns; the same when absent. */
  readonly sourceRows?: Int32Array;
}

/** What is done about missing returns for estimators that need whole rows; the rows without a gap when absent. */
export type MissingReturns =
  | { readonly method: 'common-rows' }
  /** The same seed fills the same. */
  | { readonly method: 'filled'; readonly seed: number };

/** What was done for one instrument: the treatment, and the rows of its returns that the estimate rests on. */
export interface GapAnswer {
  readonly treatment: GapTreatment | 'complete';
  readonly rows: number;
}

/** Rows without a missing return. */
function completeRows({ values, rows, columns }: ReturnMatrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, t) => t).filter(
    (t) => !values.subarray(t * columns, (t + 1) * columns).some(Number.isNaN)
  );
}

/** True when any return is missing. */
export const hasGaps = (returns: ReturnMatrix): boolean => returns.values.some(Number.isNaN);

/** The estimation on the rows without a gap; itself when there is none. */
function onCommonRows(estimation: Estimation): Estimation {
  const { returns, sourceRows } = estimation;
  if (!hasGaps(returns)) return estimation;
  const rows = completeRows(returns);
  return {
    ...estimation,
    returns: { ...selectedRows(returns, rows), ...(returns.instruments && { instruments: returns.instruments }) },
    sourceRows: sourceRows ? rows.map((t) => sourceRows[t]) : rows
  };
}

/**
 * The estimation without gaps, as asked; itself when there is none.
 * @throws RangeError naming a series that is too short to be continued by regression on the longer ones.
 */
export function withoutGaps(estimation: Estimation, missing: MissingReturns): Estimation {
  const { returns } = estimation;
  if (missing.method === 'common-rows' || !hasGaps(returns)) return onCommonRows(estimation);
  const found = lateStartFill(returns, missing.seed);
  if (found.status === 'ok') return { ...estimation, returns: { ...returns, values: found.filled.values } };
  throw new RangeError(`series ${found.column} has ${found.rows} common rows, ${found.needed} are needed`);
}

/** A series of options, one value a row, on the rows of the estimation. @throws RangeError when it has too few. */
export function seriesOnRows({ returns, sourceRows }: Estimation, series: Float64Array): Float64Array {
  const reach = sourceRows ? sourceRows.reduce((most, t) => Math.max(most, t + 1), 0) : returns.rows;
  if (sourceRows ? series.length < reach : series.length !== reach) {
    throw new RangeError(`${series.length} values of a series for ${reach} rows`);
  }
  return sourceRows ? Float64Array.from(sourceRows, (t) => series[t]) : series;
}

/** Several series of options on the rows of the estimation. @throws RangeError when they have too few rows. */
export function matrixOnRows({ returns, sourceRows }: Estimation, matrix: ReturnMatrix): ReturnMatrix {
  const reach = sourceRows ? sourceRows.reduce((most, t) => Math.max(most, t + 1), 0) : returns.rows;
  if (sourceRows ? matrix.rows < reach : matrix.rows !== reach) {
    throw new RangeError(`${matrix.rows} rows of series for ${reach} rows of returns`);
  }
  return sourceRows ? selectedRows(matrix, sourceRows) : matrix;
}

/** What a treatment does to each column: the answer names it for every instrument. */
export function gapAnswers(returns: ReturnMatrix, treatment: GapTreatment): GapAnswer[] {
  const { values, rows, columns } = returns;
  if (treatment === 'not-used') return Array.from({ length: columns }, () => ({ treatment, rows: 0 }));
  if (!hasGaps(returns)) return Array.from({ length: columns }, () => ({ treatment: 'complete', rows }));
  const common = treatment === 'common-rows' ? completeRows(returns).length : 0;
  return Array.from({ length: columns }, (_, j) => {
    if (treatment === 'common-rows') return { treatment, rows: common };
    let observed = 0;
    for (let t = 0; t < rows; t++) if (!Number.isNaN(values[t * columns + j])) observed++;
    return { treatment: observed === rows ? 'complete' : treatment, rows: observed };
  });
}
