import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimizePortfolio } from '../optimal-portfolio';
import type { Constraint, OptimizationProblem, ReturnUncertainty } from '../problem';
import { scenarioMarket } from '../scenarios.fixture';
import { countedReturn } from './counted-return';

const n = 9;
/** Asks nothing, and sends a problem through the conic program. */
const idle: Constraint = { kind: 'gross-exposure', id: 'idle', maximum: 50 };

const doubts = fc.constantFrom('box', 'diagonal', 'proportional', 'singular');
const problems = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    doubt: doubts,
    riskAversion: fc.constantFrom(0.5, 2, 8, 40),
    radius: fc.constantFrom(0.1, 1, 4),
    capped: fc.boolean(),
    cash: fc.boolean()
  })
  .map(({ seed, doubt, riskAversion, radius, capped, cash }): OptimizationProblem => {
    const problem = scenarioMarket(n, 60, seed, { kind: 'utility', riskAversion }, [
      ...(capped ? [{ kind: 'position-cap', id: 'cap', upper: 0.3 } as const] : []),
      ...(cash ? [{ kind: 'cash', id: 'cash', minimum: 0.05, maximum: 0.6 } as const] : [])
    ]);
    const { covariance } = problem;
    const size = (j: number): number => covariance[j * n + j] ?? 0;
    const matrix = {
      diagonal: covariance.map((one, at) => (at % (n + 1) ? 0 : one / 40)),
      proportional: covariance.map((one) => one / 40),
      singular: covariance.map((_, at) => 0.001 * (1 + Math.floor(at / n)) * (1 + (at % n))),
      box: covariance
    };
    const uncertainty: ReturnUncertainty =
      doubt === 'box'
        ? { kind: 'box', halfWidths: Float64Array.from({ length: n }, (_, j) => 0.05 * radius * Math.sqrt(size(j))) }
        : { kind: 'ellipsoid', covariance: matrix[doubt], radius };
    return { ...problem, uncertainty };
  });

describe('most utility at the worst of uncertain returns', () => {
  test('by quadratic programs is what the conic program finds, and its terms add up to zero', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const quick = optimizePortfolio(problem);
        const conic = optimizePortfolio({ ...problem, constraints: [...problem.constraints, idle] });
        if (quick.status !== 'optimal' || conic.status !== 'optimal')
          throw new Error(`${quick.status}, ${conic.status}`);
        const utility = (weights: Float64Array): number => {
          let variance = 0;
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++)
              variance += (weights[i] ?? 0) * (problem.covariance[i * n + j] ?? 0) * (weights[j] ?? 0);
          const aversion = problem.objective.kind === 'utility' ? problem.objective.riskAversion : NaN;
          return countedReturn(problem, weights) - 0.5 * aversion * variance;
        };
        const best = utility(quick.weights);
        expect(Math.abs(best - utility(conic.weights))).toBeLessThan(1e-8 * Math.max(1, Math.abs(best)));
        quick.weights.forEach((one, j) => expect(Math.abs(one - (conic.weights[j] ?? NaN))).toBeLessThan(2e-5));
        for (const { terms } of quick.reasons)
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
      }),
      { numRuns: 200 }
    );
  });
});
