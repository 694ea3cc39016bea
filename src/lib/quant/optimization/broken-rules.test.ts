import { describe, expect, it } from 'vitest';
import type { InstrumentId } from '$lib/domain/instruments';
import { brokenRules } from './broken-rules';
import { optimizePortfolio } from './optimal-portfolio';
import type { Constraint, OptimizationProblem } from './problem';

const [a, b, c] = ['a', 'b', 'c'] as InstrumentId[];
const members = [a, b, c].flatMap((one) => one ?? []);

const rules: readonly Constraint[] = [
  { kind: 'position-cap', id: 'cap', upper: 0.5 },
  { kind: 'position-floor', id: 'floor', lower: 0.3, instruments: members.slice(2) },
  { kind: 'exclusion', id: 'none', instruments: members.slice(1, 2) },
  { kind: 'group', id: 'group', name: 'G', members: members.slice(0, 2), upper: 0.6 },
  { kind: 'cash', id: 'cash', minimum: 0.1 },
  { kind: 'turnover', id: 'turnover', maximum: 0.2 },
  { kind: 'gross-exposure', id: 'gross', maximum: 1 },
  { kind: 'volatility', id: 'volatility', maximum: 0.15 },
  {
    kind: 'tracking-error',
    id: 'tracking',
    maximum: 0.05,
    benchmark: [{ instrument: members[2] ?? members[0] ?? ('c' as InstrumentId), weight: 1 }]
  },
  { kind: 'trade-size', id: 'trade', maximum: 0.1 }
];

const problem: OptimizationProblem = {
  instruments: members,
  covariance: Float64Array.from([0.04, 0, 0, 0, 0.04, 0, 0, 0, 0.01]),
  expectedReturns: Float64Array.from([0.08, 0.06, 0.03]),
  riskFreeRate: 0.02,
  objective: { kind: 'minimum-variance' },
  constraints: rules,
  currentWeights: Float64Array.from([0, 0, 0.9])
};

describe('rules that weights break', () => {
  it('names those that are passed and no other', () => {
    // By hand: 0.7 + 0.2 in G, cash 0.1; turnover (0.7 + 0.2 + 0.9) / 2; volatility sqrt(0.53 x 0.04) = 0.1456.
    expect(brokenRules(problem, Float64Array.from([0.7, 0.2, 0]))).toEqual([
      'cap',
      'floor',
      'none',
      'group',
      'turnover',
      'tracking',
      'trade'
    ]);
  });

  it('names none for the weights held, and cash and volatility where they are passed', () => {
    const others = problem.constraints.filter(({ id }) => id !== 'cap');
    expect(brokenRules({ ...problem, constraints: others }, Float64Array.from([0, 0, 0.9]))).toEqual([]);
    const risky = brokenRules(problem, Float64Array.from([0.8, 0, 0]));
    expect(risky).toContain('volatility');
    expect(risky).toContain('cash');
  });

  it('finds nothing broken in what the optimizer answers under the same rules', () => {
    const kept = problem.constraints.filter(({ id }) => id !== 'cap');
    const answer = optimizePortfolio({ ...problem, constraints: kept });
    expect(answer.status).toBe('optimal');
    if (answer.status === 'optimal') expect(brokenRules({ ...problem, constraints: kept }, answer.weights)).toEqual([]);
  });
});
