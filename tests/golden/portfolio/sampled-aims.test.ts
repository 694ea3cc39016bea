import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { MomentsSpec } from '$lib/quant/moments';
import {
  expectedUtilityPortfolio,
  resampledFrontier,
  type Constraint,
  type OptimizationProblem
} from '$lib/quant/optimization';
import { scenarioProblem } from './measured.fixture';

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;

interface UtilityTable {
  source: { work: string };
  tolerance: { weights: number; certaintyEquivalent: number };
  shared: { rows: number; columns: number; cashGrowth: number; growth: number[]; held: number[] };
  cases: {
    id: string;
    inputs: { riskAversion: number; cap?: number; maxcash?: number; turnover?: number };
    expected: { weights: number[]; certaintyEquivalent: number };
  }[];
}
const utility = read<UtilityTable>('expected-utility-made-up');

describe(`expected utility, rows of ${utility.source.work}`, () => {
  const { rows, columns: n, cashGrowth, growth, held } = utility.shared;
  const outcomes = { growth: Float64Array.from(growth), rows, cashGrowth };
  for (const { id, inputs, expected } of utility.cases) {
    test(id, () => {
      const constraints: Constraint[] = [];
      if (inputs.cap !== undefined) constraints.push({ kind: 'position-cap', id: 'cap', upper: inputs.cap });
      if (inputs.maxcash !== undefined)
        constraints.push({ kind: 'cash', id: 'cash', minimum: 0, maximum: inputs.maxcash });
      if (inputs.turnover !== undefined)
        constraints.push({ kind: 'turnover', id: 'turnover', maximum: inputs.turnover });
      const problem: OptimizationProblem = {
        instruments: Array.from({ length: n }, (_, j) => instrumentId(`i${j}`)),
        covariance: Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0)),
        expectedReturns: new Float64Array(n),
        riskFreeRate: cashGrowth - 1,
        objective: { kind: 'minimum-variance' },
        constraints,
        currentWeights: Float64Array.from(held)
      };
      const found = expectedUtilityPortfolio(problem, outcomes, inputs.riskAversion);
      if (found.status !== 'utility') throw new Error(JSON.stringify(found));
      const { tolerance } = utility;
      expect(Math.abs(found.certaintyEquivalent - expected.certaintyEquivalent)).toBeLessThan(
        tolerance.certaintyEquivalent
      );
      expect(found.certaintyEquivalent).toBeGreaterThan(expected.certaintyEquivalent - 1e-13);
      expected.weights.forEach((weight, j) =>
        expect(Math.abs((found.weights[j] ?? NaN) - weight), `weight ${j}`).toBeLessThan(tolerance.weights)
      );
    });
  }
});

interface FrontierTable {
  source: { work: string };
  tolerance: { standardErrors: number };
  shared: { rows: number; columns: number; returns: number[]; draws: number };
  cases: { id: string; expected: { weights: number[]; deviations: number[] } }[];
}
const frontier = read<FrontierTable>('resampled-frontier-made-up');

test(`resampled frontier, rows of ${frontier.source.work}`, () => {
  const { draws: theirs, returns: values, ...shape } = frontier.shared;
  const returns = { ...shape, values: Float64Array.from(values) };
  const moments: MomentsSpec = {
    covariance: 'sample',
    expectedReturns: { method: 'historical' },
    periodsPerYear: 1
  };
  const draws = 1500;
  const problem = scenarioProblem(returns, { kind: 'minimum-variance' });
  const options = { seed: 5, draws, ranks: frontier.cases.length, moments, scheme: 'normal' } as const;
  const found = resampledFrontier(problem, returns, options);
  if (found.status !== 'complete') throw new Error(found.status);
  expect(found.failed).toBe(0);
  frontier.cases.forEach(({ expected }, rank) =>
    expected.weights.forEach((weight, j) => {
      const error = (expected.deviations[j] ?? NaN) * Math.sqrt(1 / theirs + 1 / draws);
      const apart = Math.abs((found.points[rank]?.weights[j] ?? NaN) - weight);
      expect(apart / error, `rank ${rank + 1}, weight ${j}`).toBeLessThan(frontier.tolerance.standardErrors);
    })
  );
});
