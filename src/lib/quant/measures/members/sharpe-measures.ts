import { normalCdf } from '$lib/math/distributions';
import { measure, type Measure } from '../measure';
import {
  adjustedExcessKurtosis,
  adjustedSkewness,
  deviation,
  excess,
  excessDeviation,
  excessNeighbourCorrelation,
  excessPowers,
  kurtosis,
  mean,
  skewness
} from '../facts/moments';
import { growth } from '../facts/falls';
import { aroundTarget, downsideDeviation } from '../facts/partial-moments';
import { fact, type Series } from '../series';

const ratio = { group: 'risk-adjusted', riskFree: 'each-period' } as const;
const annual = { ...ratio, periodicity: 'annual' } as const;
const root = ({ periodsPerYear }: Series): number => Math.sqrt(periodsPerYear);

const sharpe = (series: Series): number => excessPowers(series).centre / excessDeviation(series);
const sortino = fact((series) => {
  const risk = downsideDeviation(series);
  return series.count < 2 ? NaN : (mean(series) - series.target) / risk;
});

/** Annual geometric excess return over annual deviation, as PerformanceAnalytics has it. */
const geometricSharpe = (series: Series): number => annualExcess(series) / (excessDeviation(series) * root(series));

/** Geometric annual return of the excess returns, by periods. */
export const annualExcess = fact((series) => {
  const values = excess(series);
  const level =
    values === series.returns ? growth(series) : values.reduce((product, value) => product * (1 + value), 1);
  return level >= 0 ? Math.pow(level, series.periodsPerYear / series.count) - 1 : NaN;
});

/**
 * Penalty for correlation of neighbours: root of 1 + 2 x sum over k of (n - k) / n x |c|^k. The sum ends when its terms
 * no longer count.
 */
const penalty = fact((series) => {
  const n = series.count;
  const c = Math.abs(excessNeighbourCorrelation(series));
  if (n < 2 || Number.isNaN(c)) return 1;
  let sum = 0;
  for (let k = 1, power = c; k < n && power > 1e-18; k++, power *= c) sum += ((n - k) / n) * power;
  return Math.sqrt(1 + 2 * sum);
});

/** Probability that a ratio of a period is above zero, given its error with these moments (Bailey and López de Prado 2012). */
function probabilityAbove(value: number, skew: number, kurt: number, count: number): number {
  const error = Math.sqrt((1 - skew * value + ((kurt - 1) / 4) * value ** 2) / (count - 1));
  return normalCdf(value / error);
}
const probable = (of: (series: Series) => number) => (series: Series) =>
  probabilityAbove(of(series), skewness(series), kurtosis(series), series.count);
const probableAdjusted = (of: (series: Series) => number) => ({
  formula: 'the same with adjusted skewness and kurtosis',
  of: (series: Series) =>
    probabilityAbove(of(series), adjustedSkewness(series), adjustedExcessKurtosis(series) + 3, series.count)
});
const probability = { unit: 'fraction', periodicity: 'whole', riskFree: 'each-period' } as const;

/** Return for each unit of deviation. */
export const sharpeMeasures: readonly Measure[] = [
  measure(
    {
      ...{ ...annual, id: 'sharpe-ratio', name: 'Sharpe ratio', source: 'Sharpe 1994' },
      formula: 'mean of (r - risk-free) / its sample deviation x root of periods per year',
      of: (series) => (series.count < 2 ? NaN : sharpe(series) * root(series))
    },
    {
      'performance-analytics': {
        formula: 'geometric annual return of (r - risk-free) / its annual sample deviation',
        of: geometricSharpe
      }
    }
  ),
  measure({
    ...{ ...ratio, id: 'sharpe-ratio-period', name: 'Sharpe ratio of a period', source: 'Sharpe 1994' },
    formula: 'mean of (r - risk-free) / its sample deviation',
    of: (series) => (series.count < 2 ? NaN : sharpe(series))
  }),
  measure({
    ...{ ...annual, id: 'smart-sharpe', name: 'Smart Sharpe ratio', source: 'quantstats 2019' },
    formula: 'Sharpe ratio / root of (1 + 2 x sum of (n - k) / n x |correlation of neighbours|^k)',
    of: (series) => (sharpe(series) / penalty(series)) * root(series)
  }),
  measure({
    ...{ ...ratio, id: 'autocorrelation-penalty', name: 'Penalty for autocorrelation', source: 'quantstats 2019' },
    ...{ sign: 'lower-better' },
    formula: 'root of (1 + 2 x sum of (n - k) / n x |correlation of neighbours|^k)',
    of: penalty
  }),
  measure(
    {
      ...{ ...ratio, ...probability, id: 'probabilistic-sharpe', name: 'Probabilistic Sharpe ratio' },
      source: 'Bailey and López de Prado 2012',
      formula:
        'normal probability of S root(n - 1) / root(1 - skewness S + (kurtosis - 1) / 4 S^2), S that of a period',
      of: probable(sharpe)
    },
    { quantstats: probableAdjusted(sharpe) }
  ),
  measure(
    {
      ...{ ...ratio, ...probability, id: 'probabilistic-sortino', name: 'Probabilistic Sortino ratio' },
      source: 'quantstats 2019',
      formula: 'as the probabilistic Sharpe ratio, of the Sortino ratio',
      of: probable(sortino)
    },
    { quantstats: probableAdjusted(sortino) }
  ),
  measure(
    {
      ...{ ...ratio, ...probability, id: 'probabilistic-adjusted-sortino', name: 'Probabilistic Sortino ratio / √2' },
      source: 'quantstats 2019',
      formula: 'as the probabilistic Sharpe ratio, of the Sortino ratio / √2',
      of: probable((series) => sortino(series) / Math.SQRT2)
    },
    { quantstats: probableAdjusted((series) => sortino(series) / Math.SQRT2) }
  ),
  measure({
    ...{ ...annual, id: 'adjusted-sharpe', name: 'Adjusted Sharpe ratio', source: 'Pezier and White 2006' },
    formula: 'S (1 + skewness / 6 S - (kurtosis - 3) / 24 S^2), S the geometric annual return / annual deviation',
    of: (series) => {
      const s = geometricSharpe(series);
      return s * (1 + (skewness(series) / 6) * s - ((kurtosis(series) - 3) / 24) * s * s);
    }
  }),
  measure(
    {
      ...{ ...annual, riskFree: 'threshold', id: 'sortino-ratio', name: 'Sortino ratio' },
      source: 'Sortino and van der Meer 1991',
      formula: '(mean of r - target) / downside deviation x root of periods per year',
      of: (series) => sortino(series) * root(series)
    },
    {
      'performance-analytics': {
        formula: '(mean of r - target) / downside deviation, of a period',
        periodicity: 'period',
        of: sortino
      }
    }
  ),
  measure({
    ...{
      ...annual,
      riskFree: 'threshold',
      id: 'smart-sortino',
      name: 'Smart Sortino ratio',
      source: 'quantstats 2019'
    },
    formula: 'Sortino ratio / the penalty for autocorrelation',
    of: (series) => (sortino(series) / penalty(series)) * root(series)
  }),
  measure({
    ...{
      ...annual,
      riskFree: 'threshold',
      id: 'adjusted-sortino',
      name: 'Sortino ratio / √2',
      source: 'Schwager 2012'
    },
    formula: 'Sortino ratio / √2, to be compared with the Sharpe ratio',
    of: (series) => (sortino(series) / Math.SQRT2) * root(series)
  }),
  measure({
    ...{ ...annual, riskFree: 'threshold', id: 'adjusted-smart-sortino', name: 'Smart Sortino ratio / √2' },
    source: 'quantstats 2019',
    formula: 'smart Sortino ratio / √2',
    of: (series) => (sortino(series) / penalty(series) / Math.SQRT2) * root(series)
  }),
  measure({
    ...{ ...ratio, riskFree: 'none', id: 'risk-return-ratio', name: 'Return for risk', source: 'quantstats 2019' },
    formula: 'mean of r / sample deviation',
    of: (series) => mean(series) / deviation(series)
  }),
  measure({
    ...{ ...ratio, id: 'kelly-ratio', name: 'Kelly ratio, half', source: 'Thorp 1997', unit: 'fraction' },
    formula: 'mean of (r - risk-free) / sample variance of r / 2',
    of: (series) => excessPowers(series).centre / deviation(series) ** 2 / 2
  }),
  measure({
    ...{ ...ratio, riskFree: 'threshold', id: 'omega-ratio', name: 'Omega ratio', source: 'Keating and Shadwick 2002' },
    formula: 'sum of max(0, r - target) / sum of max(0, target - r)',
    of: (series) => {
      const { above, below } = aroundTarget(series);
      return series.count < 2 || below === 0 ? NaN : above / below;
    }
  })
];
