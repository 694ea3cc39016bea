import type { InstrumentId } from '$lib/domain/instruments';
import { decidedEvery, figureBetween, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { placed, twoColumns, weightsDecision } from '../seen/weights';

export interface GlidePath {
  readonly stocks?: InstrumentId;
  readonly bonds?: InstrumentId;
  readonly from?: number;
  readonly to?: number;
  readonly years?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<GlidePath> = {
  stocks: { kind: 'instrument', short: 'Shares', needed: false },
  bonds: { kind: 'instrument', short: 'Bonds', needed: false },
  from: figureBetween('At first', 'fraction', 0.9, [0, 1]),
  to: figureBetween('At last', 'fraction', 0.4, [0, 1]),
  years: figureBetween('Years', 'years', 20, [0.25, 80]),
  every: decidedEvery('month')
};

/** The part in stocks falls in a straight line over the years (actual/365.25) and stays there. */
export const glidePath: Strategy<'glide-path', GlidePath> = {
  id: 'glide-path',
  parameters,
  source: { authors: 'Bodie, Merton, Samuelson', year: 1992, title: 'Labor supply flexibility and portfolio choice' },
  baseline: false,
  needs: ['two-instruments'],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: () => 0,
  begin(given, { instruments }) {
    const { stocks, bonds, from, to, years } = withDefaults(parameters, given);
    const columns = twoColumns(instruments, stocks, bonds);
    return {
      decide({ tradingDay, start }) {
        const passed = Math.min(1, Math.max(0, (tradingDay - start) / 365.25 / years));
        const share = from + (to - from) * passed;
        return weightsDecision(placed(instruments.length, columns, [share, 1 - share]));
      }
    };
  }
};
