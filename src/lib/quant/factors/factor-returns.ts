/** Returns of factors a period; a fraction each, row-major: factor k in period t is values[t * names.length + k]. */
export interface FactorReturns {
  readonly names: readonly string[];
  readonly values: Float64Array;
  readonly rows: number;
}

/** One factor's returns. */
export function factorColumn({ names, values, rows }: FactorReturns, factor: number): Float64Array {
  const k = names.length;
  return Float64Array.from({ length: rows }, (_, t) => values[t * k + factor]);
}

/** The rows from one on, `count` of them. */
export function factorRows(factors: FactorReturns, from: number, count: number): FactorReturns {
  const k = factors.names.length;
  return { names: factors.names, values: factors.values.subarray(from * k, (from + count) * k), rows: count };
}

/** Checks that a series has one value a period of the factors. @throws RangeError when it has not. */
export function requireRowsOf(factors: FactorReturns, series: ArrayLike<number>): void {
  const { names, values, rows } = factors;
  if (values.length !== rows * names.length)
    throw new RangeError(`${values.length} values for ${rows} x ${names.length}`);
  if (series.length !== rows) throw new RangeError(`${series.length} returns for ${rows} rows of factors`);
}
