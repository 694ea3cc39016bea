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

function furtherRule(
  kind: 'floor' | 'short' | 'excluded' | 'kept' | 'not-more' | 'small-trades' | 'exposure' | 'average',
  n: number
): Constraint {
  const [first, second, third] = [0, 1, 2].map((j) => instrumentId(`i${j}`));
  const only = (one: typeof first) => ({ instruments: one === undefined ? [] : [one] });
  switch (kind) {
    case 'floor':
      return { kind: 'position-floor', id: 'floor', lower: 0.02, ...only(first) };
    case 'short':
      return { kind: 'position-floor', id: 'short', lower: -0.1, ...only(third) };
    case 'excluded':
      return { kind: 'exclusion', id: 'excluded', ...only(second) };
    case 'kept':
      return { kind: 'no-sale', id: 'kept', ...only(first) };
    case 'not-more':
      return { kind: 'no-buy', id: 'not-more', ...only(third) };
    case 'small-trades':
      return { kind: 'trade-size', id: 'small-trades', maximum: 0.3 };
    case 'exposure': {
      const figures = Array.from({ length: n }, (_, j) => ({ instrument: instrumentId(`i${j}`), value: (j % 5) / 4 }));
      return { kind: 'exposure', id: 'score', name: 'Score', figures, lower: 0.35, upper: 0.8 };
    }
    case 'average': {
      const known = Array.from({ length: n }, (_, j) => ({ instrument: instrumentId(`i${j}`), value: 20 * (j % 4) }));
      const figures = known.filter((_, j) => j % 3 !== 1);
      return { kind: 'exposure', id: 'mean', name: 'Mean', average: true, figures, lower: 34 };
    }
  }
}

/** Problems most of which have a solution, over all objectives and rules. */
export const solvable = fc
  .record({
    n: fc.integer({ min: 4, max: 16 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    objective: fc.constantFrom<Objective>(
      { kind: 'minimum-variance' },
      { kind: 'maximum-sharpe' },
      { kind: 'target-return', annualReturn: 0.055 },
      { kind: 'target-volatility', annualVolatility: 0.25 },
      { kind: 'maximum-return' },
      { kind: 'utility', riskAversion: 3 },
      { kind: 'tracking-error', benchmark: [{ instrument: instrumentId('i1'), weight: 1 }] }
    ),
    further: fc.subarray([
      'floor',
      'short',
      'excluded',
      'kept',
      'not-more',
      'small-trades',
      'exposure',
      'average'
    ] as const),
    capped: fc.boolean(),
    grouped: fc.boolean(),
    floored: fc.boolean(),
    cash: fc.constantFrom(0, 0.03, 0.1)
  })
  .map(({ n, seed, objective, further, capped, grouped, floored, cash }) => {
    const rules: Constraint[] = [];
    if (capped) rules.push({ kind: 'position-cap', id: 'cap', upper: Math.max(0.12, 1.6 / n) });
    if (grouped) rules.push({ kind: 'group', id: 'tech', name: 'Technology', members: sector(n, 0), upper: 0.4 });
    if (floored) rules.push({ kind: 'group', id: 'health', name: 'Health', members: sector(n, 1), lower: 0.15 });
    if (cash > 0) rules.push({ kind: 'cash', id: 'cash', minimum: cash });
    for (const kind of further) rules.push(furtherRule(kind, n));
    const held = randomStream(seed, 7);
    const raw = Float64Array.from({ length: n }, () => held.uniform());
    const whole = raw.reduce((sum, one) => sum + one, 0);
    return { ...market(n, seed, objective, rules), currentWeights: raw.map((one) => one / whole) };
  });
