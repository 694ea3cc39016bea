import type { CovarianceMethod } from '$lib/quant/moments';
import { varianceBudgets } from '$lib/quant/optimization';
import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { placed, weightsDecision } from '../seen/weights';
import { covarianceParameter, windowCovariance } from './estimated-covariance';

export interface RiskParity {
  readonly days?: number;
  readonly covariance?: CovarianceMethod;
  readonly every?: Asked;
}

const parameters: ParameterFields<RiskParity> = {
  days: wholeNumber('Days', 'days', 252, [20, 2520]),
  covariance: covarianceParameter,
  every: decidedEvery('month')
};

/** Every instrument brings the same share of the variance. */
export const riskParity: Strategy<'risk-parity', RiskParity> = {
  id: 'risk-parity',
  parameters,
  source: {
    authors: 'Maillard, Roncalli, Teiletche',
    year: 2010,
    title: 'The properties of equally weighted risk contribution portfolios'
  },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments, periodsPerYear }) {
    const { days, covariance: method } = withDefaults(parameters, given);
    return {
      decide(window) {
        const found = windowCovariance(window, days, method, periodsPerYear);
        if (!found) return undefined;
        const answer = varianceBudgets({ covariance: found.covariance });
        if (answer.status !== 'ok') return undefined;
        return weightsDecision(placed(instruments.length, found.columns, answer.weights));
      }
    };
  }
};
