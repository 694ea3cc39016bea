import { exp } from '$lib/math/elementary';
import {
  decidedEvery,
  figureBetween,
  wholeNumber,
  withDefaults,
  type Asked,
  type ParameterFields
} from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith, returnsOf } from '../seen/recent';
import { deviationOf, meanOf } from '../seen/rolling';
import { placed, shares, weightsDecision } from '../seen/weights';
import type { Scored } from '../trend/ranked';
import type { Window } from '../window';
import { latestFigures } from './latest-figures';

export interface FactorTilt {
  readonly factor?: 'figure' | 'momentum' | 'low-volatility';
  /** Name of the figures that the market brings, for the factor 'figure'. */
  readonly figure?: string;
  readonly days?: number;
  readonly strength?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<FactorTilt> = {
  factor: {
    kind: 'choice',
    short: 'Factor',
    default: 'low-volatility',
    choices: ['figure', 'momentum', 'low-volatility']
  },
  figure: { kind: 'figure', short: 'Figure', needed: false },
  days: wholeNumber('Days back', 'days', 252, [5, 1260]),
  strength: figureBetween('Strength', 'ratio', 0.5, [-3, 3]),
  every: decidedEvery('month')
};

/** Equal weights times exp(strength x z), z the standard score of the factor among the instruments, cut at +-3. */
export const factorTilt: Strategy<'factor-tilt', FactorTilt> = {
  id: 'factor-tilt',
  parameters,
  source: { authors: 'Fama, French', year: 1993, title: 'Common risk factors in the returns on stocks and bonds' },
  baseline: false,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history(given) {
    const { factor, days } = withDefaults(parameters, given);
    return factor === 'figure' ? 1 : days + 1;
  },
  begin(given, { instruments }) {
    const { factor, figure, days, strength } = withDefaults(parameters, given);
    if (factor === 'figure' && figure === undefined) throw new RangeError('figure: is needed');
    return {
      decide(window) {
        const found = scoresOf(window, factor, figure ?? '', days).filter(({ score }) => Number.isFinite(score));
        if (found.length === 0) return undefined;
        const scores = found.map(({ score }) => score);
        const [mean, deviation] = [meanOf(scores), deviationOf(scores)];
        const tilts = Float64Array.from(scores, (score) => {
          const z = deviation > 0 ? Math.min(3, Math.max(-3, (score - mean) / deviation)) : 0;
          return exp(strength * z);
        });
        return weightsDecision(
          placed(
            instruments.length,
            found.map(({ column }) => column),
            shares(tilts)
          )
        );
      }
    };
  }
};

function scoresOf(window: Window, factor: FactorTilt['factor'], figure: string, days: number): Scored[] {
  if (factor === 'figure') return latestFigures(window, figure);
  return columnsWith(window, days + 1).map(({ column, closes }) => ({
    column,
    score: factor === 'momentum' ? closes[days] / closes[0] - 1 : -deviationOf(returnsOf(closes))
  }));
}
