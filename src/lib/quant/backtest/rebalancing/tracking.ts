import type { Window } from '$lib/quant/strategies';

/**
 * Standard deviation of the daily returns that weights would have had over the last days of a window, cash without any;
 * a missing return counts as none. NaN below two returns.
 */
export function dailyDeviation(window: Window, weights: Float64Array, days: number): number {
  const length = window.days.length;
  const count = Math.min(days, length - 1);
  if (count < 2) return NaN;
  const returns = new Float64Array(count);
  for (let i = 0; i < weights.length; i++) {
    if (!(Math.abs(weights[i]) > 0)) continue;
    const closes = window.closes(i);
    for (let k = 0; k < count; k++) {
      const change = closes[length - count + k] / closes[length - count + k - 1] - 1;
      if (Number.isFinite(change)) returns[k] += weights[i] * change;
    }
  }
  let mean = 0;
  for (const value of returns) mean += value / count;
  let squares = 0;
  for (const value of returns) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (count - 1));
}
