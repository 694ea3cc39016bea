import type { InstrumentId } from '$lib/domain/instruments';

/**
 * Simple returns of several series over the same periods, day-major: the return of series j in period t is
 * values[t * columns + j]. NaN is a missing return: estimators say in their descriptor what they do with it.
 */
export interface ReturnMatrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** What the columns are, where that is known. */
  readonly instruments?: readonly InstrumentId[];
}

/** Checks the shape of a matrix. @throws RangeError when its length is not rows x columns or it has fewer rows than asked. */
export function requireRows(returns: ReturnMatrix, minimum: number): void {
  const { values, rows, columns } = returns;
  if (values.length !== rows * columns) throw new RangeError(`${values.length} values for ${rows} x ${columns}`);
  if (rows < minimum) throw new RangeError(`${rows} rows of returns, at least ${minimum} are needed`);
}
