import { gram, symmetricEigenvalues } from '$lib/math/linalg';
import { requireTrials, trialMoments } from './trial-returns';
import type { TrialReturns } from './trial-returns';

/** How many independent trials correlated ones amount to. */
export interface EffectiveTrials {
  /** Mean correlation over the pairs of trials. */
  readonly meanCorrelation: number;
  /** rho + (1 - rho) N for the mean correlation rho >= 0 (Bailey and Lopez de Prado 2014, appendix 3). */
  readonly byMeanCorrelation: number;
}

/**
 * Effective number of trials by their mean correlation, found without the matrix of correlations: the square of the sum of the
 * standardized trials holds it. A mean below zero counts as zero: it never makes more trials than there were.
 * @throws RangeError on no trial or fewer than two periods.
 */
export function effectiveTrials(returns: TrialReturns, { means, squares } = trialMoments(returns)): EffectiveTrials {
  requireTrials(returns, 1, 2);
  const { values, trials, periods } = returns;
  if (trials === 1) return { meanCorrelation: NaN, byMeanCorrelation: 1 };
  const total = new Float64Array(periods);
  for (let k = 0, at = 0; k < trials; k++) {
    const mean = means[k];
    const scale = squares[k] > 0 ? 1 / Math.sqrt(squares[k]) : 0;
    for (let t = 0; t < periods; t++, at++) total[t] += (values[at] - mean) * scale;
  }
  let square = 0;
  for (const value of total) square += value * value;
  const meanCorrelation = (square - trials) / (trials * (trials - 1));
  const rho = Math.max(0, Math.min(1, meanCorrelation));
  return { meanCorrelation, byMeanCorrelation: rho + (1 - rho) * trials };
}

/**
 * Effective number of trials by the eigenvalues of their correlations: the square of the sum of their roots over their sum
 * (N. Galwey, Genetic Epidemiology 33, 2009). Follows clusters, which a mean correlation does not see: copies count once. With
 * not many more periods than trials it is somewhat too low. Takes trials^3 steps.
 * @throws RangeError on no trial or fewer than two periods.
 */
export function effectiveTrialsBySpectrum(returns: TrialReturns): number {
  requireTrials(returns, 1, 2);
  const { values, trials, periods } = returns;
  const { means, squares } = trialMoments(returns);
  const columns = new Float64Array(trials * periods);
  for (let k = 0; k < trials; k++) {
    const scale = squares[k] > 0 ? 1 / Math.sqrt(squares[k]) : 0;
    for (let t = 0; t < periods; t++) columns[t * trials + k] = (values[k * periods + t] - means[k]) * scale;
  }
  let [roots, total] = [0, 0];
  for (const value of symmetricEigenvalues(gram(columns, periods, trials), trials)) {
    // An eigenvalue of 0 comes out as some 1e-15, whose root would count.
    const size = value > 1e-12 * trials ? value : 0;
    roots += Math.sqrt(size);
    total += size;
  }
  return total > 0 ? Math.min(trials, Math.max(1, (roots * roots) / total)) : 1;
}
