import { measure, type Measure } from '../measure';
import { deviation } from '../facts/moments';
import { active, ofPair } from '../facts/pair';
import { annualByCalendar, annualByPeriods } from '../facts/spans';
import { ascending } from '../facts/tails';
import { growth } from '../facts/falls';
import { annualExcess } from './sharpe-measures';
import type { Series } from '../series';

const ratio = { group: 'benchmark' } as const;
const annual = { group: 'benchmark', unit: 'fraction', periodicity: 'annual' } as const;
const root = ({ periodsPerYear }: Series): number => Math.sqrt(periodsPerYear);

/** Slope of the regression on the benchmark. */
export const beta = ofPair((both) => both.beta);
/** An annual figure of the benchmark, NaN without one. */
export const ofBenchmark =
  (make: (benchmark: Series) => number) =>
  ({ benchmark }: Series): number =>
    benchmark ? make(benchmark) : NaN;
const correlation = ofPair(({ cross, ownSquares, otherSquares }) =>
  Math.max(-1, Math.min(1, cross / Math.sqrt(ownSquares * otherSquares)))
);
const trackingError = (series: Series): number => active(series).deviation * root(series);
const premium = (annualReturn: (series: Series) => number) => (series: Series) =>
  annualReturn(series) - ofBenchmark(annualReturn)(series);
const ofPeriod = {
  formula: 'mean of (r - b) / its sample deviation',
  periodicity: 'period',
  of: (series: Series) => (series.count < 2 ? NaN : active(series).mean / active(series).deviation)
} as const;

/** Annual systematic risk: beta times the annual population deviation of the benchmark. */
export const systematicRisk = ofPair(
  ({ beta: slope, otherSquares, count, own }) => slope * Math.sqrt((otherSquares / count) * own.periodsPerYear)
);
/** Annual population deviation of what the regression leaves. */
export const specificRisk = ofPair(({ cross, beta: slope, ownSquares, count, own }) =>
  Math.sqrt((Math.max(0, ownSquares - slope * cross) / count) * own.periodsPerYear)
);
/** Ratio of the deviations. */
export const famaBeta = ofPair(({ own, other }) => deviation(own) / deviation(other));

/** Convexity on the least, the middle and the greatest return of the benchmark (Taleb et al. 2012). */
function fragility(series: Series): number {
  const { benchmark, count, returns } = series;
  if (!benchmark || count < 3) return NaN;
  const sorted = ascending(benchmark);
  const at = (value: number): number => returns[benchmark.returns.indexOf(value)];
  const [low, middle, high] = [sorted[0], sorted[Math.floor(count / 2)], sorted[count - 1]];
  const span = high - low;
  const share = span === 0 ? 0.5 : (high - middle) / span;
  return share * at(low) + (span === 0 ? 0.5 : (middle - low) / span) * at(high) - at(middle);
}

/** How the returns go with those of a benchmark. */
export const benchmarkMeasures: readonly Measure[] = [
  measure({
    ...{ ...ratio, id: 'beta', name: 'Beta', riskFree: 'each-period', sign: 'neither', source: 'Sharpe 1964' },
    formula: 'covariance with the benchmark / variance of the benchmark',
    of: beta
  }),
  measure({
    ...{ ...ratio, id: 'correlation', name: 'Correlation', sign: 'neither', source: 'Pearson 1896' },
    formula: 'covariance with the benchmark / (deviation x deviation of the benchmark)',
    of: correlation
  }),
  measure({
    ...{ ...ratio, id: 'r-squared', name: 'R squared', sign: 'neither', source: 'Bacon 2008' },
    formula: 'correlation squared',
    of: (series) => correlation(series) ** 2
  }),
  measure({
    ...{ ...annual, id: 'tracking-error', name: 'Tracking error', sign: 'lower-better', source: 'Bacon 2008' },
    formula: 'sample deviation of (r - b) x root of periods per year',
    of: trackingError
  }),
  measure(
    {
      ...{ ...annual, id: 'active-premium', name: 'Active premium', source: 'Bacon 2008' },
      formula: 'annual return - annual return of the benchmark',
      of: premium(annualByCalendar)
    },
    { 'performance-analytics': { formula: 'the same, by periods', of: premium(annualByPeriods) } }
  ),
  measure(
    {
      ...{ ...ratio, id: 'information-ratio', name: 'Information ratio', periodicity: 'annual' },
      source: 'Grinold and Kahn 1995',
      formula: 'mean of (r - b) / its sample deviation x root of periods per year',
      of: (series) => ofPeriod.of(series) * root(series)
    },
    {
      quantstats: ofPeriod,
      empyrical: { ...ofPeriod, formula: 'mean of (r - b) / its sample deviation, there called excess Sharpe' },
      'performance-analytics': {
        formula: 'active premium by periods / tracking error',
        of: (series) => premium(annualByPeriods)(series) / trackingError(series)
      }
    }
  ),
  measure(
    {
      ...{ ...annual, id: 'treynor-ratio', name: 'Treynor ratio', riskFree: 'annual', source: 'Treynor 1965' },
      formula: '(annual return - risk-free rate) / beta',
      of: (series) => (annualByCalendar(series) - series.annualRiskFree) / beta(series)
    },
    {
      quantstats: {
        formula: '(cumulative return - risk-free rate) / beta',
        periodicity: 'whole',
        of: (series) => (growth(series) - 1 - series.annualRiskFree) / beta(series)
      },
      'performance-analytics': {
        formula: 'geometric annual return of (r - risk-free) / beta',
        riskFree: 'each-period',
        of: (series) => annualExcess(series) / beta(series)
      }
    }
  ),
  measure({
    ...{ ...ratio, id: 'modified-treynor-ratio', name: 'Treynor ratio, modified', periodicity: 'annual' },
    ...{ riskFree: 'each-period', source: 'Bacon 2008' },
    formula: 'geometric annual return of (r - risk-free) / systematic risk',
    of: (series) => annualExcess(series) / systematicRisk(series)
  }),
  measure({
    ...{ ...annual, id: 'systematic-risk', name: 'Systematic risk', riskFree: 'each-period', sign: 'lower-better' },
    source: 'Bacon 2008',
    formula: 'beta x annual population deviation of the benchmark',
    of: systematicRisk
  }),
  measure({
    ...{ ...annual, id: 'specific-risk', name: 'Specific risk', riskFree: 'each-period', sign: 'lower-better' },
    source: 'Bacon 2008',
    formula: 'annual population deviation of what the regression leaves',
    of: specificRisk
  }),
  measure({
    ...{ ...annual, id: 'total-risk', name: 'Total risk', riskFree: 'each-period', sign: 'lower-better' },
    source: 'Bacon 2008',
    formula: 'root of systematic risk^2 + specific risk^2',
    of: (series) => Math.hypot(systematicRisk(series), specificRisk(series))
  }),
  measure({
    ...{ ...ratio, id: 'fama-beta', name: 'Fama beta', sign: 'neither', source: 'Fama 1972' },
    formula: 'deviation / deviation of the benchmark',
    of: famaBeta
  }),
  measure({
    ...{ ...ratio, id: 'beta-fragility', name: 'Beta fragility', unit: 'fraction', source: 'Taleb et al. 2012' },
    formula: 'own returns on the benchmark’s worst and best day, weighted to its middle, less that of the middle',
    of: fragility
  }),
  measure({
    ...{ ...ratio, id: 'active-return', name: 'Mean active return', unit: 'fraction', source: 'Bacon 2008' },
    formula: 'mean of (r - b)',
    of: (series) => active(series).mean
  })
];
