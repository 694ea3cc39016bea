import { normalDensity } from '$lib/math/distributions';
import { sortedQuantile } from '$lib/math/stats';
import { expectedShortfall } from '../ordered-weights';
import { riskOptions } from '../risk-spec';
import { silvermanBandwidth } from '../value-at-risk/kernel-density';
import { fromMarginal, rowWeighted, type ContributionMethod } from './risk-contributions';

/**
 * Weights of the periods that make the mean return of a column where the portfolio returns `place`: local linear regression
 * with normal kernels (Fan and Gijbels 1996). It reproduces lines, so the columns of a portfolio add up to `place`.
 */
function localWeights(series: Float64Array, place: number, bandwidth: number): Float64Array {
  const [kernels, moments] = [new Float64Array(series.length), [0, 0, 0]];
  series.forEach((value, t) => {
    const kernel = normalDensity((value - place) / bandwidth);
    kernels[t] = kernel;
    for (let q = 0; q < 3; q++) moments[q] += kernel * (value - place) ** q;
  });
  const [zero, one, two] = moments;
  const whole = zero * two - one * one;
  return kernels.map((kernel, t) => (kernel * (two - one * (series[t] - place))) / whole);
}

/**
 * Split of the historical figure. Shortfall: means over the worst periods. Value at risk: the mean of each column where the
 * portfolio loses so much, by periods near it. Source: Tasche (2000) for both; see {@link localWeights} for the second.
 */
export const historicalContributions: ContributionMethod = {
  method: 'historical',
  of: ({ returns, weights, series }, { measure, confidence }) => {
    const tail = 1 - confidence;
    if (measure === 'expected-shortfall') {
      const options = riskOptions({ measure, tail });
      const slopes = expectedShortfall.slopes(series, options);
      const marginal = rowWeighted(returns, (t) => slopes[t]);
      return fromMarginal(expectedShortfall.value(series, options), weights, marginal);
    }
    const ascending = Float64Array.from(series).sort();
    const place = sortedQuantile(ascending, tail);
    const near = localWeights(series, place, silvermanBandwidth(ascending));
    const marginal = rowWeighted(returns, (t) => -near[t]);
    return fromMarginal(-place, weights, marginal);
  }
};
