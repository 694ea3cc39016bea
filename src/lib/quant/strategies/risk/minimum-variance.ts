import type { CovarianceMethod } from '$lib/quant/moments';
import { optimizePortfolio, type Constraint } from '$lib/quant/optimization';
import {
  decidedEvery,
  figureBetween,
  wholeNumber,
  withDefaults,
  type Asked,
  type ParameterFields
} from '../parameters';
import type { Strategy } from '../strategy';
import { placed, weightsDecision } from '../seen/weights';
import { covarianceParameter, windowCovariance } from './estimated-covariance';

export interface MinimumVariance {
  readonly days?: number;
  readonly covariance?: CovarianceMethod;
  readonly cap?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<MinimumVariance> = {
  days: wholeNumber('Days', 'days', 252, [20, 2520]),
  covariance: covarianceParameter,
  cap: figureBetween('Most in one', 'fraction', 1, [0.01, 1]),
  every: decidedEvery('month')
};

/** Long-only weights of least variance, each at most the cap (or an equal share, where the cap leaves no room). */
export const minimumVariance: Strategy<'minimum-variance', MinimumVariance> = {
  id: 'minimum-variance',
  parameters,
  source: {
    authors: 'Clarke, de Silva, Thorley',
    year: 2006,
    title: 'Minimum-variance portfolios in the U.S. equity market'
  },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments, periodsPerYear, cashRate }) {
    const { days, covariance: method, cap } = withDefaults(parameters, given);
    return {
      decide(window) {
        const found = windowCovariance(window, days, method, periodsPerYear);
        if (!found) return undefined;
        const { columns, covariance } = found;
        const members = columns.map((column) => instruments[column]);
        const capped: Constraint = { kind: 'position-cap', id: 'cap', upper: Math.max(cap, 1 / members.length) };
        const answer = optimizePortfolio({
          instruments: members,
          covariance,
          expectedReturns: new Float64Array(members.length),
          riskFreeRate: cashRate,
          objective: { kind: 'minimum-variance' },
          constraints: cap < 1 ? [capped] : []
        });
        if (answer.status !== 'optimal') return undefined;
        return weightsDecision(placed(instruments.length, columns, answer.weights));
      }
    };
  }
};
