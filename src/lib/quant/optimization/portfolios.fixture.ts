import fc from 'fast-check';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import type { Constraint, Objective, OptimizationProblem } from './problem';

/** A market of n instruments driven by a few factors; the same seed gives the same market. */
export function market(
  n: number,
  seed: number,
  objective: Objective,
  constraints: Constraint[] = []
): OptimizationProblem {
  const random = randomStream(seed);
  const factors = Math.min(4, n);
  const loadings = Array.from({ length: n }, (_, j) =>
    Array.from(
      { length: factors },
      (_, f) => (f === 0 ? 0.16 : 0) + 0.06 * random.normal() * (f === j % factors ? 2 : 1)
    )
  );
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      covariance[i * n + j] = loadings[i].reduce((sum, one, f) => sum + one * loadings[j][f], 0);
    }
  }
  for (let i = 0; i < n; i++) covariance[i * n + i] += 0.01 + 0.05 * random.uniform();
  return {
    instruments: Array.from({ length: n }, (_, j) => instrumentId(`i${j}`)),
    covariance,
    expectedReturns: Float64Array.from({ length: n }, () => 0.03 + 0.09 * random.uniform()),
    riskFreeRate: 0.02,
    objective,
    constraints
  };
}

/** Every third instrument from `first`, as a sector. */
export const sector = (n: number, first: number) =>
  Array.from({ length: n }, (_, j) => j)
    .filter((j) => j % 3 === first)
    .map((j) => instrumentId(`i${j}`));

/** Problems with a solution, over all objectives and rules. */
export const solvable = fc
  .record({
    n: fc.integer({ min: 4, max: 16 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    objective: fc.constantFrom<Objective>(
      { kind: 'minimum-variance' },
      { kind: 'maximum-sharpe' },
      { kind: 'target-return', annualReturn: 0.055 },
      { kind: 'target-volatility', annualVolatility: 0.25 }
    ),
    capped: fc.boolean(),
    grouped: fc.boolean(),
    floored: fc.boolean(),
    cash: fc.constantFrom(0, 0.03, 0.1)
  })
  .map(({ n, seed, objective, capped, grouped, floored, cash }) => {
    const rules: Constraint[] = [];
    if (capped) rules.push({ kind: 'position-cap', id: 'cap', upper: Math.max(0.12, 1.6 / n) });
    if (grouped) rules.push({ kind: 'group', id: 'tech', name: 'Technology', members: sector(n, 0), upper: 0.4 });
    if (floored) rules.push({ kind: 'group', id: 'health', name: 'Health', members: sector(n, 1), lower: 0.15 });
    if (cash > 0) rules.push({ kind: 'cash', id: 'cash', minimum: cash });
    return market(n, seed, objective, rules);
  });
