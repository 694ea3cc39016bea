import {
  decidedEvery,
  figureBetween,
  wholeNumber,
  withDefaults,
  type Asked,
  type ParameterFields
} from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith } from '../seen/recent';
import { weightsDecision } from '../seen/weights';
import { bestOf } from './ranked';

export interface CrossSectionMomentum {
  readonly days?: number;
  readonly skip?: number;
  readonly top?: number;
  readonly sells?: boolean;
  readonly every?: Asked;
}

const parameters: ParameterFields<CrossSectionMomentum> = {
  days: wholeNumber('Days back', 'days', 252, [5, 1260]),
  skip: wholeNumber('Last days left out', 'days', 21, [0, 252]),
  top: figureBetween('Best part', 'fraction', 0.3, [0.01, 1]),
  sells: { kind: 'switch', short: 'Sells short', default: false },
  every: decidedEvery('month')
};

/** The part of the instruments with the greatest past return, in equal weights; with short sales against those with the least. */
export const crossSectionMomentum: Strategy<'cross-section-momentum', CrossSectionMomentum> = {
  id: 'cross-section-momentum',
  parameters,
  source: { authors: 'Jegadeesh, Titman', year: 1993, title: 'Returns to buying winners and selling losers' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments }) {
    const { days, skip, top, sells } = withDefaults(parameters, given);
    if (skip >= days) throw new RangeError(`${skip} of ${days} days left out`);
    return {
      decide(window) {
        const scores = columnsWith(window, days + 1).map(({ column, closes }) => {
          return { column, score: closes[days - skip] / closes[0] - 1 };
        });
        const weights = bestOf(scores, instruments.length, top, sells);
        return weights && weightsDecision(weights);
      }
    };
  }
};
