import { mean } from '$lib/math/stats';
import { normalTailFactors } from '../value-at-risk/normal';
import { fromMarginal, rowWeighted, type ContributionMethod } from './risk-contributions';

/** Split of the normal figure: marginal risk is k Cov(r_j, r_p) / deviation less the mean (Jorion 2007, chapter 7). */
export const normalContributions: ContributionMethod = {
  method: 'normal',
  of: ({ returns, weights, series }, { measure, confidence, deviation: divisor = 'population' }) => {
    const factors = normalTailFactors(confidence);
    const factor = measure === 'value-at-risk' ? factors.quantile : factors.shortfall;
    const n = series.length;
    const centre = mean(series);
    const freedom = divisor === 'sample' ? n - 1 : n;
    const deviation = Math.sqrt(series.reduce((sum, value) => sum + (value - centre) ** 2, 0) / freedom);
    const means = rowWeighted(returns, () => 1 / n);
    const covariances = rowWeighted(returns, (t) => (series[t] - centre) / freedom);
    const marginal = means.map((one, j) => (deviation > 0 ? (factor * covariances[j]) / deviation : 0) - one);
    return fromMarginal(factor * deviation - centre, weights, marginal);
  }
};
