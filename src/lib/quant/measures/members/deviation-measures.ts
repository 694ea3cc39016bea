import { log1p } from '$lib/math/elementary';
import { standardDeviation } from '$lib/math/stats';
import { measure, type Measure } from '../measure';
import { deviation, powers, variance } from '../facts/moments';
import { aroundTarget, downsideDeviation, upsideRisk } from '../facts/partial-moments';
import { risk } from '../facts/tails';
import type { Series } from '../series';

const period = { group: 'risk', unit: 'fraction', sign: 'lower-better' } as const;
const annual = { ...period, periodicity: 'annual' } as const;
const aTarget = { riskFree: 'threshold' } as const;
const root = ({ periodsPerYear }: Series): number => Math.sqrt(periodsPerYear);

/** Sample semi-variance below the mean, n - 1. */
const semiVariance = (series: Series): number => (series.count < 2 ? NaN : powers(series).below / (series.count - 1));
const semiDeviation = (series: Series): number => Math.sqrt(semiVariance(series));
const overAll = {
  formula: 'root of the mean over all periods of min(0, r - mean)^2',
  of: (series: Series) => Math.sqrt(powers(series).below / series.count)
};

/** The measures of deviation that are also taken in quant/risk. */
export const giniDifference = risk(() => ({ measure: 'gini-mean-difference' }));
/** Mean absolute deviation from the mean. */
export const absoluteDeviation = (series: Series): number => powers(series).absolute / series.count;
/** Mean shortfall below the least acceptable return. */
export const lowerPartialMoment = (series: Series): number => aroundTarget(series).below / series.count;
/** Root of the sample semi-variance. */
export const sampleSemiDeviation = semiDeviation;

/** How far returns lie apart, from their mean or from the least acceptable return. */
export const deviationMeasures: readonly Measure[] = [
  measure({
    ...{ ...annual, id: 'volatility', name: 'Volatility', source: 'Markowitz 1952' },
    formula: 'sample standard deviation (n - 1) x root of periods per year',
    of: (series) => deviation(series) * root(series)
  }),
  measure({
    ...{ ...annual, id: 'log-volatility', name: 'Volatility of log returns', source: 'Hull 2018' },
    formula: 'sample standard deviation of log(1 + r) x root of periods per year',
    of: (series) => standardDeviation(series.returns.map(log1p)) * root(series)
  }),
  measure({
    ...{ ...period, id: 'standard-deviation', name: 'Standard deviation', source: 'Markowitz 1952' },
    formula: 'root of sum of (r - mean)^2 / (n - 1)',
    of: deviation
  }),
  measure({
    ...{ ...period, id: 'variance', name: 'Variance', unit: 'squared', source: 'Markowitz 1952' },
    formula: 'sum of (r - mean)^2 / (n - 1)',
    of: variance
  }),
  measure({
    ...{ ...annual, id: 'annual-variance', name: 'Variance a year', unit: 'squared', source: 'skfolio 2023' },
    formula: 'sample variance x periods per year',
    of: (series) => variance(series) * series.periodsPerYear
  }),
  measure({
    ...{ ...period, id: 'semi-variance', name: 'Semi-variance', unit: 'squared', source: 'Markowitz 1959' },
    formula: 'sum of min(0, r - mean)^2 / (n - 1)',
    of: semiVariance
  }),
  measure({
    ...{ ...annual, id: 'annual-semi-variance', name: 'Semi-variance a year', unit: 'squared', source: 'skfolio 2023' },
    formula: 'semi-variance x periods per year',
    of: (series) => semiVariance(series) * series.periodsPerYear
  }),
  measure(
    {
      ...{ ...period, id: 'semi-deviation', name: 'Semi-deviation', source: 'Markowitz 1959' },
      formula: 'root of sum of min(0, r - mean)^2 / (n - 1)',
      of: semiDeviation
    },
    { 'performance-analytics': overAll }
  ),
  measure({
    ...{ ...annual, id: 'annual-semi-deviation', name: 'Semi-deviation a year', source: 'skfolio 2023' },
    formula: 'semi-deviation x root of periods per year',
    of: (series) => semiDeviation(series) * root(series)
  }),
  measure(
    {
      ...{ ...annual, ...aTarget, id: 'downside-deviation', name: 'Downside deviation' },
      source: 'Sortino and van der Meer 1991',
      formula: 'root of the mean over all periods of min(0, r - target)^2, x root of periods per year',
      of: (series) => downsideDeviation(series) * root(series)
    },
    {
      'performance-analytics': {
        formula: 'root of the mean over all periods of min(0, r - target)^2',
        periodicity: 'period',
        of: downsideDeviation
      }
    }
  ),
  measure({
    ...{ ...period, id: 'mean-absolute-deviation', name: 'Mean absolute deviation' },
    source: 'Konno and Yamazaki 1991',
    formula: 'mean of |r - mean|',
    of: absoluteDeviation
  }),
  measure({
    ...{ ...period, id: 'gini-mean-difference', name: 'Gini mean difference', source: 'Yitzhaki 1982' },
    formula: 'mean distance between two different returns',
    of: giniDifference
  }),
  measure({
    ...{ ...period, ...aTarget, id: 'first-lower-partial-moment', name: 'First lower partial moment' },
    source: 'Fishburn 1977',
    formula: 'mean over all periods of max(0, target - r); also called downside potential',
    of: lowerPartialMoment
  }),
  measure({
    ...{ ...period, ...aTarget, id: 'fourth-lower-partial-moment', name: 'Fourth lower partial moment' },
    ...{ unit: 'ratio', source: 'skfolio 2023' },
    formula: 'mean over all periods of min(0, r - target)^4',
    of: (series) => aroundTarget(series).fourthsBelow / series.count
  }),
  measure({
    ...{ ...period, ...aTarget, id: 'upside-risk', name: 'Upside risk', source: 'Bacon 2008', sign: 'higher-better' },
    formula: 'root of the mean over all periods of max(0, r - target)^2',
    of: upsideRisk
  }),
  measure({
    ...{ ...period, ...aTarget, id: 'upside-potential', name: 'Upside potential', source: 'Bacon 2008' },
    ...{ sign: 'higher-better' },
    formula: 'mean over all periods of max(0, r - target)',
    of: (series) => aroundTarget(series).above / series.count
  }),
  measure({
    ...{ ...period, ...aTarget, id: 'upside-frequency', name: 'Upside frequency', source: 'Bacon 2008' },
    ...{ sign: 'higher-better' },
    formula: 'share of the periods above the target',
    of: (series) => aroundTarget(series).countAbove / series.count
  }),
  measure({
    ...{ ...period, ...aTarget, id: 'downside-frequency', name: 'Downside frequency', source: 'Bacon 2008' },
    formula: 'share of the periods below the target',
    of: (series) => aroundTarget(series).countBelow / series.count
  })
];
