import { gram } from '$lib/math/linalg';
import { populationVariance } from '../moments';
import { covarianceFromCorrelation } from './correlation-scale';
import { requireObservations, type Observations } from './observations';

/**
 * Which count the concordant less the discordant pairs are divided by. 0: all pairs in which both variables moved
 * (Gerber's first definition; may be indefinite). 1: all rows but those in which neither moved (positive
 * semidefinite). 2: the geometric mean of the two variables' own counts (positive semidefinite).
 */
export type GerberStatistic = 0 | 1 | 2;

interface Signs {
  readonly signs: Float64Array;
  readonly deviations: Float64Array;
}

/** +1 at or above threshold x deviation, -1 at or below its negative, 0 between. */
function movements({ values, rows, columns: n }: Observations, threshold: number): Signs {
  const deviations = Float64Array.from({ length: n }, (_, j) =>
    Math.sqrt(populationVariance(Float64Array.from({ length: rows }, (_, t) => values[t * n + j])))
  );
  const signs = values.map((value, at) => {
    const limit = threshold * deviations[at % n];
    return value >= limit ? 1 : value <= -limit ? -1 : 0;
  });
  return { signs, deviations };
}

/**
 * Gerber covariance: correlations from how often two variables move together beyond threshold standard deviations
 * (divisor T, about zero not the mean), scaled by these deviations. A pair that never moves has correlation 0.
 * Statistics 1 and 2 are those of skfolio (psd_variant true, false) and Riskfolio-Lib (gerber1, gerber2).
 * @throws RangeError below 2 rows, or unless the threshold lies within 0 and 1.
 * Source: Gerber, Markowitz, Ernst, Miao, Javid and Sargen, The Gerber statistic (2022), equations 6 and 12.
 */
export function gerberCovariance(
  observations: Observations,
  { threshold = 0.5, statistic = 1 }: { readonly threshold?: number; readonly statistic?: GerberStatistic } = {}
): Float64Array {
  requireObservations(observations, 2);
  if (!(threshold > 0 && threshold < 1)) throw new RangeError(`threshold outside 0 to 1: ${threshold}`);
  const { rows, columns: n } = observations;
  const { signs, deviations } = movements(observations, threshold);
  // Whole numbers throughout, so that the counts are exact in whatever order they are added up.
  const difference = gram(signs, rows, n);
  const moved = gram(signs.map(Math.abs), rows, n);
  const still = gram(
    signs.map((sign) => 1 - Math.abs(sign)),
    rows,
    n
  );
  const correlation = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const at = i * n + j;
      const own = Math.sqrt(difference[i * n + i] * difference[j * n + j]);
      const count = statistic === 0 ? moved[at] : statistic === 1 ? rows - still[at] : own;
      const value = i === j ? 1 : count > 0 ? difference[at] / count : 0;
      correlation[at] = correlation[j * n + i] = value;
    }
  }
  return covarianceFromCorrelation(correlation, deviations);
}
