import type { RiskMeasureId } from '$lib/quant/risk';
import {
  firstLowerPartialMoment,
  meanAbsoluteDeviation,
  secondLowerPartialMoment,
  semiDeviation,
  standardDeviation,
  variance
} from './deviations';
import { ofDrawdowns, rootMeanSquare } from './drawdowns';
import type { LossEpigraph, MeasureEpigraph } from './measure-epigraph';
import { ofBothEnds, ofOrder } from './ordered-losses';
import { lossesOf } from './scenario-series';
import { entropicValueAtRisk, expectedShortfall, greatestLoss, meanLoss } from './tails';

const ofLosses =
  (measure: LossEpigraph): MeasureEpigraph =>
  (program, series, options, term) =>
    measure(program, lossesOf(series), options, term);

/** The convex measures of the risk catalog as parts of a program, each by its name there. */
const epigraphs: { readonly [K in RiskMeasureId]?: MeasureEpigraph } = {
  variance,
  'standard-deviation': standardDeviation,
  'mean-absolute-deviation': meanAbsoluteDeviation,
  'gini-mean-difference': ofLosses(ofOrder('gini-mean-difference')),
  'semi-deviation': semiDeviation,
  'first-lower-partial-moment': firstLowerPartialMoment,
  'second-lower-partial-moment': secondLowerPartialMoment,
  'expected-shortfall': ofLosses(expectedShortfall),
  'tail-gini': ofLosses(ofOrder('tail-gini')),
  'entropic-value-at-risk': ofLosses(entropicValueAtRisk),
  'worst-realisation': ofLosses(greatestLoss),
  range: ofLosses(ofBothEnds(greatestLoss)),
  'expected-shortfall-range': ofLosses(ofBothEnds(expectedShortfall)),
  'tail-gini-range': ofLosses(ofBothEnds(ofOrder('tail-gini'))),
  'maximum-drawdown': ofDrawdowns(greatestLoss),
  'average-drawdown': ofDrawdowns(meanLoss),
  'conditional-drawdown-at-risk': ofDrawdowns(expectedShortfall),
  'entropic-drawdown-at-risk': ofDrawdowns(entropicValueAtRisk),
  'ulcer-index': ofDrawdowns(rootMeanSquare)
};

/** How a measure is posed in a program; undefined for those that are not convex. */
export function measureEpigraph(measure: RiskMeasureId): MeasureEpigraph | undefined {
  return epigraphs[measure];
}
