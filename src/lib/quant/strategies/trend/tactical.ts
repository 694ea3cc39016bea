import type { InstrumentId } from '$lib/domain/instruments';
import { decidedEvery, wholeNumber, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith } from '../seen/recent';
import { meanOf } from '../seen/rolling';
import { columnOf, weightsDecision } from '../seen/weights';

export interface Tactical {
  readonly days?: number;
  /** What is held in place of those below their average; cash when absent. */
  readonly safe?: InstrumentId;
  readonly every?: Asked;
}

const parameters: ParameterFields<Tactical> = {
  days: wholeNumber('Average of', 'days', 210, [5, 1260]),
  safe: { kind: 'instrument', short: 'Instead', needed: false },
  every: decidedEvery('month')
};

/** Equal parts, each held while its close is above its average and in cash, or something safe, otherwise. */
export const tactical: Strategy<'tactical', Tactical> = {
  id: 'tactical',
  parameters,
  source: { authors: 'Faber', year: 2007, title: 'A quantitative approach to tactical asset allocation' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days,
  begin(given, { instruments }) {
    const { days, safe } = withDefaults(parameters, given);
    const shelter = safe === undefined ? -1 : columnOf(instruments, safe);
    return {
      decide(window) {
        const live = columnsWith(window, days).filter(({ column }) => column !== shelter);
        if (live.length === 0) return undefined;
        const weights = new Float64Array(instruments.length);
        for (const { column, closes } of live) {
          const held = closes[days - 1] > meanOf(closes) ? column : shelter;
          if (held >= 0) weights[held] += 1 / live.length;
        }
        return weightsDecision(weights);
      }
    };
  }
};
