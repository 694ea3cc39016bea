import { measure, type Measure } from '../measure';
import { growth } from '../facts/falls';
import { active, fallen, ofPair, pair, risen } from '../facts/pair';
import { annualByPeriods } from '../facts/spans';
import { intercept } from './alpha-measures';
import { beta, ofBenchmark } from './benchmark-measures';
import type { Series } from '../series';

type Of = (series: Series) => number;
const ratio = { group: 'benchmark', source: 'Morningstar 2013' } as const;
const low = { ...ratio, sign: 'lower-better' } as const;

const geometricMean: Of = (series) => Math.pow(growth(series), 1 / series.count) - 1;
/** A return over that of the benchmark. */
const captured =
  (of: Of): Of =>
  (series) =>
    of(series) / ofBenchmark(of)(series);
const annualCapture = captured(annualByPeriods);
const meanCapture = captured(geometricMean);
const [up, down] = [risen, fallen];
const compoundedIntercept: Of = (series) => Math.expm1(Math.log1p(intercept(series)) * series.periodsPerYear);

/** Share of the periods in which the returns were above the benchmark's. */
const batting: Of = (series) => (series.benchmark && series.count > 0 ? active(series).above / series.count : NaN);
/** Share of the periods in which the returns had the sign the benchmark had. */
const sameSign =
  (sign: 1 | -1): Of =>
  (series) => {
    const { returns, count } = series;
    return returns.reduce((sum, value) => sum + (value * sign > 0 ? 1 : 0), 0) / count;
  };

const years = 'annual returns over the periods';
const byEmpyrical = (of: Of): Measure['as'] => ({
  empyrical: { formula: `ratio of ${years} in question, by periods`, periodicity: 'annual', of }
});

/** How the returns were where the benchmark rose and where it fell. */
export const captureMeasures: readonly Measure[] = [
  measure({
    ...{ ...ratio, id: 'capture', name: 'Capture', periodicity: 'annual', source: 'empyrical 2016' },
    formula: 'annual return by periods / that of the benchmark',
    of: annualCapture
  }),
  measure(
    {
      ...{ ...ratio, id: 'up-capture', name: 'Up capture' },
      formula: 'geometric mean return / that of the benchmark, over the periods in which it rose',
      of: (series) => meanCapture(up(series))
    },
    byEmpyrical((series) => annualCapture(up(series)))
  ),
  measure(
    {
      ...{ ...low, id: 'down-capture', name: 'Down capture' },
      formula: 'geometric mean return / that of the benchmark, over the periods in which it fell',
      of: (series) => meanCapture(down(series))
    },
    byEmpyrical((series) => annualCapture(down(series)))
  ),
  measure(
    {
      ...{ ...ratio, id: 'capture-ratio', name: 'Capture ratio' },
      formula: 'up capture / down capture',
      of: (series) => meanCapture(up(series)) / meanCapture(down(series))
    },
    byEmpyrical((series) => annualCapture(up(series)) / annualCapture(down(series)))
  ),
  measure({
    ...{ ...ratio, id: 'up-beta', name: 'Beta where it rose', sign: 'neither', source: 'PerformanceAnalytics 2004' },
    riskFree: 'each-period',
    formula: 'beta over the periods in which the benchmark rose',
    of: (series) => beta(up(series))
  }),
  measure({
    ...{ ...low, id: 'down-beta', name: 'Beta where it fell', source: 'PerformanceAnalytics 2004' },
    riskFree: 'each-period',
    formula: 'beta over the periods in which the benchmark fell',
    of: (series) => beta(down(series))
  }),
  measure({
    ...{ ...ratio, id: 'timing-ratio', name: 'Timing ratio', source: 'PerformanceAnalytics 2004' },
    riskFree: 'each-period',
    formula: 'beta where the benchmark rose / beta where it fell',
    of: (series) => beta(up(series)) / beta(down(series))
  }),
  measure({
    ...{ ...ratio, id: 'up-alpha', name: 'Alpha where it rose', source: 'empyrical 2016', unit: 'fraction' },
    ...{ riskFree: 'each-period', periodicity: 'annual' },
    formula: '(1 + intercept)^(periods per year) - 1 over the periods in which the benchmark rose',
    of: (series) => compoundedIntercept(up(series))
  }),
  measure({
    ...{ ...ratio, id: 'down-alpha', name: 'Alpha where it fell', source: 'empyrical 2016', unit: 'fraction' },
    ...{ riskFree: 'each-period', periodicity: 'annual' },
    formula: '(1 + intercept)^(periods per year) - 1 over the periods in which the benchmark fell',
    of: (series) => compoundedIntercept(down(series))
  }),
  measure({
    ...{ ...ratio, id: 'batting-average', name: 'Batting average', unit: 'fraction', source: 'empyrical 2016' },
    formula: 'share of the periods with r > b',
    of: batting
  }),
  measure({
    ...{ ...ratio, id: 'up-batting-average', name: 'Batting average where it rose', unit: 'fraction' },
    source: 'PerformanceAnalytics 2004',
    formula: 'share with r > b of the periods in which the benchmark rose',
    of: (series) => batting(up(series))
  }),
  measure({
    ...{ ...ratio, id: 'down-batting-average', name: 'Batting average where it fell', unit: 'fraction' },
    source: 'empyrical 2016',
    formula: 'share with r > b of the periods in which the benchmark fell',
    of: (series) => batting(down(series))
  }),
  measure({
    ...{ ...ratio, id: 'up-number', name: 'Rose with it', unit: 'fraction', source: 'PerformanceAnalytics 2004' },
    formula: 'share with r > 0 of the periods in which the benchmark rose',
    of: ofPair(({ own }) => sameSign(1)(up(own)))
  }),
  measure({
    ...{ ...low, id: 'down-number', name: 'Fell with it', unit: 'fraction', source: 'PerformanceAnalytics 2004' },
    formula: 'share with r < 0 of the periods in which the benchmark fell',
    of: ofPair(({ own }) => sameSign(-1)(down(own)))
  }),
  measure({
    ...{ ...ratio, id: 'coskewness', name: 'Coskewness', source: 'Harvey and Siddique 2000' },
    formula: 'mean of (r - mean) (b - mean)^2 / (deviation x variance of the benchmark), population moments',
    of: coskewness
  })
];

function coskewness(series: Series): number {
  const both = pair(series);
  if (!both) return NaN;
  const { own, other, count, ownSquares, otherSquares } = both;
  const [a, b] = [own.returns, other.returns];
  const [centreA, centreB] = [
    a.reduce((sum, value) => sum + value, 0) / count,
    b.reduce((sum, value) => sum + value, 0) / count
  ];
  let sum = 0;
  for (let t = 0; t < count; t++) sum += (a[t] - centreA) * (b[t] - centreB) ** 2;
  return sum / count / (Math.sqrt(ownSquares / count) * (otherSquares / count));
}
