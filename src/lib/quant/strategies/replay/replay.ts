import { withDefaults, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import type { ReplayChange, ReplayTrade } from './changed-trades';
import { depositsReplay, type ReplayFlow } from './deposits-replay';
import { plainReplay } from './plain-replay';
import { yearlyReplay } from './yearly-replay';

export interface Replay {
  readonly trades: readonly ReplayTrade[];
  /** Those of the run, for a change that invests them. */
  readonly flows?: readonly ReplayFlow[];
  readonly change?: ReplayChange;
}

const parameters: ParameterFields<Replay> = {
  trades: { kind: 'trades', short: 'Trades', needed: true },
  flows: { kind: 'flows', short: 'Deposits', needed: false },
  change: { kind: 'change', short: 'Changed', needed: false }
};

/**
 * One's own trades again, with one rule changed or none. Without a change each is made on its day at its own price and
 * cost, where it has them. Where a change leaves less money or fewer shares, purchases are cut to the cash at hand and
 * sales to what is held. Quantities are in shares of the market's series.
 */
export const replay: Strategy<'replay', Replay> = {
  id: 'replay',
  parameters,
  source: { authors: 'Barber, Odean', year: 2000, title: 'Trading is hazardous to your wealth' },
  baseline: false,
  needs: ['trades'],
  looksAtHolding: true,
  drifts: true,
  asked: () => 'day',
  history: () => 0,
  begin(given, context) {
    const { trades, flows = [], change } = withDefaults(parameters, given);
    if (change?.change === 'deposits-into') return depositsReplay(flows, change.instrument, context);
    return change?.change === 'rebalance-yearly' ? yearlyReplay(trades, context) : plainReplay(trades, change, context);
  }
};
