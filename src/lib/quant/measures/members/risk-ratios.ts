import { measure, type Measure } from '../measure';
import { fallList, fallSums, growth, losingRuns, worstFall } from '../facts/falls';
import { deviation, excessPowers, total } from '../facts/moments';
import { annualByCalendar, annualByPeriods } from '../facts/spans';
import { normalTailMean } from '../facts/tails';
import { absoluteDeviation, giniDifference, lowerPartialMoment, sampleSemiDeviation } from './deviation-measures';
import {
  conditionalDrawdown,
  drawdownAtRisk,
  entropicDrawdown,
  painIndex,
  painOfHundredths,
  ulcerBelow,
  ulcerIndex,
  ulcerOfHundredths
} from './drawdown-measures';
import { entropicRisk, entropicValueAtRisk, expectedShortfall, valueAtRisk, worstRealisation } from './tail-measures';
import type { Series } from '../series';

type Of = (series: Series) => number;
const annual = { group: 'risk-adjusted', periodicity: 'annual', riskFree: 'annual' } as const;

/** An annual return, less the annual risk-free rate, over a risk. */
const over =
  (annualReturn: Of, risk: Of): Of =>
  (series) =>
    (annualReturn(series) - series.annualRiskFree) / risk(series);

/** A ratio by the calendar, as empyrical would count years, and with the drawdowns of PerformanceAnalytics. */
function byYears(risk: Of, ofHundredths: Of, text: string): Pick<Measure, 'formula' | 'of' | 'as'> {
  const formula = `(annual return by periods - risk-free rate) / ${text}`;
  return {
    formula: `(annual return - risk-free rate) / ${text}`,
    of: over(annualByCalendar, risk),
    as: {
      empyrical: { formula, of: over(annualByPeriods, risk) },
      'performance-analytics': { formula: `${formula} as it has that`, of: over(annualByPeriods, ofHundredths) }
    }
  };
}

const toDepth: Of = (series) => -worstFall(series);
const calmarByPeriods: Of = (series) => {
  const depth = toDepth(series);
  return depth > 0 ? annualByPeriods(series) / depth : NaN;
};
const burke: Of = (series) => Math.sqrt(fallList(series).reduce((sum, { depth }) => sum + depth * depth, 0));
const burkeOfRuns: Of = (series) => Math.sqrt(losingRuns(series).reduce((sum, run) => sum + run * run, 0));
const root: Of = ({ count }) => Math.sqrt(count);
const martin = byYears(ulcerIndex, ulcerOfHundredths, 'ulcer index');
const pain = byYears(painIndex, painOfHundredths, 'pain index');

// Mean of a normal law's worst drawdowns over the deviation of returns.
const pitfall: Of = (series) => {
  const centre = -painIndex(series);
  const { squares } = fallSums(series);
  const spread = Math.sqrt((squares - series.count * centre * centre) / (series.count - 1));
  return -normalTailMean(centre, spread, series.tail) / deviation(series);
};

function meanOver(id: string, name: string, text: string, risk: Of): Measure {
  return measure({
    ...{ id, name, group: 'risk-adjusted', riskFree: 'each-period', source: 'skfolio 2023' },
    formula: `mean of (r - risk-free) / ${text}`,
    of: (series) => excessPowers(series).centre / risk(series)
  });
}

/** Return for each unit of a risk other than the deviation. */
export const riskRatios: readonly Measure[] = [
  measure(
    {
      ...{ ...annual, riskFree: 'none', id: 'calmar-ratio', name: 'Calmar ratio', source: 'Young 1991' },
      formula: 'annual return / -maximum drawdown',
      of: (series) => annualByCalendar(series) / toDepth(series)
    },
    {
      quantstats: {
        formula: 'annual return by periods / -maximum drawdown',
        of: (series) => annualByPeriods(series) / toDepth(series)
      },
      empyrical: { formula: 'annual return by periods / -maximum drawdown; none without one', of: calmarByPeriods },
      'performance-analytics': {
        formula: 'annual return by periods / maximum drawdown',
        of: (series) => annualByPeriods(series) / toDepth(series)
      }
    }
  ),
  measure(
    {
      ...{ ...annual, riskFree: 'none', id: 'sterling-ratio', name: 'Sterling ratio', source: 'Bacon 2008' },
      formula: 'annual return / (0.1 - maximum drawdown)',
      of: (series) => annualByCalendar(series) / (toDepth(series) + 0.1)
    },
    {
      'performance-analytics': {
        formula: 'annual return by periods / (maximum drawdown + 0.1)',
        of: (series) => annualByPeriods(series) / (toDepth(series) + 0.1)
      }
    }
  ),
  measure(
    {
      ...{ ...annual, id: 'burke-ratio', name: 'Burke ratio', source: 'Burke 1994' },
      formula: '(annual return - risk-free rate) / root of the sum of squares of the deepest points of all falls',
      of: over(annualByCalendar, burke)
    },
    {
      'performance-analytics': {
        formula: '(annual return by periods - risk-free rate) / root of the sum of squares of runs of losing periods',
        of: over(annualByPeriods, burkeOfRuns)
      }
    }
  ),
  measure(
    {
      ...{ ...annual, id: 'modified-burke-ratio', name: 'Burke ratio, modified', source: 'Bacon 2008' },
      formula: 'Burke ratio x root of n',
      of: (series) => over(annualByCalendar, burke)(series) * root(series)
    },
    {
      'performance-analytics': {
        formula: 'Burke ratio of runs of losing periods x root of n',
        of: (series) => over(annualByPeriods, burkeOfRuns)(series) * root(series)
      }
    }
  ),
  measure(
    {
      ...{ ...annual, id: 'martin-ratio', name: 'Martin ratio (ulcer performance)', source: 'Martin and McCann 1989' },
      formula: martin.formula,
      of: martin.of
    },
    {
      ...martin.as,
      quantstats: {
        formula: '(cumulative return - risk-free rate) / ulcer index over n - 1',
        periodicity: 'whole',
        of: (series) => (growth(series) - 1 - series.annualRiskFree) / ulcerBelow(series)
      }
    }
  ),
  measure(
    {
      ...{ ...annual, id: 'pain-ratio', name: 'Pain ratio', source: 'Becker 2006' },
      formula: pain.formula,
      of: pain.of
    },
    pain.as
  ),
  measure({
    ...{ ...annual, periodicity: 'whole', id: 'serenity-index', name: 'Serenity index', source: 'KeyQuant 2011' },
    formula:
      '(sum of r - risk-free rate) / (ulcer index over n - 1 x normal shortfall of the drawdowns / deviation of r)',
    of: (series) => (total(series) - series.annualRiskFree) / (ulcerBelow(series) * pitfall(series))
  }),
  measure(
    {
      ...{ ...annual, periodicity: 'whole', riskFree: 'none', id: 'recovery-factor', name: 'Recovery factor' },
      source: 'quantstats 2019',
      formula: 'cumulative return / -maximum drawdown',
      of: (series) => (growth(series) - 1) / toDepth(series)
    },
    {
      quantstats: {
        formula: '|sum of r| / -maximum drawdown',
        of: (series) => Math.abs(total(series)) / toDepth(series)
      }
    }
  ),
  meanOver(
    'semi-deviation-ratio',
    'Mean over semi-deviation',
    'sample semi-deviation; the Sortino ratio of skfolio',
    sampleSemiDeviation
  ),
  measure({
    ...{ ...annual, riskFree: 'each-period', id: 'annual-semi-deviation-ratio', source: 'skfolio 2023' },
    name: 'Mean over semi-deviation, a year',
    formula: 'mean of (r - risk-free) / sample semi-deviation x root of periods per year',
    of: (series) => (excessPowers(series).centre / sampleSemiDeviation(series)) * Math.sqrt(series.periodsPerYear)
  }),
  meanOver(
    'mean-absolute-deviation-ratio',
    'Mean over absolute deviation',
    'mean absolute deviation',
    absoluteDeviation
  ),
  meanOver(
    'first-lower-partial-moment-ratio',
    'Mean over lower partial moment',
    'first lower partial moment',
    lowerPartialMoment
  ),
  meanOver('gini-ratio', 'Mean over Gini difference', 'Gini mean difference', giniDifference),
  meanOver('value-at-risk-ratio', 'Mean over value at risk', 'historical value at risk', valueAtRisk),
  meanOver(
    'expected-shortfall-ratio',
    'Mean over expected shortfall',
    'historical expected shortfall',
    expectedShortfall
  ),
  meanOver(
    'entropic-value-at-risk-ratio',
    'Mean over entropic value at risk',
    'entropic value at risk',
    entropicValueAtRisk
  ),
  meanOver('entropic-risk-ratio', 'Mean over entropic risk', 'entropic risk measure', entropicRisk),
  meanOver('worst-realisation-ratio', 'Mean over worst realisation', 'worst realisation', worstRealisation),
  meanOver('drawdown-ratio', 'Mean over maximum drawdown', '-maximum drawdown', toDepth),
  meanOver('average-drawdown-ratio', 'Mean over mean drawdown', 'pain index', painIndex),
  meanOver('ulcer-ratio', 'Mean over ulcer index', 'ulcer index', ulcerIndex),
  meanOver('drawdown-at-risk-ratio', 'Mean over drawdown at risk', 'drawdown at risk', drawdownAtRisk),
  meanOver('conditional-drawdown-ratio', 'Mean over CDaR', 'conditional drawdown at risk', conditionalDrawdown),
  meanOver('entropic-drawdown-ratio', 'Mean over EDaR', 'entropic drawdown at risk', entropicDrawdown)
];
