import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { estimatedMoments } from '$lib/quant/moments';
import { optimizePortfolio, type Constraint, type Objective } from '$lib/quant/optimization';
import { randomStream } from '$lib/math/random';
import { begunStrategy, strategyContext } from './catalog';
import { recentReturns } from './seen/recent';
import type { Window } from './window';

const instruments = ['a', 'b', 'c', 'd'].map(instrumentId);
const [a, b] = instruments as [(typeof instruments)[number], (typeof instruments)[number]];
const random = randomStream(5, 1, 0);
const rows = instruments.map((_, i) => {
  let close = 50;
  return Float64Array.from({ length: 130 }, () => (close *= 1 + 0.0005 * i + 0.005 * (1 + i) * random.normal()));
});
const window: Window = {
  instruments,
  days: Int32Array.from({ length: 130 }, (_, t) => 18000 + t),
  tradingDay: dayFromNumber(18130),
  start: dayFromNumber(18100),
  closes: (column) => rows[column] ?? new Float64Array(130),
  figures: () => undefined,
  held: { value: 1, cash: 0.2, weights: Float64Array.of(0.2, 0.2, 0.2, 0.2), peak: 1, invested: 1 }
};
const context = strategyContext(instruments, { periodsPerYear: 252, cashRate: 0.01 });
const moments = { covariance: 'sample', expectedReturns: { method: 'historical' } } as const;

function decided(objective: Objective, constraints: readonly Constraint[]): number[] | undefined {
  const spec = { strategy: 'optimizer', objective, constraints, moments, days: 120 } as const;
  const decision = begunStrategy(spec, context).decide(window);
  return decision?.kind === 'weights' ? [...decision.weights] : undefined;
}

const cap: Constraint = { kind: 'position-cap', id: 'cap', upper: 0.4 };
const settings: readonly (readonly [string, Objective, readonly Constraint[]])[] = [
  ['least variance', { kind: 'minimum-variance' }, []],
  ['most Sharpe under a cap', { kind: 'maximum-sharpe' }, [cap]],
  ['a volatility', { kind: 'target-volatility', annualVolatility: 0.15 }, [cap]],
  ['utility and turnover', { kind: 'utility', riskAversion: 5 }, [{ kind: 'turnover', id: 't', maximum: 0.3 }]],
  ['least shortfall', { kind: 'minimum-risk', risk: { measure: 'expected-shortfall', tail: 0.1 } }, [cap]],
  [
    'tracking',
    {
      kind: 'tracking-error',
      benchmark: [
        { instrument: a, weight: 0.5 },
        { instrument: b, weight: 0.5 }
      ]
    },
    [cap]
  ],
  ['a few only', { kind: 'minimum-variance' }, [{ kind: 'cardinality', id: 'n', maximum: 2 }]]
];

describe('the optimizer as a strategy', () => {
  test.each(settings)('%s: what the optimizer answers on the window', (_, objective, constraints) => {
    const returns = recentReturns(window, [0, 1, 2, 3], 120);
    if (!returns) throw new Error('no returns');
    const { covariance, expectedReturns } = estimatedMoments(returns, { ...moments, periodsPerYear: 252 });
    const direct = optimizePortfolio({
      instruments,
      covariance,
      expectedReturns,
      riskFreeRate: 0.01,
      objective,
      constraints,
      currentWeights: window.held.weights,
      scenarios: { ...returns, periodsPerYear: 252 }
    });
    expect(direct.status).toBe('optimal');
    expect(decided(objective, constraints)).toEqual(direct.status === 'optimal' ? [...direct.weights] : []);
  });

  test('leaves everything as it is where no weights obey the rules', () => {
    expect(decided({ kind: 'minimum-variance' }, [{ ...cap, upper: 0.1 }])).toBeUndefined();
  });

  test('rules may name instruments that have no history yet', () => {
    const other: Constraint = { kind: 'position-cap', id: 'o', upper: 0.1, instruments: [instrumentId('new')] };
    expect(decided({ kind: 'minimum-variance' }, [other])).toHaveLength(4);
  });
});
