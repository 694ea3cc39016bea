import type { InstrumentWeight } from '$lib/quant/optimization';
import { decidedEvery, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { weightsDecision, weightsInOrder } from '../seen/weights';

export interface FixedWeights {
  readonly weights: readonly InstrumentWeight[];
  /** 'once' leaves it to the rebalancing rule. */
  readonly every?: Asked;
}

const parameters: ParameterFields<FixedWeights> = {
  weights: { kind: 'weights', short: 'Weights', needed: true },
  every: decidedEvery('once')
};

/** The same weights for ever: a constant mix. */
export const fixedWeights: Strategy<'fixed-weights', FixedWeights> = {
  id: 'fixed-weights',
  parameters,
  source: { authors: 'Perold, Sharpe', year: 1988, title: 'Dynamic strategies for asset allocation' },
  baseline: false,
  needs: ['weights'],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: () => 0,
  begin(given, { instruments }) {
    const target = weightsInOrder(instruments, withDefaults(parameters, given).weights);
    return { decide: () => weightsDecision(target) };
  }
};
