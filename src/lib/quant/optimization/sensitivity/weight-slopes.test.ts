import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimizePortfolio } from '../optimal-portfolio';
import { solvable } from '../portfolios.fixture';
import type { OptimalPortfolio, OptimizationProblem } from '../problem';
import { limitInputs, withInput, type ProblemInput } from './inputs';
import { weightSlopes } from './weight-slopes';

const STEP = 1e-6;

function inputsOf(problem: OptimizationProblem): ProblemInput[] {
  const { instruments } = problem;
  return [
    ...instruments.flatMap((instrument): ProblemInput[] => [
      { kind: 'expected-return', instrument },
      { kind: 'volatility', instrument }
    ]),
    ...instruments
      .slice(1)
      .map((one, j): ProblemInput => ({ kind: 'correlation', instruments: [instruments[j], one] })),
    ...limitInputs(problem),
    { kind: 'risk-free-rate' }
  ];
}

/** Weights held or not, and what binds: where this changes within the step there is a kink and no slope. */
const shape = (result: OptimalPortfolio): string =>
  result.multipliers
    .map(({ constraint, instrument }) => `${constraint} ${instrument ?? ''}`)
    .sort()
    .join();

describe('how weights change with an input', () => {
  test('the slopes are those of solving again, for every aim, on either side of the input', () => {
    let compared = 0;
    let moved = 0;
    const kinds = new Set<string>();
    fc.assert(
      fc.property(solvable, (problem) => {
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') return;
        const slopes = weightSlopes(problem, result);
        if (!slopes) return;
        for (const input of inputsOf(problem)) {
          const sides = [STEP, -STEP].map((step) => {
            const changed = withInput(problem, input, step);
            const solved = changed && optimizePortfolio(changed);
            return solved?.status === 'optimal' && shape(solved) === shape(result) ? solved.weights : undefined;
          });
          const [up, down] = sides;
          const slope = slopes(input);
          if (!up || !down || !slope) continue;
          compared += 1;
          slope.forEach((value, j) => {
            const seen = ((up[j] ?? 0) - (down[j] ?? 0)) / (2 * STEP);
            if (Math.abs(seen) > 1e-3) {
              moved += 1;
              kinds.add(`${problem.objective.kind} ${input.kind}`);
            }
            expect(
              Math.abs(value - seen),
              `${JSON.stringify(problem.objective)} ${JSON.stringify(input)}`
            ).toBeLessThan(1e-3 + 1e-3 * Math.abs(seen));
          });
        }
      }),
      { numRuns: 60 }
    );
    expect(compared).toBeGreaterThan(500);
    expect(moved).toBeGreaterThan(500);
    expect(kinds.size).toBeGreaterThan(15);
  });
});
