/**
 * What a time-weighted return is made of, a value for each day. Inflows and outflows are both >= 0; those of the first
 * day are already in its value and do not count.
 */
export interface ValuedFlows {
  readonly values: ArrayLike<number>;
  readonly inflows: ArrayLike<number>;
  readonly outflows: ArrayLike<number>;
}

/**
 * Index of the time-weighted return (true, daily linked), 1 on the first day.
 *
 * Convention: what comes in takes part in the day's return, and so does what goes out, that is, inflows happen at the
 * opening and outflows at the close: factor = (value + outflow) / (previous value + inflow). A purchase therefore earns
 * the difference between its price and the close of its day.
 * A day with nothing at work (previous value + inflow = 0) has the factor 1; so has a day whose base is negative, where
 * no return exists, and it is counted in `undefinedDays`. NaN values give NaN from there on.
 * @throws RangeError when the lengths differ.
 */
export function timeWeightedIndex(data: ValuedFlows): { index: Float64Array; undefinedDays: number } {
  const { values, inflows, outflows } = data;
  const length = values.length;
  if (inflows.length !== length || outflows.length !== length)
    throw new RangeError(`lengths differ: ${length} values, ${inflows.length} inflows, ${outflows.length} outflows`);
  const index = new Float64Array(length);
  let level = 1;
  let undefinedDays = 0;
  for (let t = 0; t < length; t++) {
    if (t > 0) {
      const base = (values[t - 1] ?? NaN) + (inflows[t] ?? NaN);
      const reached = (values[t] ?? NaN) + (outflows[t] ?? NaN);
      if (base < 0 || (base > 0 && reached < 0)) undefinedDays++;
      else if (base !== 0) level *= reached / base;
    }
    index[t] = level;
  }
  return { index, undefinedDays };
}

/** Time-weighted return over the whole span, a fraction; the convention is that of {@link timeWeightedIndex}. NaN when empty. */
export function timeWeightedReturn(data: ValuedFlows): number {
  return (timeWeightedIndex(data).index.at(-1) ?? NaN) - 1;
}

/** Returns linked geometrically: product of (1 + r) minus 1; 0 for an empty list, NaN when one is NaN. */
export function linkedReturn(returns: ArrayLike<number>): number {
  let level = 1;
  for (let t = 0; t < returns.length; t++) level *= 1 + (returns[t] ?? NaN);
  return level - 1;
}

/**
 * Return for a year from a return over `years`: (1 + r)^(1/years) - 1. Below a year this extrapolates, which GIPS
 * (2020, 2.A.33) forbids to present: the caller decides. NaN when years <= 0 or more than all was lost.
 */
export function annualised(totalReturn: number, years: number): number {
  if (!(years > 0) || totalReturn < -1) return NaN;
  return Math.pow(1 + totalReturn, 1 / years) - 1;
}

/** Simple returns between neighbours of an index, one fewer than its levels; from a level of 0 the return is 0. */
export function simpleReturns(index: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(0, index.length - 1));
  for (let t = 1; t < index.length; t++) {
    const before = index[t - 1] ?? NaN;
    returns[t - 1] = before === 0 ? 0 : (index[t] ?? NaN) / before - 1;
  }
  return returns;
}
