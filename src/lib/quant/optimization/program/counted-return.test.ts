import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimizePortfolio } from '../optimal-portfolio';
import type { Objective, OptimizationProblem, ReturnUncertainty, TradingCosts } from '../problem';
import { riskFrontier } from '../risk-frontier';
import { scenarioMarket } from '../scenarios.fixture';
import { countedReturn } from './counted-return';

const n = 5;
const even = (value: number): Float64Array => new Float64Array(n).fill(value);
const uncertainties: ReturnUncertainty[] = [
  { kind: 'box', halfWidths: Float64Array.of(0.01, 0.02, 0.005, 0.03, 0.01) },
  {
    kind: 'ellipsoid',
    covariance: Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) ? 2e-5 : 9e-5)),
    radius: 2
  }
];
const costs: TradingCosts[] = [
  { linear: even(0.002), perYear: 2 },
  { quadratic: even(0.01), power: even(0.004), perYear: 1 },
  { linear: even(0.001), quadratic: even(0.02), power: even(0.003), perYear: 0.5 }
];
const aims: Objective[] = [
  { kind: 'maximum-return' },
  { kind: 'utility', riskAversion: 4 },
  { kind: 'maximum-sharpe' },
  { kind: 'target-return', annualReturn: 0.03 },
  { kind: 'return-at-risk', risk: { measure: 'expected-shortfall', tail: 0.1 }, maximum: 0.03 }
];
const adjusted = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    aim: fc.constantFrom(...aims),
    uncertainty: fc.option(fc.constantFrom(...uncertainties), { nil: undefined }),
    tradingCosts: fc.option(fc.constantFrom(...costs), { nil: undefined }),
    short: fc.boolean()
  })
  .map(({ seed, aim, uncertainty, tradingCosts, short }): OptimizationProblem => ({
    ...scenarioMarket(n, 40, seed, aim, [
      { kind: 'position-cap', id: 'cap', upper: 0.6 },
      ...(short ? [{ kind: 'position-floor', id: 'short', lower: -0.1 } as const] : [])
    ]),
    currentWeights: Float64Array.of(0.5, 0.2, 0.1, 0.1, 0.1),
    ...(uncertainty && { uncertainty }),
    ...(tradingCosts && { tradingCosts })
  }));

describe('returns in the worst case and after costs', () => {
  test('a target holds for what counts, terms add up to zero, and neither the start nor an even mix counts more', () => {
    let seen = 0;
    fc.assert(
      fc.property(adjusted, (problem) => {
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') {
          expect(result.status, JSON.stringify(result)).not.toBe('failed');
          return;
        }
        seen += 1;
        const counted = countedReturn(problem, result.weights);
        if (problem.uncertainty ?? problem.tradingCosts) expect(result.countedReturn).toBe(counted);
        for (const { terms } of result.reasons)
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
        if (problem.objective.kind === 'target-return') expect(counted).toBeGreaterThan(0.03 - 1e-8);
        if (problem.objective.kind !== 'maximum-return') return;
        for (const weights of [problem.currentWeights ?? even(0), even(0.2)])
          expect(countedReturn(problem, weights)).toBeLessThan(counted + 1e-8);
      }),
      { numRuns: 80 }
    );
    expect(seen).toBeGreaterThan(50);
  });

  test('no uncertainty and no costs, written out, are those of the plain problem', () => {
    const problem = scenarioMarket(n, 40, 8, { kind: 'maximum-sharpe' });
    const plain = optimizePortfolio(problem);
    const noted = optimizePortfolio({
      ...problem,
      uncertainty: { kind: 'box', halfWidths: even(0) },
      tradingCosts: { linear: even(0), perYear: 1 }
    });
    if (plain.status !== 'optimal' || noted.status !== 'optimal') throw new Error(noted.status);
    plain.weights.forEach((weight, j) => expect(noted.weights[j]).toBeCloseTo(weight, 6));
  });

  test('a target above the worst case of all is named with the most that can be', () => {
    const [box] = uncertainties;
    const problem = scenarioMarket(n, 40, 3, { kind: 'target-return', annualReturn: 0.2 });
    const result = optimizePortfolio({ ...problem, ...(box && { uncertainty: box }) });
    if (result.status !== 'infeasible' || box?.kind !== 'box') throw new Error(result.status);
    expect(result.conflict).toEqual(['target-return']);
    const most = Math.max(...problem.expectedReturns.map((value, j) => value - (box.halfWidths[j] ?? 0)));
    expect(result.remedies[0]?.to).toBeCloseTo(most, 7);
  });

  test('a frontier after costs goes to the most that counts', () => {
    const problem = scenarioMarket(n, 40, 6, { kind: 'maximum-return' });
    const costly = { ...problem, currentWeights: even(0.2), tradingCosts: { linear: even(0.01), perYear: 1 } };
    const most = optimizePortfolio(costly);
    const frontier = riskFrontier(costly, { measure: 'semi-deviation' }, 5);
    if (frontier.status !== 'complete' || most.status !== 'optimal') throw new Error(frontier.status);
    expect(frontier.points.at(-1)?.countedReturn).toBeCloseTo(most.countedReturn ?? NaN, 6);
  });

  test('figures that make no sense are refused', () => {
    const problem = scenarioMarket(n, 40, 1, { kind: 'maximum-return' });
    const wrong: Partial<OptimizationProblem>[] = [
      { uncertainty: { kind: 'box', halfWidths: even(-1) } },
      { uncertainty: { kind: 'ellipsoid', covariance: even(1), radius: 1 } },
      { tradingCosts: { linear: Float64Array.of(1), perYear: 1 } },
      { tradingCosts: { perYear: NaN } },
      { objective: { kind: 'robust-shortfall', radius: -1, riskAversion: 1, tail: 0.1 } }
    ];
    for (const one of wrong) expect(() => optimizePortfolio({ ...problem, ...one })).toThrow(RangeError);
  });
});
