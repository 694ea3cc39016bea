import { exp, log1p } from '$lib/math/elementary';
import type { InstrumentWeight } from '$lib/quant/optimization';
import { decidedEvery, figureBetween, withDefaults, type Asked, type ParameterFields } from '../parameters';
import type { Strategy } from '../strategy';
import { shares, weightsDecision, weightsInOrder } from '../seen/weights';

export interface ProportionInsurance {
  /** The risky mix; the same for all when absent. */
  readonly weights?: readonly InstrumentWeight[];
  readonly floor?: number;
  readonly multiplier?: number;
  readonly maximum?: number;
  readonly ratchet?: boolean;
  readonly tolerance?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<ProportionInsurance> = {
  weights: { kind: 'weights', short: 'Risky part', needed: false },
  floor: figureBetween('Floor', 'fraction', 0.8, [0, 1]),
  multiplier: figureBetween('Multiplier', 'ratio', 3, [0.5, 20]),
  maximum: figureBetween('Most invested', 'ratio', 1, [0.05, 3]),
  ratchet: { kind: 'switch', short: 'Floor rises', default: false },
  tolerance: figureBetween('Leeway', 'fraction', 0.02, [0, 0.5]),
  every: decidedEvery('week')
};

/**
 * Constant proportion portfolio insurance: the risky part is the multiplier times what the value is above the floor. The
 * floor is a share of what was put in, growing at the cash rate, or of the greatest value so far. Trades when the risky
 * part is further off than the leeway.
 */
export const proportionInsurance: Strategy<'cppi', ProportionInsurance> = {
  id: 'cppi',
  parameters,
  source: { authors: 'Black, Jones', year: 1987, title: 'Simplifying portfolio insurance' },
  baseline: true,
  needs: [],
  looksAtHolding: true,
  drifts: true,
  asked: (given) => withDefaults(parameters, given).every,
  history: () => 0,
  begin(given, { instruments, cashRate }) {
    const { weights, floor, multiplier, maximum, ratchet, tolerance } = withDefaults(parameters, given);
    const n = instruments.length;
    const mix = weights ? shares(weightsInOrder(instruments, weights)) : new Float64Array(n).fill(1 / n);
    const growth = log1p(cashRate) / 365;
    return {
      decide({ held, start, tradingDay }) {
        const { value, peak, invested } = held;
        if (!(value > 0)) return undefined;
        const least = ratchet ? floor * peak : floor * invested * exp(growth * (tradingDay - start));
        const risky = Math.min(maximum, Math.max(0, (multiplier * (value - least)) / value));
        const now = held.weights.reduce((sum, weight) => sum + weight, 0);
        const begun = held.weights.some((weight) => weight !== 0);
        if (begun && Math.abs(risky - now) <= tolerance) return undefined;
        return weightsDecision(mix.map((part) => part * risky));
      }
    };
  }
};
