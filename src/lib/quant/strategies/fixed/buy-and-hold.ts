import type { InstrumentWeight } from '$lib/quant/optimization';
import type { Strategy } from '../strategy';
import { weightsDecision, weightsInOrder } from '../seen/weights';

export interface BuyAndHold {
  /** The same for all when absent. */
  readonly weights?: readonly InstrumentWeight[];
}

/** Bought on the first day and left alone. */
export const buyAndHold: Strategy<'buy-and-hold', BuyAndHold> = {
  id: 'buy-and-hold',
  parameters: { weights: { kind: 'weights', short: 'Weights', needed: false } },
  source: { authors: 'Perold, Sharpe', year: 1988, title: 'Dynamic strategies for asset allocation' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: true,
  asked: () => 'once',
  history: () => 0,
  begin({ weights }, { instruments }) {
    const n = instruments.length;
    const target = weights ? weightsInOrder(instruments, weights) : new Float64Array(n).fill(1 / n);
    return { decide: () => weightsDecision(target) };
  }
};
