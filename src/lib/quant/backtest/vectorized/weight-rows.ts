/** Units at a close, and the cash beside them. */
interface Held {
  readonly units: Float64Array;
  readonly closing: Float64Array;
  readonly cash: number;
}

/** Writes the weights of holdings into a row that begins at `from`: the instruments, then cash. */
export function weightsInto(weights: Float64Array, from: number, { units, closing, cash }: Held, value: number): void {
  const n = units.length;
  for (let i = 0; i < n; i++) weights[from + i] = (units[i] * closing[i]) / value;
  weights[from + n] = cash / value;
}

/** Rows one after another. */
export function joined(rows: readonly Float64Array[]): Float64Array {
  const width = rows[0]?.length ?? 0;
  const whole = new Float64Array(rows.length * width);
  rows.forEach((row, k) => whole.set(row, k * width));
  return whole;
}
