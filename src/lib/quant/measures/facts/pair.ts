import { fact, partOf, type Series } from '../series';
import { mean } from './moments';

/** How the returns go with those of the benchmark; undefined without a benchmark or below two returns. */
export interface Pair {
  readonly own: Series;
  readonly other: Series;
  /** Sums of products of deviations from the means, of excess returns. */
  readonly cross: number;
  readonly ownSquares: number;
  readonly otherSquares: number;
  readonly ownMean: number;
  readonly otherMean: number;
  readonly beta: number;
  readonly count: number;
}

/** Sums over the pairs of excess returns. Slope NaN where the benchmark does not vary. */
export const pair = fact((series): Pair | null => {
  const { benchmark, count, riskFree } = series;
  if (!benchmark || count < 1) return null;
  const constant = typeof riskFree === 'number';
  const rate = (t: number): number => (constant ? 0 : riskFree[t]);
  let [ownMean, otherMean] = [mean(series), mean(benchmark)];
  if (!constant) {
    ownMean -= series.meanRiskFree;
    otherMean -= series.meanRiskFree;
  }
  let [cross, ownSquares, otherSquares] = [0, 0, 0];
  for (let t = 0; t < count; t++) {
    const a = series.returns[t] - rate(t) - ownMean;
    const b = benchmark.returns[t] - rate(t) - otherMean;
    cross += a * b;
    ownSquares += a * a;
    otherSquares += b * b;
  }
  const shift = constant ? riskFree : 0;
  const varies = otherSquares / count > 1e-30;
  return {
    own: series,
    other: benchmark,
    ...{ cross, ownSquares, otherSquares, count },
    ownMean: ownMean - shift,
    otherMean: otherMean - shift,
    beta: varies && count > 1 ? cross / otherSquares : NaN
  };
});

/** A figure of a pair, NaN without a benchmark. */
export const ofPair =
  (make: (pair: Pair) => number) =>
  (series: Series): number => {
    const both = pair(series);
    return both ? make(both) : NaN;
  };

/** Returns less those of the benchmark: their mean and sample deviation. */
export const active = fact((series) => {
  const { benchmark, count } = series;
  if (!benchmark) return { mean: NaN, deviation: NaN, above: NaN };
  const centre = mean(series) - mean(benchmark);
  let squares = 0;
  let above = 0;
  for (let t = 0; t < count; t++) {
    const gap = series.returns[t] - benchmark.returns[t];
    squares += (gap - centre) ** 2;
    if (gap > 0) above++;
  }
  const spread = count < 2 ? NaN : Math.sqrt(squares / (count - 1));
  return { mean: centre, deviation: spread, above };
});

const marks = (series: Series): Float64Array => series.benchmark?.returns ?? new Float64Array(series.count);

/** The periods in which the benchmark rose. */
export const risen = fact((series) => {
  const other = marks(series);
  return partOf(series, (t) => other[t] > 0);
});

/** The periods in which the benchmark fell. */
export const fallen = fact((series) => {
  const other = marks(series);
  return partOf(series, (t) => other[t] < 0);
});
