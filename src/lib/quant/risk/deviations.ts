import { mean } from '$lib/math/stats';
import type { SeriesFunctional } from './risk-spec';

function squaredDeviations(series: Float64Array): { centre: number; squares: number } {
  const centre = mean(series);
  let squares = 0;
  for (const value of series) squares += (value - centre) ** 2;
  return { centre, squares };
}

/** Sample variance, divisor T - 1. */
export const variance: SeriesFunctional = {
  value: (series) => squaredDeviations(series).squares / (series.length - 1),
  slopes: (series) => {
    const centre = mean(series);
    return series.map((value) => (2 * (value - centre)) / (series.length - 1));
  }
};

/** Sample standard deviation, divisor T - 1. Of a constant series the subgradient is zero. */
export const standardDeviation: SeriesFunctional = {
  value: (series) => Math.sqrt(variance.value(series, NO_OPTIONS)),
  slopes: (series) => {
    const { centre, squares } = squaredDeviations(series);
    const scale = Math.sqrt(squares * (series.length - 1));
    return series.map((value) => (scale > 0 ? (value - centre) / scale : 0));
  }
};

/** Semi standard deviation: root of the squares below the mean over T - 1 (PyPortfolioOpt: below a benchmark, over T). */
export const semiDeviation: SeriesFunctional = {
  value: (series) => {
    const centre = mean(series);
    return Math.sqrt(shortfallSquares(series, centre) / (series.length - 1));
  },
  slopes: (series) => {
    const centre = mean(series);
    const scale = Math.sqrt(shortfallSquares(series, centre) * (series.length - 1));
    if (!(scale > 0)) return new Float64Array(series.length);
    // The mean moves with every return.
    let below = 0;
    for (const value of series) below += Math.max(0, centre - value);
    const shared = below / series.length;
    return series.map((value) => (shared - Math.max(0, centre - value)) / scale);
  }
};

/** Mean absolute deviation from the mean (Konno and Yamazaki 1991). */
export const meanAbsoluteDeviation: SeriesFunctional = {
  value: (series) => {
    const centre = mean(series);
    let total = 0;
    for (const value of series) total += Math.abs(value - centre);
    return total / series.length;
  },
  slopes: (series) => {
    const centre = mean(series);
    const signs = series.map((value) => Math.sign(value - centre));
    const shared = mean(signs);
    return signs.map((sign) => (sign - shared) / series.length);
  }
};

function shortfallSquares(series: Float64Array, target: number): number {
  let squares = 0;
  for (const value of series) squares += Math.max(0, target - value) ** 2;
  return squares;
}

/** First lower partial moment: mean shortfall below the target (Omega's denominator). */
export const firstLowerPartialMoment: SeriesFunctional = {
  value: (series, { target }) => {
    let total = 0;
    for (const value of series) total += Math.max(0, target - value);
    return total / series.length;
  },
  slopes: (series, { target }) => series.map((value) => (value < target ? -1 / series.length : 0))
};

/** Root of the second lower partial moment, the squares below the target over T - 1 (Sortino's denominator has T). */
export const secondLowerPartialMoment: SeriesFunctional = {
  value: (series, { target }) => Math.sqrt(shortfallSquares(series, target) / (series.length - 1)),
  slopes: (series, { target }) => {
    const scale = Math.sqrt(shortfallSquares(series, target) * (series.length - 1));
    return series.map((value) => (scale > 0 ? -Math.max(0, target - value) / scale : 0));
  }
};

/** Minus the mean. Of negative drawdowns: the average drawdown. */
export const meanLoss: SeriesFunctional = {
  value: (series) => -mean(series),
  slopes: (series) => new Float64Array(series.length).fill(-1 / series.length)
};

/** Root of the mean square. Of drawdowns: the ulcer index (Martin 1987). */
export const rootMeanSquare: SeriesFunctional = {
  value: (series) => Math.sqrt(meanSquare(series)),
  slopes: (series) => {
    const scale = Math.sqrt(meanSquare(series)) * series.length;
    return series.map((value) => (scale > 0 ? value / scale : 0));
  }
};

function meanSquare(series: Float64Array): number {
  let squares = 0;
  for (const value of series) squares += value * value;
  return squares / series.length;
}

const NO_OPTIONS = { tail: NaN, gainTail: NaN, levels: NaN, target: NaN };
