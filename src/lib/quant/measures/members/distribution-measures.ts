import { measure, type Definition, type Measure } from '../measure';
import { trendFit } from '../facts/falls';
import {
  adjustedExcessKurtosis,
  adjustedSkewness,
  deviation,
  kurtosis,
  mean,
  neighbourCorrelation,
  powers,
  skewness
} from '../facts/moments';
import { quantileAt } from '../facts/tails';
import type { Series } from '../series';

const shape = { group: 'distribution', sign: 'neither' } as const;
const adjusted: Definition = {
  formula: 'adjusted for the number of returns (G1)',
  sign: 'higher-better',
  of: adjustedSkewness
};

/** Hurst index by the rescaled range of the whole series. */
function hurst(series: Series): number {
  const centre = mean(series);
  let [level, low, high] = [0, Infinity, -Infinity];
  for (const value of series.returns) {
    level += value - centre;
    if (level < low) low = level;
    if (level > high) high = level;
  }
  return Math.log((high - low) / deviation(series)) / Math.log(series.count);
}

/** The shape of the returns and how they follow one another. */
export const distributionMeasures: readonly Measure[] = [
  measure(
    {
      ...{ ...shape, id: 'skewness', name: 'Skewness', sign: 'higher-better', source: 'Joanes and Gill 1998' },
      formula: 'm3 / m2^1.5, population moments',
      of: skewness
    },
    { quantstats: adjusted }
  ),
  measure(
    {
      ...{
        ...shape,
        id: 'excess-kurtosis',
        name: 'Excess kurtosis',
        sign: 'lower-better',
        source: 'Joanes and Gill 1998'
      },
      formula: 'm4 / m2^2 - 3, population moments',
      of: (series) => kurtosis(series) - 3
    },
    { quantstats: { formula: 'adjusted for the number of returns (G2)', of: adjustedExcessKurtosis } }
  ),
  measure({
    ...{ ...shape, id: 'kurtosis', name: 'Kurtosis', sign: 'lower-better', source: 'Pearson 1905' },
    formula: 'm4 / m2^2, population moments; 3 for the normal law',
    of: kurtosis
  }),
  measure({
    ...{ ...shape, id: 'sample-kurtosis', name: 'Kurtosis, sample', sign: 'lower-better', source: 'Bacon 2008' },
    formula: 'n (n + 1) / ((n - 1) (n - 2) (n - 3)) x sum of (r - mean)^4 / sample variance^2',
    of: (series) => {
      const n = series.count;
      const { second, fourth } = powers(series);
      return n < 4 ? NaN : ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * (fourth / (second / (n - 1)) ** 2);
    }
  }),
  measure({
    ...{ ...shape, id: 'third-central-moment', name: 'Third central moment', source: 'skfolio 2023' },
    formula: 'mean of (r - mean)^3',
    of: (series) => powers(series).third / series.count
  }),
  measure({
    ...{ ...shape, id: 'fourth-central-moment', name: 'Fourth central moment', source: 'skfolio 2023' },
    formula: 'mean of (r - mean)^4',
    of: (series) => powers(series).fourth / series.count
  }),
  measure({
    ...{ ...shape, id: 'median-return', name: 'Median return', unit: 'fraction', source: 'Hyndman and Fan 1996' },
    formula: 'the return in the middle',
    of: (series) => (series.count === 0 ? NaN : quantileAt(series, 0.5))
  }),
  measure({
    ...{ ...shape, id: 'autocorrelation', name: 'Autocorrelation of neighbours', source: 'Box and Jenkins 1976' },
    formula: 'correlation of all returns but the last with all but the first',
    of: neighbourCorrelation
  }),
  measure({
    ...{ ...shape, id: 'stability', name: 'Stability', sign: 'higher-better', source: 'empyrical 2016' },
    ...{ periodicity: 'whole' },
    formula: 'R^2 of a straight line through the sums of log(1 + r)',
    of: trendFit
  }),
  measure({
    ...{ ...shape, id: 'hurst-index', name: 'Hurst index', periodicity: 'whole', source: 'Peters 1991' },
    formula: 'log(range of the sums of r - mean / sample deviation) / log n',
    of: hurst
  })
];
