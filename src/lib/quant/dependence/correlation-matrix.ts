import { normalQuantile } from '$lib/math/distributions';
import type { ReturnMatrix } from '$lib/quant/moments';
import { correlationMeasures, type CorrelationMeasureId } from './measures/catalog';
import type { CorrelationOptions } from './measures/measure';
import { meanOfPairs, movingColumns } from './pair-values';

/** Correlations with what is sure about them; all matrices n x n, symmetric. */
export interface CorrelationMatrix {
  readonly size: number;
  readonly values: Float64Array;
  /** Ends of the interval of each value; the value itself on the diagonal. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Two-sided probability of so large a value by chance alone; 0 on the diagonal. */
  readonly pValues: Float64Array;
  /** Mean over the pairs; NaN with fewer than two series. */
  readonly average: number;
  readonly rows: number;
  /** Rows that the figures are worth where returns are weighted. */
  readonly effectiveRows: number;
  /** Weight of the common correlation that a shrunk estimate was pulled to. */
  readonly shrinkage?: number;
}

/** What to measure, and the level of the intervals (0.95 when absent). */
export interface CorrelationRequest extends CorrelationOptions {
  readonly measure: CorrelationMeasureId;
  readonly level?: number;
}

/** Interval of a correlation by Fisher's transformation with a standard error of its own; NaN where it has none. */
export function fisherInterval(r: number, error: number, level: number): { lower: number; upper: number } {
  const reach = normalQuantile(0.5 + level / 2) * error;
  const centre = Math.atanh(r);
  return { lower: Math.tanh(centre - reach), upper: Math.tanh(centre + reach) };
}

/**
 * Correlation of every pair of series with interval and significance, by a measure of the catalog. Returns without a
 * gap. The probabilities are of each pair alone: among many pairs some are small by chance.
 * @throws RangeError below five rows, for a missing return, or a level outside 0 to 1.
 */
export function correlationMatrix(
  returns: ReturnMatrix,
  { measure, level = 0.95, ...options }: CorrelationRequest,
  progress: (share: number) => void = () => undefined
): CorrelationMatrix {
  const { rows, columns: n } = returns;
  if (rows < 5) throw new RangeError(`${rows} rows of returns, at least 5 are needed`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level ${level} is outside 0 to 1`);
  const gap = returns.values.findIndex((value) => !Number.isFinite(value));
  if (gap >= 0) throw new RangeError(`no return in row ${Math.floor(gap / n)} of series ${gap % n}`);
  const way = correlationMeasures[measure];
  const { values: measured, effectiveRows, shrinkage } = way.matrix(returns, options, progress);
  // What rounding leaves of a series that stands still is no movement.
  const moving = new Set(movingColumns(returns));
  const values = measured.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i === j || (moving.has(i) && moving.has(j)) ? value : NaN;
  });
  const lower = Float64Array.from(values);
  const upper = Float64Array.from(values);
  const pValues = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const at = i * n + j;
      const interval = fisherInterval(values[at], way.fisherError(values[at], effectiveRows), level);
      lower[at] = interval.lower;
      upper[at] = interval.upper;
      pValues[at] = way.pValue(values[at], effectiveRows);
    }
  }
  return {
    size: n,
    values,
    lower,
    upper,
    pValues,
    average: meanOfPairs(values, n),
    rows,
    effectiveRows,
    ...(shrinkage === undefined ? {} : { shrinkage })
  };
}
