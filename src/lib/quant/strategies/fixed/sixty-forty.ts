import type { InstrumentId } from '$lib/domain/instruments';
import { decidedEvery, figureBetween, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { placed, twoColumns, weightsDecision } from '../seen/weights';

export interface SixtyForty {
  readonly stocks?: InstrumentId;
  readonly bonds?: InstrumentId;
  readonly share?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<SixtyForty> = {
  stocks: { kind: 'instrument', short: 'Shares', needed: false },
  bonds: { kind: 'instrument', short: 'Bonds', needed: false },
  share: figureBetween('Part in shares', 'fraction', 0.6, [0, 1]),
  every: decidedEvery('month')
};

/** A share in stocks, the rest in bonds; the first two instruments where none are named. */
export const sixtyForty: Strategy<'sixty-forty', SixtyForty> = {
  id: 'sixty-forty',
  parameters,
  source: { authors: 'Graham', year: 1949, title: 'The intelligent investor' },
  baseline: false,
  needs: ['two-instruments'],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: () => 0,
  begin(given, { instruments }) {
    const { stocks, bonds, share } = withDefaults(parameters, given);
    const target = placed(instruments.length, twoColumns(instruments, stocks, bonds), [share, 1 - share]);
    return { decide: () => weightsDecision(target) };
  }
};
