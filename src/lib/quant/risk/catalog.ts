import {
  firstLowerPartialMoment,
  meanAbsoluteDeviation,
  meanLoss,
  rootMeanSquare,
  secondLowerPartialMoment,
  semiDeviation,
  standardDeviation,
  variance
} from './deviations';
import { ofDrawdowns } from './drawdown-functional';
import { entropicValueAtRisk } from './entropic';
import {
  expectedShortfall,
  expectedShortfallRange,
  giniMeanDifference,
  range,
  tailGini,
  tailGiniRange,
  valueAtRisk,
  valueAtRiskRange,
  worstRealisation
} from './ordered-weights';
import type { RiskMeasureId, RiskOptions, SeriesFunctional } from './risk-spec';

/** What a measure looks at: all deviations, those below, the worst outcomes, worst and best, the falls from a peak. */
export type RiskFamily = 'deviation' | 'downside' | 'tail' | 'range' | 'drawdown';

/** A risk measure of a series of periodic returns: a loss is positive, nothing is annualised. */
export interface RiskMeasure {
  readonly id: RiskMeasureId;
  readonly family: RiskFamily;
  /** Convex in the weights of a portfolio, so that a minimum found is the minimum. */
  readonly convex: boolean;
  /** k where risk(c w) = c^k risk(w) for every c > 0, with the target of a lower partial moment at zero; undefined where no k holds. */
  readonly degree: 1 | 2 | undefined;
  /** The options it takes. */
  readonly options: readonly (keyof RiskOptions)[];
  readonly of: SeriesFunctional;
}

type Options = RiskMeasure['options'];

const measure = (
  id: RiskMeasureId,
  family: RiskFamily,
  of: SeriesFunctional,
  options: Options = [],
  traits: Partial<Pick<RiskMeasure, 'convex' | 'degree'>> = {}
): RiskMeasure => ({ id, family, of, options, convex: true, degree: 1, ...traits });

const notConvex = { convex: false };
const relative = { convex: false, degree: undefined };

/**
 * The risk measures, each one descriptor. Figures are those of Riskfolio-Lib 7.4; skfolio 1.12 gives the same for those
 * it has, but for value and drawdown at risk where tail x T is whole.
 */
export const riskMeasures: readonly RiskMeasure[] = [
  measure('variance', 'deviation', variance, [], { degree: 2 }),
  measure('standard-deviation', 'deviation', standardDeviation),
  measure('mean-absolute-deviation', 'deviation', meanAbsoluteDeviation),
  measure('gini-mean-difference', 'deviation', giniMeanDifference),
  measure('semi-deviation', 'downside', semiDeviation),
  measure('first-lower-partial-moment', 'downside', firstLowerPartialMoment, ['target']),
  measure('second-lower-partial-moment', 'downside', secondLowerPartialMoment, ['target']),
  measure('value-at-risk', 'tail', valueAtRisk, ['tail'], notConvex),
  measure('expected-shortfall', 'tail', expectedShortfall, ['tail']),
  measure('tail-gini', 'tail', tailGini, ['tail', 'levels']),
  measure('entropic-value-at-risk', 'tail', entropicValueAtRisk, ['tail']),
  measure('worst-realisation', 'tail', worstRealisation),
  measure('range', 'range', range),
  measure('value-at-risk-range', 'range', valueAtRiskRange, ['tail', 'gainTail'], notConvex),
  measure('expected-shortfall-range', 'range', expectedShortfallRange, ['tail', 'gainTail']),
  measure('tail-gini-range', 'range', tailGiniRange, ['tail', 'gainTail', 'levels']),
  measure('maximum-drawdown', 'drawdown', ofDrawdowns(worstRealisation, 'uncompounded')),
  measure('average-drawdown', 'drawdown', ofDrawdowns(meanLoss, 'uncompounded')),
  measure('drawdown-at-risk', 'drawdown', ofDrawdowns(valueAtRisk, 'uncompounded'), ['tail'], notConvex),
  measure('conditional-drawdown-at-risk', 'drawdown', ofDrawdowns(expectedShortfall, 'uncompounded'), ['tail']),
  measure('entropic-drawdown-at-risk', 'drawdown', ofDrawdowns(entropicValueAtRisk, 'uncompounded'), ['tail']),
  measure('ulcer-index', 'drawdown', ofDrawdowns(rootMeanSquare, 'uncompounded')),
  measure('relative-maximum-drawdown', 'drawdown', ofDrawdowns(worstRealisation, 'compounded'), [], relative),
  measure('relative-average-drawdown', 'drawdown', ofDrawdowns(meanLoss, 'compounded'), [], relative),
  measure('relative-drawdown-at-risk', 'drawdown', ofDrawdowns(valueAtRisk, 'compounded'), ['tail'], relative),
  measure(
    'relative-conditional-drawdown-at-risk',
    'drawdown',
    ofDrawdowns(expectedShortfall, 'compounded'),
    ['tail'],
    relative
  ),
  measure(
    'relative-entropic-drawdown-at-risk',
    'drawdown',
    ofDrawdowns(entropicValueAtRisk, 'compounded'),
    ['tail'],
    relative
  ),
  measure('relative-ulcer-index', 'drawdown', ofDrawdowns(rootMeanSquare, 'compounded'), [], relative)
];

const byId = new Map(riskMeasures.map((one) => [one.id, one]));

/** The descriptor of a measure. @throws RangeError when there is none of that name. */
export function riskMeasure(id: RiskMeasureId): RiskMeasure {
  const found = byId.get(id);
  if (!found) throw new RangeError(`no risk measure ${String(id)}`);
  return found;
}
