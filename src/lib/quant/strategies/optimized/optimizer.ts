import { estimatedMoments, type MomentsSpec } from '$lib/quant/moments';
import { optimizePortfolio, type Constraint, type Objective } from '$lib/quant/optimization';
import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith, recentReturns } from '../seen/recent';
import { placed, weightsDecision } from '../seen/weights';

export interface Optimizer {
  readonly objective?: Objective;
  readonly constraints?: readonly Constraint[];
  /** How moments are estimated from the window; Ledoit and Wolf's covariance and shrunk means when absent. */
  readonly moments?: Omit<MomentsSpec, 'periodsPerYear'>;
  readonly days?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<Optimizer> = {
  objective: { kind: 'objective', short: 'Aim', needed: false },
  constraints: { kind: 'constraints', short: 'Rules', needed: false },
  moments: { kind: 'moments', short: 'Estimates', needed: false },
  days: wholeNumber('Days', 'days', 504, [20, 5040]),
  every: decidedEvery('month')
};

/**
 * The optimizer with any of its aims and rules, on moments of the window, counted from the weights held. Instruments with
 * too little history take no part. Where no weights obey the rules, or none beat cash, everything is left as it is.
 */
export const optimizer: Strategy<'optimizer', Optimizer> = {
  id: 'optimizer',
  parameters,
  source: { authors: 'Markowitz', year: 1952, title: 'Portfolio selection' },
  baseline: false,
  needs: [],
  looksAtHolding: true,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments, periodsPerYear, cashRate }) {
    const {
      days,
      objective = { kind: 'minimum-variance' },
      constraints = [],
      moments
    } = withDefaults(parameters, given);
    const estimates: MomentsSpec = {
      covariance: 'ledoit-wolf',
      expectedReturns: { method: 'shrunk' },
      ...moments,
      periodsPerYear
    };
    return {
      decide(window) {
        const columns = columnsWith(window, days + 1).map(({ column }) => column);
        const returns = recentReturns(window, columns, days);
        if (!returns) return undefined;
        const { covariance, expectedReturns } = estimatedMoments(returns, estimates);
        const answer = optimizePortfolio({
          instruments: columns.map((column) => instruments[column]),
          covariance,
          expectedReturns,
          riskFreeRate: cashRate,
          objective,
          constraints,
          currentWeights: Float64Array.from(columns, (column) => window.held.weights[column]),
          scenarios: { ...returns, periodsPerYear }
        });
        if (answer.status !== 'optimal') return undefined;
        return weightsDecision(placed(instruments.length, columns, answer.weights));
      }
    };
  }
};
