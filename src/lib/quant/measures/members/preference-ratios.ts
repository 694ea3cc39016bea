import { measure, type Measure } from '../measure';
import { kurtosis, mean, skewness } from '../facts/moments';
import { aroundTarget, downsideDeviation, upsideRisk } from '../facts/partial-moments';
import { wins } from '../facts/wins';
import type { Series } from '../series';

const ratio = { group: 'risk-adjusted', riskFree: 'threshold', source: 'Bacon 2008' } as const;
const AVERSION = 2.25;

/** Mean over all periods of max(0, target - r)^order. */
function lowerMoment({ returns, target, order }: Series): number {
  let sum = 0;
  for (const value of returns) if (value < target) sum += (target - value) ** order;
  return sum / returns.length;
}

const prospectGain = (series: Series): number => wins(series).gains + AVERSION * wins(series).losses;

/** Ratios of what is above a least acceptable return to what is below it. */
export const preferenceRatios: readonly Measure[] = [
  measure({
    ...{ ...ratio, riskFree: 'none', id: 'bernardo-ledoit', name: 'Bernardo-Ledoit ratio' },
    source: 'Bernardo and Ledoit 2000',
    formula: 'sum of max(0, r) / sum of max(0, -r)',
    of: (series) => wins(series).gains / -wins(series).losses
  }),
  measure({
    ...{ ...ratio, riskFree: 'none', id: 'd-ratio', name: 'd ratio', sign: 'lower-better', source: 'Lavinio 2000' },
    formula: 'number of losses x sum of losses / (number of gains x sum of gains), without sign',
    of: (series) => {
      const { up, down, gains, losses } = wins(series);
      return (down * -losses) / (up * gains);
    }
  }),
  measure({
    ...{ ...ratio, id: 'omega-sharpe', name: 'Omega-Sharpe ratio' },
    formula: '(mean of r - target) / mean of max(0, target - r)',
    of: (series) => (mean(series) - series.target) / (aroundTarget(series).below / series.count)
  }),
  measure({
    ...{ ...ratio, id: 'kappa', name: 'Kappa', source: 'Kaplan and Knowles 2004' },
    formula: '(mean of r - target) / (mean of max(0, target - r)^order)^(1 / order), order 3 unless given',
    of: (series) => (mean(series) - series.target) / lowerMoment(series) ** (1 / series.order)
  }),
  measure(
    {
      ...{ ...ratio, id: 'upside-potential-ratio', name: 'Upside potential ratio' },
      source: 'Sortino, van der Meer and Plantinga 1999',
      formula: 'mean over all periods of max(0, r - target) / downside deviation',
      of: (series) => aroundTarget(series).above / series.count / downsideDeviation(series)
    },
    {
      'performance-analytics': {
        formula: 'mean of (r - target) where above / root of the mean of (target - r)^2 where below',
        of: (series) => {
          const { above, countAbove, squaresBelow, countBelow } = aroundTarget(series);
          return above / countAbove / Math.sqrt(squaresBelow / countBelow);
        }
      }
    }
  ),
  measure({
    ...{ ...ratio, id: 'variability-skewness', name: 'Variability skewness' },
    formula: 'upside risk / downside deviation',
    of: (series) => upsideRisk(series) / downsideDeviation(series)
  }),
  measure({
    ...{ ...ratio, id: 'volatility-skewness', name: 'Volatility skewness' },
    formula: 'upside variance / downside variance',
    of: (series) => aroundTarget(series).squaresAbove / aroundTarget(series).squaresBelow
  }),
  measure(
    {
      ...{ ...ratio, id: 'prospect-ratio', name: 'Prospect ratio', source: 'Watanabe 2006' },
      formula: '(mean of max(0, r) + 2.25 x mean of min(0, r) - target) / downside deviation',
      of: (series) => (prospectGain(series) / series.count - series.target) / downsideDeviation(series)
    },
    {
      'performance-analytics': {
        formula: '(sum of max(0, r) + 2.25 x sum of min(0, r) - target) / (n x downside deviation)',
        of: (series) => (prospectGain(series) - series.target) / (series.count * downsideDeviation(series))
      }
    }
  ),
  measure({
    ...{ ...ratio, riskFree: 'none', id: 'skewness-kurtosis-ratio', name: 'Skewness-kurtosis ratio' },
    source: 'Watanabe 2006',
    formula: 'population skewness / population kurtosis',
    of: (series) => skewness(series) / kurtosis(series)
  })
];
