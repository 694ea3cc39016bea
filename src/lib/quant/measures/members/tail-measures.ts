import { exp, log } from '$lib/math/elementary';
import { measure, type Definition, type Measure } from '../measure';
import { deviation, mean } from '../facts/moments';
import {
  ascending,
  cornishFisherReturn,
  edgeworthTailMean,
  meanOfWorst,
  normalQuantileReturn,
  normalTailMean,
  quantileAt,
  risk
} from '../facts/tails';
import type { Series } from '../series';

const loss = { group: 'risk', unit: 'fraction', sign: 'loss-positive' } as const;
const negative = { sign: 'loss-negative' } as const;

/** Historical value at risk, a loss is positive. */
export const valueAtRisk = risk(({ tail }) => ({ measure: 'value-at-risk', tail }));
/** Historical expected shortfall, a loss is positive. */
export const expectedShortfall = risk(({ tail }) => ({ measure: 'expected-shortfall', tail }));
/** Entropic value at risk. */
export const entropicValueAtRisk = risk(({ tail }) => ({ measure: 'entropic-value-at-risk', tail }));
/** The greatest loss of a period. */
export const worstRealisation = (series: Series): number => -(ascending(series)[0] ?? NaN);

/** Entropic risk measure: theta x log of the mean of exp(-r / theta) / tail. */
export function entropicRisk({ returns, tail, tolerance, count }: Series): number {
  let greatest = -Infinity;
  for (const value of returns) greatest = Math.max(greatest, -value / tolerance);
  let total = 0;
  for (const value of returns) total += exp(-value / tolerance - greatest);
  return tolerance * (greatest + log(total / count) - log(tail));
}

const normal: Definition = {
  ...negative,
  formula: 'mean + deviation (n - 1) x quantile of the normal law at the tail',
  of: normalQuantileReturn
};

/** The worst outcomes. */
export const tailMeasures: readonly Measure[] = [
  measure(
    {
      ...{ ...loss, id: 'value-at-risk', name: 'Value at risk', source: 'Jorion 1996' },
      formula: 'minus the return at place ceil(tail x n) from the worst',
      of: valueAtRisk
    },
    {
      quantstats: normal,
      empyrical: {
        ...negative,
        formula: 'quantile of the returns at the tail, linear interpolation',
        of: (series) => (series.count === 0 ? NaN : quantileAt(series, series.tail))
      },
      'performance-analytics': {
        ...negative,
        formula: 'mean + population deviation x normal quantile bent by skewness and kurtosis (Cornish-Fisher)',
        of: cornishFisherReturn
      }
    }
  ),
  measure(
    {
      ...{ ...loss, id: 'expected-shortfall', name: 'Expected shortfall (CVaR)', source: 'Acerbi and Tasche 2002' },
      formula: 'minus the mean of the worst share of returns, the border counted with the fraction that fills it',
      of: expectedShortfall
    },
    {
      quantstats: {
        ...negative,
        formula: 'mean - deviation (n - 1) x normal density at its quantile / tail',
        of: (series) => normalTailMean(mean(series), deviation(series), series.tail)
      },
      empyrical: {
        ...negative,
        formula: 'mean of the returns up to place floor((n - 1) x tail) from the worst',
        of: meanOfWorst
      },
      'performance-analytics': {
        ...negative,
        formula: 'mean below the Cornish-Fisher quantile under the Edgeworth density, or that quantile if it is worse',
        of: edgeworthTailMean
      }
    }
  ),
  measure({
    ...{ ...loss, id: 'entropic-value-at-risk', name: 'Entropic value at risk', source: 'Ahmadi-Javid 2012' },
    formula: 'least over z > 0 of z log(mean of exp(-r / z) / tail)',
    of: entropicValueAtRisk
  }),
  measure({
    ...{ ...loss, id: 'worst-realisation', name: 'Worst realisation', source: 'Young 1998' },
    formula: 'greatest loss of a period',
    of: worstRealisation
  }),
  measure({
    ...{ ...loss, id: 'entropic-risk-measure', name: 'Entropic risk measure', source: 'Föllmer and Schied 2002' },
    formula: 'theta x log(mean of exp(-r / theta) / tail), theta the risk tolerance',
    of: entropicRisk
  }),
  measure({
    ...{ ...loss, id: 'rachev-ratio', name: 'Rachev ratio', source: 'Biglova et al. 2004' },
    ...{ group: 'risk-adjusted', unit: 'ratio', sign: 'higher-better', riskFree: 'threshold' },
    formula: 'expected shortfall of target - r over that of r - target: the best tail over the worst',
    of: (series) => (gainTail(series) - series.target) / (expectedShortfall(series) + series.target)
  })
];

// The range counts the best share beside the worst.
const shortfallRange = risk(({ tail }) => ({ measure: 'expected-shortfall-range', tail }));
const gainTail = (series: Series): number => shortfallRange(series) - expectedShortfall(series);
