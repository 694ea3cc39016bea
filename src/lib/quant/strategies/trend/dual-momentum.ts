import type { InstrumentId } from '$lib/domain/instruments';
import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith } from '../seen/recent';
import { columnOf, weightsDecision } from '../seen/weights';
import { ranked } from './ranked';

export interface DualMomentum {
  readonly days?: number;
  readonly top?: number;
  /** What is held in place of losers; cash when absent. */
  readonly safe?: InstrumentId;
  readonly every?: Asked;
}

const parameters: ParameterFields<DualMomentum> = {
  days: wholeNumber('Days back', 'days', 252, [5, 1260]),
  top: wholeNumber('How many', 'count', 1, [1, 100]),
  safe: { kind: 'instrument', short: 'Instead', needed: false },
  every: decidedEvery('month')
};

/** The few best by past return, each only when it beat cash; in place of the others a safe instrument, or cash. */
export const dualMomentum: Strategy<'dual-momentum', DualMomentum> = {
  id: 'dual-momentum',
  parameters,
  source: { authors: 'Antonacci', year: 2014, title: 'Dual momentum investing' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments, cashRate, periodsPerYear }) {
    const { days, top, safe } = withDefaults(parameters, given);
    const shelter = safe === undefined ? -1 : columnOf(instruments, safe);
    const hurdle = (cashRate * days) / periodsPerYear;
    return {
      decide(window) {
        const scores = columnsWith(window, days + 1)
          .filter(({ column }) => column !== shelter)
          .map(({ column, closes }) => ({ column, score: closes[days] / closes[0] - 1 }));
        if (scores.length === 0) return undefined;
        const best = ranked(scores).slice(0, top);
        const weights = new Float64Array(instruments.length);
        for (const { column, score } of best) {
          const held = score > hurdle ? column : shelter;
          if (held >= 0) weights[held] += 1 / best.length;
        }
        return weightsDecision(weights);
      }
    };
  }
};
