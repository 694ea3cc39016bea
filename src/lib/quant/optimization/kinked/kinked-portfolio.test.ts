import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { quadraticForm } from '$lib/math/linalg';
import { maximumRatio, parametricQuadraticPath } from '$lib/math/optimize';
import { randomStream } from '$lib/math/random';
import { factorCovariance } from '../../../../../tests/reference/random-problem';
import { feasibleSet } from '../feasible-set';
import { optimizePortfolio, parametricForm } from '../optimal-portfolio';
import { pathPointAtVariance } from '../path-points';
import { market, sector } from '../portfolios.fixture';
import { countedReturn } from '../program/counted-return';
import { solvedProgram } from '../program/ruled-program';
import type { Constraint, Objective, OptimizationProblem } from '../problem';
import { kinkedProblem } from './kinked-problems.fixture';
import { kinkedOptimum } from './kinked-portfolio';

/** What the aim of a problem makes great. */
function worth(problem: OptimizationProblem, weights: Float64Array): number {
  const { objective, covariance } = problem;
  const n = weights.length;
  const variance = quadraticForm(covariance, n, weights);
  const counted = countedReturn(problem, weights);
  switch (objective.kind) {
    case 'minimum-variance':
    case 'target-return':
      return -0.5 * variance;
    case 'utility':
      return counted / objective.riskAversion - 0.5 * variance;
    case 'maximum-sharpe':
      return (counted - problem.riskFreeRate) / Math.sqrt(variance);
    case 'tracking-error': {
      const apart = weights.map((one, j) => one - (objective.benchmark[j]?.weight ?? 0));
      return -0.5 * quadraticForm(covariance, n, apart);
    }
    default:
      return counted;
  }
}

const seeds = fc.integer({ min: 1, max: 1e6 });

describe('kinks and limits on variances without a conic program', () => {
  test('agree with the conic program within 1e-7, each proven within 1e-9, and seldom leave a problem to it', () => {
    let [solved, left] = [0, 0];
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = kinkedProblem(seed);
        const set = feasibleSet(problem);
        const quick = kinkedOptimum(problem, set);
        const conic = solvedProgram(problem, set);
        if (conic.status !== 'optimal') {
          // A conic program may give up; it never calls impossible what has a proven optimum.
          expect(quick === undefined || conic.status === 'failed').toBe(true);
          return;
        }
        solved += 1;
        if (!quick) {
          left += 1;
          return;
        }
        expect(quick.certificate.primalResidual).toBeLessThan(1e-9);
        expect(quick.certificate.dualResidual).toBeLessThan(1e-9);
        expect(Math.abs(worth(problem, quick.weights) - worth(problem, conic.weights))).toBeLessThan(1e-7);
      }),
      { numRuns: 300 }
    );
    expect(left).toBeLessThan(0.05 * solved);
  });

  test('the terms of each reason add up to zero within 1e-8', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = kinkedProblem(seed);
        if (!kinkedOptimum(problem, feasibleSet(problem))) return;
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') throw new Error(result.status);
        for (const { terms } of result.reasons)
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
      }),
      { numRuns: 100 }
    );
  });

  test('weights stay where they are when trading costs more than it brings', () => {
    const problem: OptimizationProblem = {
      ...market(6, 3, { kind: 'utility', riskAversion: 4 }),
      currentWeights: new Float64Array(6).fill(1 / 6),
      tradingCosts: { linear: new Float64Array(6).fill(5), perYear: 1 }
    };
    const result = optimizePortfolio(problem);
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(result.weights).toEqual(problem.currentWeights);
  });

  test('a limit on volatility below the least is infeasible, with the limit in the conflict', () => {
    const rules: Constraint[] = [
      { kind: 'volatility', id: 'calm', maximum: 0.01 },
      { kind: 'turnover', id: 'turnover', maximum: 0.2 }
    ];
    const problem = {
      ...market(8, 4, { kind: 'minimum-variance' }, rules),
      currentWeights: new Float64Array(8).fill(1 / 8)
    };
    const result = optimizePortfolio(problem);
    expect(result.status).toBe('infeasible');
    if (result.status === 'infeasible') expect(result.conflict).toContain('calm');
  });

  // The redundant cap and the duplicates once made steps of 1e-16 that went round for ever.
  test.each([
    [300, 60],
    [1000, 120]
  ])('%i instruments of %i periods, each twice, with rows that repeat one another, do not cycle', (n, periods) => {
    const random = randomStream(11, n);
    const covariance = new Float64Array(n * n);
    for (let t = 0; t < periods; t++) {
      const row = Float64Array.from({ length: n }, () => 0.25 * random.normal());
      for (let j = 0; j + 1 < n; j += 2) row[j + 1] = row[j];
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) covariance[i * n + j] += (row[i] * row[j]) / periods;
    }
    const ids = Array.from({ length: n }, (_, j) => instrumentId(`i${j}`));
    const problem: OptimizationProblem = {
      instruments: ids,
      covariance,
      expectedReturns: Float64Array.from({ length: n }, (_, j) => 0.04 + 0.05 * ((j >> 1) % 7)),
      riskFreeRate: 0.02,
      objective: { kind: 'utility', riskAversion: 5 },
      currentWeights: new Float64Array(n).fill(1 / n),
      constraints: [
        { kind: 'turnover', id: 'turnover', maximum: 0.3 },
        { kind: 'position-cap', id: 'cap', upper: 1 },
        { kind: 'group', id: 'a', name: 'A', members: sector(n, 0), upper: 0.4 },
        { kind: 'group', id: 'b', name: 'B', members: sector(n, 0), upper: 0.4 },
        { kind: 'group', id: 'all', name: 'All', members: ids, lower: 1, upper: 1 }
      ]
    };
    const quick = kinkedOptimum(problem, feasibleSet(problem));
    expect(quick?.certificate.dualResidual).toBeLessThan(1e-9);
    expect(quick?.certificate.primalResidual).toBeLessThan(1e-9);
  });

  test('500 instruments under every kind of rule are proven', () => {
    const n = 500;
    const random = randomStream(2024, n);
    const ids = Array.from({ length: n }, (_, j) => instrumentId(`i${j}`));
    const problem: OptimizationProblem = {
      instruments: ids,
      covariance: factorCovariance(n, 15, random),
      expectedReturns: Float64Array.from({ length: n }, () => 0.03 + 0.09 * random.uniform()),
      riskFreeRate: 0.02,
      objective: { kind: 'maximum-sharpe' },
      currentWeights: new Float64Array(n).fill(1 / n),
      constraints: [
        { kind: 'position-cap', id: 'cap', upper: 0.05 },
        { kind: 'position-floor', id: 'short', lower: -0.02 },
        { kind: 'group', id: 'sector', name: 'Sector', members: sector(n, 0), upper: 0.3 },
        { kind: 'cash', id: 'cash', minimum: 0.01, maximum: 0.1 },
        { kind: 'turnover', id: 'turnover', maximum: 0.4 },
        { kind: 'gross-exposure', id: 'gross', maximum: 1.2 },
        {
          kind: 'tracking-error',
          id: 'close',
          benchmark: ids.map((instrument) => ({ instrument, weight: 1 / n })),
          maximum: 0.03
        },
        { kind: 'volatility', id: 'calm', maximum: 0.16 }
      ]
    };
    const result = optimizePortfolio(problem);
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(result.kkt.stationarity).toBeLessThan(1e-9);
    expect(result.kkt.feasibility).toBeLessThan(1e-9);
    const binding = result.multipliers.map(({ constraint }) => constraint);
    expect(binding).toEqual(expect.arrayContaining(['turnover', 'gross']));
  });

  test.each<[string, Objective]>([
    ['greatest Sharpe ratio', { kind: 'maximum-sharpe' }],
    ['target volatility', { kind: 'target-volatility', annualVolatility: 0.15 }],
    ['greatest return', { kind: 'maximum-return' }]
  ])('the %s of many instruments sold short is the point of the walked path, within 1e-9', (_, objective) => {
    const n = 220;
    const problem: OptimizationProblem = {
      ...market(n, 9, objective, [
        { kind: 'position-floor', id: 'short', lower: -0.02 },
        { kind: 'position-cap', id: 'cap', upper: 0.04 }
      ]),
      covariance: factorCovariance(n, 10, randomStream(9, n))
    };
    const set = feasibleSet(problem);
    const result = optimizePortfolio(problem);
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(result.weights.filter((one) => one < 0).length).toBeGreaterThan(10);
    const path = parametricQuadraticPath(parametricForm(problem, set));
    if (path.status !== 'complete') throw new Error(path.status);
    const ratio = maximumRatio(parametricForm(problem, set), 0);
    const at =
      objective.kind === 'maximum-sharpe' && ratio.status === 'optimal'
        ? ratio.x
        : objective.kind === 'target-volatility'
          ? pathPointAtVariance(path.points, objective.annualVolatility ** 2).x
          : path.points.at(-1)?.x;
    result.weights.forEach((weight, j) => expect(Math.abs(weight - (at?.[j] ?? NaN))).toBeLessThan(1e-9));
  });
});
