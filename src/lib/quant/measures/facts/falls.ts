import { log1p } from '$lib/math/elementary';
import { fact } from '../series';

/** Wealth of one unit after each period, compounded. */
export const wealth = fact(({ returns }) => {
  const levels = new Float64Array(returns.length);
  let level = 1;
  for (let t = 0; t < returns.length; t++) {
    level *= 1 + returns[t];
    levels[t] = level;
  }
  return levels;
});

/** Product of 1 + r; 1 when empty. */
export const growth = fact((series) => wealth(series).at(-1) ?? 1);

/** Drawdown after each period, <= 0, of compounded wealth; the start counts as a peak. */
export const falls = fact((series) => {
  const levels = wealth(series);
  const depths = new Float64Array(levels.length);
  let high = 1;
  for (let t = 0; t < levels.length; t++) {
    const level = levels[t];
    if (level > high) high = level;
    depths[t] = level < high ? level / high - 1 : 0;
  }
  return depths;
});

/** The drawdowns, deepest first. */
export const sortedFalls = fact((series) => Float64Array.from(falls(series)).sort());

/** Falls of the sum of returns below its peak, <= 0, deepest first; the start counts as a peak. */
export const sortedFallsOfSum = fact(({ returns }) => {
  const depths = new Float64Array(returns.length);
  let [level, high] = [1, 1];
  for (let t = 0; t < returns.length; t++) {
    level += returns[t];
    if (level > high) high = level;
    depths[t] = level - high;
  }
  return depths.sort();
});

/** Worst drawdown, <= 0; NaN when empty. */
export const worstFall = fact((series) => {
  let worst = series.count === 0 ? NaN : 0;
  for (const depth of falls(series)) if (depth < worst) worst = depth;
  return worst;
});

/** Sums of the drawdowns and of their squares over all periods, both >= 0. */
export const fallSums = fact((series) => {
  let [depth, squares] = [0, 0];
  for (const each of falls(series)) {
    depth -= each;
    squares += each * each;
  }
  return { depth, squares };
});

/** A time below an earlier high, as places in the series: its first and last period under water and its deepest. */
export interface Fall {
  readonly from: number;
  readonly valley: number;
  readonly to: number;
  readonly depth: number;
  /** Whether the old high was reached in the period after `to`. */
  readonly recovered: boolean;
}

/** Every time under water, in order. */
export const fallList = fact((series): readonly Fall[] => {
  const depths = falls(series);
  const list: Fall[] = [];
  for (let t = 0; t < depths.length; t++) {
    if (depths[t] === 0) continue;
    const from = t;
    let valley = t;
    while (t + 1 < depths.length && depths[t + 1] < 0) {
      t++;
      if (depths[t] < depths[valley]) valley = t;
    }
    list.push({ from, valley, to: t, depth: depths[valley], recovered: t + 1 < depths.length });
  }
  return list;
});

/** Runs of periods below zero, each compounded as Bacon's tables do: percent points of the hundredth part of a return. */
export const losingRuns = fact(({ returns }) => {
  const runs: number[] = [];
  for (let t = 1; t < returns.length; t++) {
    if (!(returns[t] < 0)) continue;
    let level = 1;
    for (; t < returns.length && returns[t] < 0; t++) level *= 1 + returns[t] * 0.01;
    runs.push((level - 1) * 100);
  }
  return runs;
});

/**
 * Mean and mean square of the drawdowns as PerformanceAnalytics' DrawdownPeak has them: from the last peak on, the hundredth
 * part of each return is compounded and the fall told in percent points; close to the fall of the sum of returns.
 */
export const hundredthFalls = fact(({ returns }) => {
  let [level, depth, squares] = [1, 0, 0];
  for (const value of returns) {
    level *= 1 + value * 0.01;
    if (level > 1) level = 1;
    const fall = (1 - level) * 100;
    depth += fall;
    squares += fall * fall;
  }
  return { depth: depth / returns.length, squares: squares / returns.length };
});

/** Square of the correlation of cumulated log returns with time. */
export const trendFit = fact(({ returns }) => {
  const n = returns.length;
  if (n < 2) return NaN;
  const logs = new Float64Array(n);
  let level = 0;
  let sum = 0;
  for (let t = 0; t < n; t++) {
    level += log1p(returns[t]);
    logs[t] = level;
    sum += level;
  }
  const [middle, centre] = [(n - 1) / 2, sum / n];
  let [cross, squares] = [0, 0];
  for (let t = 0; t < n; t++) {
    cross += (t - middle) * (logs[t] - centre);
    squares += (logs[t] - centre) ** 2;
  }
  const times = (n * (n * n - 1)) / 12;
  return (cross * cross) / (times * squares);
});
