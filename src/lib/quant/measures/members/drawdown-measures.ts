import type { RiskSpec } from '$lib/quant/risk';
import { measure, type Measure } from '../measure';
import {
  fallList,
  fallSums,
  hundredthFalls,
  sortedFalls,
  sortedFallsOfSum,
  worstFall,
  type Fall
} from '../facts/falls';
import { risk } from '../facts/tails';
import type { Series } from '../series';

const depth = { group: 'drawdown', unit: 'fraction', periodicity: 'whole' } as const;
const below = { ...depth, sign: 'loss-positive' } as const;
const lasting = { group: 'drawdown', unit: 'days', periodicity: 'whole', sign: 'lower-better' } as const;

/** Root mean square drawdown over all periods. */
export const ulcerIndex = (series: Series): number => Math.sqrt(fallSums(series).squares / series.count);
/** The same over n - 1, as quantstats has it. */
export const ulcerBelow = (series: Series): number => Math.sqrt(fallSums(series).squares / (series.count - 1));
/** Mean drawdown over all periods, positive. */
export const painIndex = (series: Series): number => fallSums(series).depth / series.count;
/** Pain index of drawdowns as PerformanceAnalytics makes them. */
export const painOfHundredths = (series: Series): number => hundredthFalls(series).depth;
/** Ulcer index of the same. */
export const ulcerOfHundredths = (series: Series): number => Math.sqrt(hundredthFalls(series).squares);
/** Drawdown at the worst share of the periods, positive. */
export const drawdownAtRisk = risk(({ tail }) => ({ measure: 'value-at-risk', tail }), sortedFalls);
/** Mean of the worst share of the drawdowns, positive. */
export const conditionalDrawdown = risk(({ tail }) => ({ measure: 'expected-shortfall', tail }), sortedFalls);
/** Entropic bound of the drawdowns, positive. */
export const entropicDrawdown = risk(({ tail }) => ({ measure: 'entropic-value-at-risk', tail }), sortedFalls);

/** Days from the peak of a fall to its recovery, to the last day while under water. */
function peakToRecovery({ days, start, count }: Series, { from, to, recovered }: Fall): number {
  const peak = from > 0 ? days[from - 1] : (start ?? days[0]);
  return days[recovered ? to + 1 : Math.min(to, count - 1)] - peak;
}

/** Days from the first to the last day under water, both counted. */
const daysUnder = ({ days }: Series, { from, to }: Fall): number => days[to] - days[from] + 1;

const OF_HUNDREDTHS = 'drawdowns that compound the hundredth part of each return from the last peak on';

type Length = (series: Series, fall: Fall) => number;
const longest = (length: Length) => (series: Series) =>
  fallList(series).reduce((most, fall) => Math.max(most, length(series, fall)), series.count === 0 ? NaN : 0);
const meanLength = (length: Length) => (series: Series) =>
  fallList(series).reduce((sum, fall) => sum + length(series, fall), 0) / fallList(series).length;

const meanDepth = (series: Series): number =>
  fallList(series).reduce((sum, fall) => sum + fall.depth, 0) / fallList(series).length;

const inOrder = ({ returns }: Series): Float64Array => returns;

/** A measure of the falls of the sum of returns. */
const ofSum = (id: string, name: string, formula: string, spec: (series: Series) => RiskSpec): Measure =>
  measure({
    ...{ ...below, id: `uncompounded-${id}`, name, formula, source: 'Chekhlov et al. 2005' },
    of: risk(spec, sortedFallsOfSum)
  });

/** How far and how long the wealth was below its peak. */
export const drawdownMeasures: readonly Measure[] = [
  measure(
    {
      ...{
        ...depth,
        id: 'maximum-drawdown',
        name: 'Maximum drawdown',
        sign: 'loss-negative',
        source: 'Magdon-Ismail 2004'
      },
      formula: 'least of wealth / highest wealth so far - 1; the start counts as a peak',
      of: worstFall
    },
    {
      'performance-analytics': {
        formula: 'the same, written positive',
        sign: 'loss-positive',
        of: (series) => -worstFall(series) + 0
      }
    }
  ),
  measure(
    {
      ...{ ...depth, id: 'average-drawdown', name: 'Average drawdown', sign: 'loss-negative', source: 'Bacon 2008' },
      formula: 'mean of the deepest points of all falls',
      of: meanDepth
    },
    {
      'performance-analytics': {
        formula: 'the same, written positive',
        sign: 'loss-positive',
        of: (series) => -meanDepth(series)
      }
    }
  ),
  measure(
    {
      ...{ ...lasting, id: 'longest-drawdown', name: 'Longest drawdown, days', source: 'Bacon 2008' },
      formula: 'most calendar days from a peak to its recovery, to the last day while under water',
      of: longest(peakToRecovery)
    },
    { quantstats: { formula: 'most calendar days from first to last day under water', of: longest(daysUnder) } }
  ),
  measure(
    {
      ...{ ...lasting, id: 'average-drawdown-days', name: 'Average drawdown, days', source: 'Bacon 2008' },
      formula: 'mean of the calendar days from a peak to its recovery',
      of: meanLength(peakToRecovery)
    },
    {
      quantstats: {
        formula: 'mean of the calendar days from first to last day under water; its report rounds',
        of: meanLength(daysUnder)
      }
    }
  ),
  measure({
    ...{ ...depth, id: 'drawdown-count', name: 'Number of drawdowns', unit: 'count', sign: 'lower-better' },
    source: 'Bacon 2008',
    formula: 'number of times under water',
    of: (series) => fallList(series).length
  }),
  measure(
    {
      ...{ ...below, id: 'pain-index', name: 'Pain index', source: 'Becker 2006' },
      formula: 'mean drawdown over all periods; the average drawdown of skfolio',
      of: painIndex
    },
    { 'performance-analytics': { formula: `mean of ${OF_HUNDREDTHS}`, of: painOfHundredths } }
  ),
  measure(
    {
      ...{ ...below, id: 'ulcer-index', name: 'Ulcer index', source: 'Martin and McCann 1989' },
      formula: 'root of the mean square drawdown over all periods',
      of: ulcerIndex
    },
    {
      quantstats: { formula: 'root of the sum of squared drawdowns / (n - 1)', of: ulcerBelow },
      'performance-analytics': { formula: `root mean square of ${OF_HUNDREDTHS}`, of: ulcerOfHundredths }
    }
  ),
  measure({
    ...{ ...below, id: 'drawdown-at-risk', name: 'Drawdown at risk', source: 'Chekhlov et al. 2005' },
    formula: 'drawdown at place ceil(tail x n) from the deepest',
    of: drawdownAtRisk
  }),
  measure({
    ...{ ...below, id: 'conditional-drawdown-at-risk', name: 'Conditional drawdown at risk (CDaR)' },
    source: 'Chekhlov et al. 2005',
    formula: 'mean of the worst share of drawdowns, the border counted with the fraction that fills it',
    of: conditionalDrawdown
  }),
  measure({
    ...{ ...below, id: 'entropic-drawdown-at-risk', name: 'Entropic drawdown at risk (EDaR)', source: 'Cajas 2021' },
    formula: 'entropic value at risk of the drawdowns',
    of: entropicDrawdown
  }),
  ofSum(
    'maximum-drawdown',
    'Maximum drawdown, not compounded',
    'deepest fall of the sum of returns from its peak',
    () => ({
      measure: 'worst-realisation'
    })
  ),
  ofSum(
    'drawdown-at-risk',
    'Drawdown at risk, not compounded',
    'fall of the sum of returns at the tail',
    ({ tail }) => ({
      measure: 'value-at-risk',
      tail
    })
  ),
  ofSum(
    'conditional-drawdown-at-risk',
    'CDaR, not compounded',
    'mean of the worst share of the falls of the sum of returns',
    ({ tail }) => ({ measure: 'expected-shortfall', tail })
  ),
  ofSum(
    'entropic-drawdown-at-risk',
    'EDaR, not compounded',
    'entropic value at risk of the falls of the sum of returns',
    ({ tail }) => ({ measure: 'entropic-value-at-risk', tail })
  ),
  measure({
    ...{ ...below, id: 'uncompounded-average-drawdown', name: 'Mean drawdown, not compounded' },
    source: 'Chekhlov et al. 2005',
    formula: 'mean fall of the sum of returns from its peak',
    of: risk(() => ({ measure: 'average-drawdown' }), inOrder)
  }),
  measure({
    ...{ ...below, id: 'uncompounded-ulcer-index', name: 'Ulcer index, not compounded' },
    source: 'Martin and McCann 1989',
    formula: 'root mean square fall of the sum of returns from its peak',
    of: risk(() => ({ measure: 'ulcer-index' }), inOrder)
  })
];
