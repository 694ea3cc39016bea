import { scaledCorrelation } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { Regimes } from './regimes';

/** Moments of several instruments in one regime, each day counted with its probability of being in it. */
export interface RegimeMoments {
  /** By period, one an instrument. */
  readonly means: Float64Array;
  /** By period, n x n. */
  readonly covariance: Float64Array;
  readonly correlation: Float64Array;
  /** Sum of the probabilities of the days that were used. */
  readonly days: number;
  /** Days of equal weight that would tell as much: (sum p)^2 / sum p^2. */
  readonly effectiveDays: number;
}

/**
 * Moments of instruments by regime, for correlations in calm and turbulent times and for simulation by regime. Row t of
 * the returns is day t of the regimes. Days with a gap in any instrument are left out. The covariance is the weighted
 * maximum-likelihood one (divisor: the sum of weights), so that a mixture of regimes has the moments of the whole. NaN
 * for a regime without days.
 * @throws RangeError unless there are as many rows as days.
 */
export function momentsByRegime({ probabilities, states }: Regimes, returns: ReturnMatrix): RegimeMoments[] {
  const { values, rows, columns } = returns;
  if (rows * states !== probabilities.length || values.length !== rows * columns) {
    throw new RangeError(`${rows} rows of returns for ${probabilities.length / states} days`);
  }
  const used = Array.from({ length: rows }, (_, t) => t).filter((t) => {
    for (let j = 0; j < columns; j++) if (Number.isNaN(values[t * columns + j])) return false;
    return true;
  });
  return Array.from({ length: states }, (_, state) => {
    let [days, squares] = [0, 0];
    const means = new Float64Array(columns);
    for (const t of used) {
      const weight = probabilities[t * states + state];
      days += weight;
      squares += weight * weight;
      for (let j = 0; j < columns; j++) means[j] += weight * values[t * columns + j];
    }
    for (let j = 0; j < columns; j++) means[j] /= days;
    const covariance = new Float64Array(columns * columns);
    for (const t of used) {
      const weight = probabilities[t * states + state] / days;
      for (let i = 0; i < columns; i++) {
        const away = weight * (values[t * columns + i] - means[i]);
        for (let j = 0; j <= i; j++) covariance[i * columns + j] += away * (values[t * columns + j] - means[j]);
      }
    }
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < i; j++) covariance[j * columns + i] = covariance[i * columns + j];
    }
    const { correlation } = scaledCorrelation(covariance, columns);
    return { means, covariance, correlation, days, effectiveDays: (days * days) / squares };
  });
}
