import { measure, type Measure } from '../measure';
import { mean } from '../facts/moments';
import { ofPair } from '../facts/pair';
import { annualByCalendar, annualByPeriods } from '../facts/spans';
import { downsideDeviation } from '../facts/partial-moments';
import { beta, famaBeta, ofBenchmark, specificRisk, systematicRisk } from './benchmark-measures';
import type { Series } from '../series';

type Of = (series: Series) => number;
const annual = { group: 'benchmark', unit: 'fraction', periodicity: 'annual', riskFree: 'annual' } as const;
const bacon = { ...annual, source: 'Bacon 2008' } as const;

/** Intercept of the regression of a period, of excess returns. */
export const intercept = ofPair(({ ownMean, otherMean, beta: slope }) => ownMean - slope * otherMean);

const rawIntercept = ofPair(({ own, other, beta: slope }) => mean(own) - slope * mean(other));
const compounded: Of = (series) => Math.expm1(Math.log1p(intercept(series)) * series.periodsPerYear);

/** What figures of Bacon's tables need: an annual return and the benchmark's, counted alike. */
interface Annual {
  readonly own: Of;
  readonly other: Of;
}
const calendar: Annual = { own: annualByCalendar, other: ofBenchmark(annualByCalendar) };
const periods: Annual = { own: annualByPeriods, other: ofBenchmark(annualByPeriods) };

const jensen =
  ({ own, other }: Annual): Of =>
  (series) =>
    own(series) - series.annualRiskFree - beta(series) * (other(series) - series.annualRiskFree);
const selectivityNet =
  (both: Annual): Of =>
  (series) =>
    jensen(both)(series) - (famaBeta(series) - beta(series)) * (both.other(series) - series.annualRiskFree);
const mSquared =
  ({ own }: Annual): Of =>
  (series) =>
    (own(series) - series.annualRiskFree) / famaBeta(series) + series.annualRiskFree;
const mSquaredExcess =
  (both: Annual): Of =>
  (series) =>
    (1 + mSquared(both)(series)) / (1 + both.other(series)) - 1;
const targetGap: Of = (series) => (mean(series) - series.target) / downsideDeviation(series);
const downside: Of = (series) => downsideDeviation(series) * Math.sqrt(series.periodsPerYear);
const mSortino =
  ({ own }: Annual, sortino: Of): Of =>
  (series) =>
    own(series) + sortino(series) * (ofBenchmark(downside)(series) - downside(series));
const omegaExcess =
  ({ own }: Annual): Of =>
  (series) =>
    own(series) - 3 * downside(series) * ofBenchmark(downside)(series);

/** A measure on annual returns of the calendar, and by periods as PerformanceAnalytics has it. */
function byYears(
  given: Pick<Measure, 'id' | 'name' | 'formula'>,
  make: (both: Annual) => Of,
  also: Partial<Measure> = {}
): Measure {
  return measure(
    { ...bacon, ...given, ...also, of: make(calendar) },
    { 'performance-analytics': { formula: `${given.formula}; annual returns by periods`, of: make(periods) } }
  );
}

/** What a manager added to the benchmark. */
export const alphaMeasures: readonly Measure[] = [
  measure(
    {
      ...{ ...annual, id: 'alpha', name: 'Alpha', riskFree: 'each-period', source: 'Jensen 1968' },
      formula: '(mean of (r - risk-free) - beta x (mean of b - risk-free)) x periods per year',
      of: (series) => intercept(series) * series.periodsPerYear
    },
    {
      quantstats: {
        formula: '(mean of r - beta x mean of b) x periods per year',
        riskFree: 'none',
        of: (series) => rawIntercept(series) * series.periodsPerYear
      },
      empyrical: { formula: '(1 + intercept of the regression)^(periods per year) - 1', of: compounded },
      'performance-analytics': {
        formula: 'intercept of the regression of (r - risk-free) on (b - risk-free)',
        periodicity: 'period',
        of: intercept
      }
    }
  ),
  byYears(
    {
      id: 'jensen-alpha',
      name: 'Jensen’s alpha',
      formula:
        'annual return - risk-free rate - beta x (annual return of the benchmark - risk-free rate); also selectivity'
    },
    jensen,
    { source: 'Jensen 1968' }
  ),
  byYears(
    { id: 'appraisal-ratio', name: 'Appraisal ratio', formula: 'Jensen’s alpha / specific risk' },
    (both) => (series) => jensen(both)(series) / specificRisk(series),
    { unit: 'ratio', source: 'Treynor and Black 1973' }
  ),
  byYears(
    { id: 'modified-jensen', name: 'Jensen’s alpha, modified', formula: 'Jensen’s alpha / beta' },
    (both) => (series) => jensen(both)(series) / beta(series)
  ),
  byYears(
    { id: 'alternative-jensen', name: 'Jensen’s alpha, alternative', formula: 'Jensen’s alpha / systematic risk' },
    (both) => (series) => jensen(both)(series) / systematicRisk(series),
    { unit: 'ratio' }
  ),
  byYears(
    {
      id: 'net-selectivity',
      name: 'Net selectivity',
      formula: 'Jensen’s alpha - (Fama beta - beta) x (annual return of the benchmark - risk-free rate)'
    },
    selectivityNet,
    { source: 'Fama 1972' }
  ),
  byYears(
    {
      id: 'm-squared',
      name: 'M squared',
      formula: '(annual return - risk-free rate) x deviation of the benchmark / deviation + risk-free rate'
    },
    mSquared,
    { source: 'Modigliani and Modigliani 1997' }
  ),
  byYears(
    {
      id: 'm-squared-excess',
      name: 'M squared, excess',
      formula: '(1 + M squared) / (1 + annual return of the benchmark) - 1'
    },
    mSquaredExcess
  ),
  measure(
    {
      ...{ ...bacon, id: 'm-squared-sortino', name: 'M squared for Sortino', riskFree: 'threshold' },
      formula: 'annual return + annual Sortino ratio x (annual downside deviation of the benchmark - own)',
      of: mSortino(calendar, (series) => targetGap(series) * Math.sqrt(series.periodsPerYear))
    },
    {
      'performance-analytics': {
        formula:
          'annual return by periods + Sortino ratio of a period x (annual downside deviation of the benchmark - own)',
        of: mSortino(periods, targetGap)
      }
    }
  ),
  byYears(
    {
      id: 'omega-excess-return',
      name: 'Omega excess return',
      formula: 'annual return - 3 x annual downside deviation x that of the benchmark'
    },
    omegaExcess,
    { riskFree: 'threshold' }
  )
];
