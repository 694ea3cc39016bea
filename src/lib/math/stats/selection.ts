/**
 * The k-th smallest of the first `length` values, which are put in another order: everything before k is at most, everything
 * after it at least the answer. No NaN. Linear on average (Hoare's FIND, Communications of the ACM 4, 1961, algorithm 65).
 */
export function selected(values: Float64Array, length: number, k: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const pivot = middleOfThree(values, low, high);
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while (pivot < (values[j] as number)) j--;
      if (i > j) break;
      const swapped = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = swapped;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k] ?? NaN;
}

/** Median of the first `length` values, which are put in another order; the mean of the middle two of an even count, NaN of none. */
export function selectedMedian(values: Float64Array, length: number): number {
  if (length === 0) return NaN;
  const half = length >> 1;
  const upper = selected(values, length, half);
  if (length % 2 === 1) return upper;
  let lower = -Infinity;
  for (let at = 0; at < half; at++) lower = Math.max(lower, values[at] as number);
  return lower + (upper - lower) / 2;
}

function middleOfThree(values: Float64Array, low: number, high: number): number {
  const a = values[low] as number;
  const b = values[(low + high) >>> 1] as number;
  const c = values[high] as number;
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
