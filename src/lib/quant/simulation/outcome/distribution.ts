import { sortedQuantile } from '$lib/math/stats';
import { estimateOf, type Design, type Estimate } from './odds';

export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const BINS = 48;

/** One quantile over several dates. */
export interface QuantileLine {
  readonly p: number;
  readonly values: Float64Array;
}

/** Values of all paths at one time. */
export interface Distribution extends Estimate {
  readonly quantiles: readonly { readonly p: number; readonly value: number }[];
  /** Counts between edges; what lies outside is counted in the outermost. */
  readonly histogram: { readonly edges: Float64Array; readonly counts: Int32Array };
}

/** Distribution of values in the order of the paths. Quantiles interpolate between order statistics (type 7). */
export function distributionOf(values: Float64Array, design: Design): Distribution {
  const sorted = Float64Array.from(values).sort();
  return {
    ...estimateOf(values, design),
    quantiles: QUANTILES.map((p) => ({ p, value: sortedQuantile(sorted, p) })),
    histogram: histogramOf(sorted)
  };
}

function histogramOf(sorted: Float64Array): Distribution['histogram'] {
  const low = sortedQuantile(sorted, 0.005);
  const high = Math.max(sortedQuantile(sorted, 0.995), low + Math.max(1, Math.abs(low)) * 1e-9);
  const width = (high - low) / BINS;
  const counts = new Int32Array(BINS);
  for (const value of sorted) counts[Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / width)))] += 1;
  return { edges: Float64Array.from({ length: BINS + 1 }, (_, k) => low + k * width), counts };
}

/** Quantiles at each of several dates; `column` gives the values of a date into an array of one value a path. */
export function quantileLines(dates: number, paths: number, column: (date: number, into: Float32Array) => void) {
  const lines: QuantileLine[] = QUANTILES.map((p) => ({ p, values: new Float64Array(dates) }));
  const values = new Float32Array(paths);
  for (let date = 0; date < dates; date++) {
    column(date, values);
    values.sort();
    for (const { p, values: line } of lines) line[date] = sortedQuantile(values, p);
  }
  return lines;
}
