import { estimatedCovariance, type CovarianceMethod } from '$lib/quant/moments';
import { allocatedWeights, type AllocationSpec } from '$lib/quant/optimization';
import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith, recentReturns } from '../seen/recent';
import { placed, weightsDecision } from '../seen/weights';
import { covarianceParameter } from '../risk/estimated-covariance';

export interface AllocationStrategy {
  readonly allocation?: AllocationSpec;
  readonly covariance?: CovarianceMethod;
  readonly days?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<AllocationStrategy> = {
  allocation: { kind: 'allocation', short: 'Method', needed: false },
  covariance: covarianceParameter,
  days: wholeNumber('Days', 'days', 252, [20, 5040]),
  every: decidedEvery('month')
};

/** Any method of making weights without a forecast; hierarchical risk parity when none is named. */
export const allocation: Strategy<'allocation', AllocationStrategy> = {
  id: 'allocation',
  parameters,
  source: {
    authors: 'López de Prado',
    year: 2016,
    title: 'Building diversified portfolios that outperform out of sample'
  },
  baseline: false,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments, periodsPerYear }) {
    const { days, covariance: method, allocation: spec } = withDefaults(parameters, given);
    const wanted: AllocationSpec = spec ?? { method: 'hierarchical-risk-parity', risk: { measure: 'variance' } };
    return {
      decide(window) {
        const columns = columnsWith(window, days + 1)
          .filter(({ closes }) => closes.some((close) => close !== closes[0]))
          .map(({ column }) => column);
        const returns = recentReturns(window, columns, days);
        if (!returns) return undefined;
        const covarianceOf = (some: typeof returns): Float64Array =>
          estimatedCovariance({ returns: some, periodsPerYear }, { method }).covariance;
        const problem = { count: columns.length, covariance: covarianceOf(returns), returns };
        const answer = allocatedWeights(problem, wanted, covarianceOf);
        if (answer.status !== 'allocated') return undefined;
        return weightsDecision(placed(instruments.length, columns, answer.weights));
      }
    };
  }
};
