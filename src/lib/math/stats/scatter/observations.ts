/** Observations of several variables, row by row: variable j of row t is values[t * columns + j]. */
export interface Observations {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Throws RangeError when the length is not rows x columns, or there are fewer rows than asked. */
export function requireObservations({ values, rows, columns }: Observations, minimum: number): void {
  if (values.length !== rows * columns) throw new RangeError(`${values.length} values for ${rows} x ${columns}`);
  if (rows < minimum) throw new RangeError(`${rows} rows, at least ${minimum} are needed`);
}

/** Some rows of the observations, in the order asked. */
export function selectedRows({ values, columns }: Observations, rows: ArrayLike<number>): Observations {
  const out = new Float64Array(rows.length * columns);
  for (let t = 0; t < rows.length; t++) {
    out.set(values.subarray(rows[t] * columns, (rows[t] + 1) * columns), t * columns);
  }
  return { values: out, rows: rows.length, columns };
}

/** Some columns of the observations, in the order asked. */
export function selectedColumns({ values, rows, columns }: Observations, chosen: ArrayLike<number>): Observations {
  const out = new Float64Array(rows * chosen.length);
  for (let t = 0; t < rows; t++) {
    for (let j = 0; j < chosen.length; j++) out[t * chosen.length + j] = values[t * columns + chosen[j]];
  }
  return { values: out, rows, columns: chosen.length };
}
