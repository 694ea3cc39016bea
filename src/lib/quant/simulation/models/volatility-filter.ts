import { garchFit } from '$lib/math/stats';
import type { BlockFrame, PeriodGrowth, Sample } from './model';
import type { FilterData } from './model-types';

/** A variance that never dies out would wander off; alpha + beta is held below this. */
const MOST_PERSISTENCE = 0.998;

/** Which filter: GARCH(1,1) by likelihood with its long-run variance set to the sample's, or exponential weights. */
export type FilterChoice = { readonly filter: 'garch' } | { readonly filter: 'ewma'; readonly decay: number };

/**
 * Each instrument's variance from row to row, and its surprises in units of it, moved and scaled to mean 0 and variance 1
 * (row-major). @throws RangeError when a series does not vary.
 */
export function filteredSample(
  { growth, rows, columns, meanGrowth }: Sample,
  choice: FilterChoice
): FilterData & { readonly surprises: Float64Array; readonly rows: number } {
  const [omega, alpha, beta, next] = Array.from({ length: 4 }, () => new Float64Array(columns));
  const surprises = new Float64Array(rows * columns);
  for (let i = 0; i < columns; i++) {
    const centred = Float64Array.from({ length: rows }, (_, t) => growth[t * columns + i] - meanGrowth[i]);
    const variance = centred.reduce((sum, one) => sum + one * one, 0) / rows;
    if (choice.filter === 'garch') {
      const fit = garchFit(centred, { mean: 'zero' });
      const shrink = Math.min(1, MOST_PERSISTENCE / (fit.alpha + fit.beta));
      alpha[i] = fit.alpha * shrink;
      beta[i] = fit.beta * shrink;
      omega[i] = variance * (1 - alpha[i] - beta[i]);
    } else {
      alpha[i] = 1 - choice.decay;
      beta[i] = choice.decay;
    }
    let [current, sum, squares] = [variance, 0, 0];
    for (let t = 0; t < rows; t++) {
      const surprise = centred[t] / Math.sqrt(current);
      surprises[t * columns + i] = surprise;
      sum += surprise / rows;
      squares += (surprise * surprise) / rows;
      current = omega[i] + alpha[i] * centred[t] * centred[t] + beta[i] * current;
    }
    next[i] = current;
    const deviation = Math.sqrt(squares - sum * sum);
    for (let t = 0; t < rows; t++) surprises[t * columns + i] = (surprises[t * columns + i] - sum) / deviation;
  }
  return { omega, alpha, beta, next, surprises, rows };
}

/** Growth over periods from surprises of mean 0 and variance 1 a row, through the variance of each path. */
export function unfilteredGrowth(
  { omega, alpha, beta, next }: FilterData,
  { columns, paths, rowsPerPeriod, meanGrowth }: BlockFrame,
  surprisesInto: (out: Float64Array) => void
): PeriodGrowth {
  const variance = new Float64Array(columns * paths);
  for (let i = 0; i < columns; i++) variance.fill(next[i], i * paths, (i + 1) * paths);
  const surprise = new Float64Array(columns * paths);
  return (into) => {
    into.fill(1);
    for (let t = 0; t < rowsPerPeriod; t++) {
      surprisesInto(surprise);
      for (let i = 0, at = 0; i < columns; i++) {
        for (let p = 0; p < paths; p++, at++) {
          const gap = surprise[at] * Math.sqrt(variance[at]);
          into[at] *= Math.max(0, meanGrowth[i] + gap);
          variance[at] = omega[i] + alpha[i] * gap * gap + beta[i] * variance[at];
        }
      }
    }
  };
}
