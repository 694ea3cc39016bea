import { decidedEvery, figureBetween, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { bestOf, type Scored } from '../trend/ranked';
import { weightsDecision } from '../seen/weights';
import { latestFigures } from './latest-figures';

export interface Carry {
  /** Name of the yields that the market brings. */
  readonly figure: string;
  readonly top?: number;
  readonly sells?: boolean;
  readonly every?: Asked;
}

const parameters: ParameterFields<Carry> = {
  figure: { kind: 'figure', short: 'Yield', needed: true },
  top: figureBetween('Best part', 'fraction', 0.3, [0.01, 1]),
  sells: { kind: 'switch', short: 'Sells short', default: false },
  every: decidedEvery('month')
};

/** The instruments that yield most, in equal weights; with short sales against those that yield least. */
export const carry: Strategy<'carry', Carry> = {
  id: 'carry',
  parameters,
  source: { authors: 'Koijen, Moskowitz, Pedersen, Vrugt', year: 2018, title: 'Carry' },
  baseline: false,
  needs: ['figures'],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: () => 1,
  begin(given, { instruments }) {
    const { figure, top, sells } = withDefaults(parameters, given);
    return {
      decide(window) {
        const scores: Scored[] = latestFigures(window, figure);
        const weights = bestOf(scores, instruments.length, top, sells);
        return weights && weightsDecision(weights);
      }
    };
  }
};
