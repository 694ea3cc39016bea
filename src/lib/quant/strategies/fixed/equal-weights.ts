import { decidedEvery, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith } from '../seen/recent';
import { placed, weightsDecision } from '../seen/weights';

export interface EqualWeights {
  readonly every?: Asked;
}

const parameters: ParameterFields<EqualWeights> = { every: decidedEvery('month') };

/** The same weight for every instrument that is traded; for all while no close is known yet. */
export const equal: Strategy<'equal-weights', EqualWeights> = {
  id: 'equal-weights',
  parameters,
  source: { authors: 'DeMiguel, Garlappi, Uppal', year: 2009, title: 'Optimal versus naive diversification' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: () => 0,
  begin(_, { instruments }) {
    const n = instruments.length;
    return {
      decide(window) {
        const live = columnsWith(window, 1).map(({ column }) => column);
        if (live.length === 0) return weightsDecision(new Float64Array(n).fill(1 / n));
        return weightsDecision(placed(n, live, new Float64Array(live.length).fill(1 / live.length)));
      }
    };
  }
};
