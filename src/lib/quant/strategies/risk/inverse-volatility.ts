import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith, returnsOf } from '../seen/recent';
import { deviationOf } from '../seen/rolling';
import { placed, shares, weightsDecision } from '../seen/weights';

export interface InverseVolatility {
  readonly days?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<InverseVolatility> = {
  days: wholeNumber('Days', 'days', 126, [3, 2520]),
  every: decidedEvery('month')
};

/** Weights in inverse proportion to volatility; an instrument that did not move is left out. */
export const inverseVolatility: Strategy<'inverse-volatility', InverseVolatility> = {
  id: 'inverse-volatility',
  parameters,
  source: { authors: 'Leote de Carvalho, Lu, Moulin', year: 2012, title: 'Demystifying equity risk-based strategies' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments }) {
    const { days } = withDefaults(parameters, given);
    return {
      decide(window) {
        const live = columnsWith(window, days + 1)
          .map(({ column, closes }) => ({ column, deviation: deviationOf(returnsOf(closes)) }))
          .filter(({ deviation }) => deviation > 0);
        if (live.length === 0) return undefined;
        const inverse = Float64Array.from(live, ({ deviation }) => 1 / deviation);
        const columns = live.map(({ column }) => column);
        return weightsDecision(placed(instruments.length, columns, shares(inverse)));
      }
    };
  }
};
