import { centralMoments, expandedFigure } from '../value-at-risk/cornish-fisher';
import { cornishFisherTail } from '../value-at-risk/cornish-fisher-tail';
import { fromMarginal, rowWeighted, type ContributionMethod } from './risk-contributions';

/**
 * Split of the Cornish-Fisher figure by the derivatives of the portfolio's moments. Source: Boudt, Peterson and Croux (2008),
 * equations 15 and 17; the co-moments are never laid out, for the portfolio's own deviations give the same sums.
 */
export const cornishFisherContributions: ContributionMethod = {
  method: 'cornish-fisher',
  of: ({ returns, weights, series }, { measure, confidence }) => {
    const n = series.length;
    const moments = centralMoments(series);
    const part = measure === 'value-at-risk' ? 'quantile' : 'shortfall';
    const { value, slopes } = expandedFigure(moments, (s, k) => cornishFisherTail(confidence, s, k)[part], 1);
    const { mean: centre, second, third } = moments;
    const means = rowWeighted(returns, () => 1 / n);
    // d m_q / d w_j = q (mean of d_p^(q-1) (r_j - mean_j)); the second term carries the column's mean.
    const by = (order: number, momentBelow: number): Float64Array =>
      rowWeighted(returns, (t) => (order * ((series[t] - centre) ** (order - 1) - momentBelow)) / n);
    const [two, three, four] = [by(2, 0), by(3, second), by(4, third)];
    const marginal = means.map(
      (one, j) => slopes[0] * one + slopes[1] * two[j] + slopes[2] * three[j] + slopes[3] * four[j]
    );
    return fromMarginal(value, weights, marginal);
  }
};
