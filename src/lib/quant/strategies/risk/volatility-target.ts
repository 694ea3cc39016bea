import type { InstrumentWeight } from '$lib/quant/optimization';
import {
  decidedEvery,
  figureBetween,
  wholeNumber,
  withDefaults,
  type Asked,
  type ParameterFields
} from '../parameters';
import type { Strategy } from '../strategy';
import { columnsWith, recentReturns } from '../seen/recent';
import { annualDeviation } from '../seen/rolling';
import { placed, weightsDecision, weightsInOrder } from '../seen/weights';

export interface VolatilityTarget {
  /** The mix that is scaled; the same for all when absent. */
  readonly weights?: readonly InstrumentWeight[];
  readonly target?: number;
  readonly days?: number;
  readonly maximum?: number;
  readonly every?: Asked;
}

const parameters: ParameterFields<VolatilityTarget> = {
  weights: { kind: 'weights', short: 'Weights', needed: false },
  target: figureBetween('Volatility', 'fraction', 0.1, [0.005, 1]),
  days: wholeNumber('Days', 'days', 60, [3, 2520]),
  maximum: figureBetween('Most invested', 'ratio', 1, [0.05, 5]),
  every: decidedEvery('month')
};

/** A mix made larger or smaller, so that its volatility of the last days is the target; the rest is cash, or borrowed. */
export const volatilityTarget: Strategy<'volatility-target', VolatilityTarget> = {
  id: 'volatility-target',
  parameters,
  source: { authors: 'Moreira, Muir', year: 2017, title: 'Volatility-managed portfolios' },
  baseline: true,
  needs: [],
  looksAtHolding: false,
  drifts: false,
  asked: (given) => withDefaults(parameters, given).every,
  history: (given) => withDefaults(parameters, given).days + 1,
  begin(given, { instruments, periodsPerYear }) {
    const { weights, target, days, maximum } = withDefaults(parameters, given);
    const n = instruments.length;
    const mix = weights ? weightsInOrder(instruments, weights) : undefined;
    return {
      decide(window) {
        const columns = columnsWith(window, days + 1)
          .map(({ column }) => column)
          .filter((column) => mix?.[column] !== 0);
        const returns = recentReturns(window, columns, days);
        if (!returns) return undefined;
        const parts = Float64Array.from(columns, (column) => mix?.[column] ?? 1 / columns.length);
        const whole = Float64Array.from({ length: returns.rows }, (_, t) =>
          parts.reduce((sum, part, j) => sum + part * returns.values[t * columns.length + j], 0)
        );
        const volatility = annualDeviation(whole, periodsPerYear);
        const scale = volatility > 0 ? Math.min(maximum, target / volatility) : maximum;
        return weightsDecision(
          placed(
            n,
            columns,
            parts.map((part) => part * scale)
          )
        );
      }
    };
  }
};
