import {
  decidedEvery,
  figureBetween,
  wholeNumber,
  withDefaults,
  type Asked,
  type ParameterFields
} from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith, recentCloses, returnsOf } from '../seen/recent';
import { deviationOf } from '../seen/rolling';
import { countOf, placed, shares, weightsDecision } from '../seen/weights';
import { ranked } from '../trend/ranked';
import { signalHistory, signalReader, type Signal } from './signal';

export interface Signals {
  readonly signal: Signal;
  /** The best part by the signal, or all above a threshold. */
  readonly choose?: 'best' | 'above';
  readonly top?: number;
  readonly threshold?: number;
  readonly sizes?: 'equal' | 'inverse-volatility' | 'proportional';
  readonly days?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<Signals> = {
  signal: { kind: 'signal', short: 'Signal', needed: true },
  choose: { kind: 'choice', short: 'Chooses', default: 'best', choices: ['best', 'above'] },
  top: figureBetween('Best part', 'fraction', 0.3, [0.01, 1]),
  threshold: figureBetween('Above', 'ratio', 0, [-1e6, 1e6]),
  sizes: { kind: 'choice', short: 'Sizes', default: 'equal', choices: ['equal', 'inverse-volatility', 'proportional'] },
  days: wholeNumber('Volatility days', 'days', 63, [3, 1260]),
  every: decidedEvery('month')
};

/** Instruments chosen by a signal of one's own, greatest first; all cash while none is above the threshold. */
export const signals: Strategy<'signals', Signals> = {
  id: 'signals',
  parameters,
  source: { authors: 'Grinold, Kahn', year: 1999, title: 'Active portfolio management' },
  baseline: false,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history(given) {
    const { signal, days, sizes } = withDefaults(parameters, given);
    return Math.max(signalHistory(signal), sizes === 'inverse-volatility' ? days + 1 : 1);
  },
  begin(given, { instruments }) {
    const { signal, choose, top, threshold, sizes, days } = withDefaults(parameters, given);
    const read = signalReader(signal);
    return {
      decide(window) {
        const scores = columnsWith(window, 1).map(({ column }) => {
          return { column, score: read(window, column, 1)[0] };
        });
        const order = ranked(scores);
        if (order.length === 0) return undefined;
        const chosen =
          choose === 'best'
            ? order.slice(0, countOf(top, order.length))
            : order.filter(({ score }) => score > threshold);
        const parts = chosen.map(({ column, score }) => {
          if (sizes === 'equal') return 1;
          if (sizes === 'proportional') return Math.max(0, score);
          const closes = recentCloses(window, column, days + 1);
          const deviation = closes ? deviationOf(returnsOf(closes)) : NaN;
          return deviation > 0 ? 1 / deviation : 0;
        });
        const total = parts.reduce((sum, part) => sum + part, 0);
        const sized = total > 0 ? shares(Float64Array.from(parts)) : new Float64Array(parts.length);
        return weightsDecision(
          placed(
            instruments.length,
            chosen.map(({ column }) => column),
            sized
          )
        );
      }
    };
  }
};
