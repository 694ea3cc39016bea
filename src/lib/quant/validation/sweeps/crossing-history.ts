import { movingMeans, runningSums } from '$lib/math/stats';

/** What the crosses of one series are judged by; days counted from its first price. */
export interface CrossingHistory {
  readonly prices: Float64Array;
  /** Sums of the daily returns, and of their squares, up to and with each day. */
  readonly returnSums: Float64Array;
  readonly squareSums: Float64Array;
  /** Moving means of a window, made when first asked for. */
  means(window: number): Float64Array;
}

/** @throws RangeError on a price missing or not positive after the first. */
export function crossingHistory(all: Float64Array): CrossingHistory {
  let first = 0;
  while (first < all.length && Number.isNaN(all[first])) first++;
  const prices = all.subarray(first);
  const returnSums = new Float64Array(prices.length);
  const squareSums = new Float64Array(prices.length);
  for (let t = 0; t < prices.length; t++) {
    if (!(prices[t] > 0 && prices[t] < Infinity)) throw new RangeError(`price ${prices[t]} on day ${first + t}`);
    if (t === 0) continue;
    const change = prices[t] / prices[t - 1] - 1;
    returnSums[t] = returnSums[t - 1] + change;
    squareSums[t] = squareSums[t - 1] + change * change;
  }
  const sums = runningSums(prices);
  const made = new Map<number, Float64Array>();
  const means = (window: number): Float64Array => {
    const known = made.get(window) ?? movingMeans(sums, window);
    made.set(window, known);
    return known;
  };
  return { prices, returnSums, squareSums, means };
}
