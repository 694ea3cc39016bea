import { describe, expect, test } from 'vitest';
import { optimizePortfolio } from '../optimal-portfolio';
import { market, sector } from '../portfolios.fixture';
import type { Constraint, Objective, OptimalPortfolio, OptimizationProblem } from '../problem';
import { limitInputs, stepOf, withInput } from './inputs';
import { weightDependences } from './weight-dependences';
import { weightSlopes } from './weight-slopes';

const rules: Constraint[] = [
  { kind: 'position-cap', id: 'cap', upper: 0.3 },
  { kind: 'group', id: 'a', name: 'A', members: sector(8, 0), upper: 0.35 },
  { kind: 'cash', id: 'cash', minimum: 0.02 }
];
const turnover: Constraint = { kind: 'turnover', id: 'turnover', maximum: 0.3 };

function solved(problem: OptimizationProblem): OptimalPortfolio {
  const result = optimizePortfolio(problem);
  if (result.status !== 'optimal') throw new Error(result.status);
  return result;
}

describe('what weights depend on', () => {
  const aims: Objective[] = [
    { kind: 'maximum-sharpe' },
    { kind: 'minimum-variance' },
    { kind: 'utility', riskAversion: 4 },
    { kind: 'maximum-return' },
    { kind: 'target-volatility', annualVolatility: 0.2 }
  ];

  test.each(aims)('$kind: each change is that of the problem with the input changed, greatest first', (objective) => {
    for (const more of [[], [turnover]]) {
      const bare = market(8, 21, objective, [...rules, ...more]);
      const problem = { ...bare, currentWeights: new Float64Array(8).fill(1 / 8) };
      const result = solved(problem);
      let told = 0;
      const { dependences, heldOnly } = weightDependences(problem, result, (done, total) => (told = done / total));
      expect([told, heldOnly]).toEqual([1, false]);
      expect(dependences.length).toBeGreaterThan(0);
      dependences.forEach(({ input, step, changes, moved }, at) => {
        expect(moved).toBeLessThanOrEqual(dependences[at - 1]?.moved ?? Infinity);
        expect(Math.abs(step)).toBe(stepOf(input));
        const changed = withInput(problem, input, step);
        if (!changed) throw new Error('no such input');
        solved(changed).weights.forEach((weight, j) =>
          expect((result.weights[j] ?? 0) + (changes[j] ?? 0)).toBeCloseTo(weight, 9)
        );
      });
    }
  });

  test('returns matter to a ratio and not to the least variance; a limit that does not bind matters to neither', () => {
    const wide: Constraint[] = [...rules, { kind: 'group', id: 'wide', name: 'W', members: sector(8, 1), upper: 0.95 }];
    const ratio = market(8, 21, { kind: 'maximum-sharpe' }, wide);
    const inputs = (problem: OptimizationProblem) =>
      weightDependences(problem, solved(problem)).dependences.map(({ input }) => input);
    expect(inputs(ratio).some(({ kind }) => kind === 'expected-return')).toBe(true);
    const calm: OptimizationProblem = { ...ratio, objective: { kind: 'minimum-variance' } };
    expect(inputs(calm).some(({ kind }) => kind === 'expected-return' || kind === 'risk-free-rate')).toBe(false);
    for (const problem of [ratio, calm])
      expect(inputs(problem).some((one) => one.kind === 'rule' && one.constraint === 'wide')).toBe(false);
    expect(limitInputs(ratio)).toHaveLength(4);
  });

  test('most return and rules that are more than sums have no slopes', () => {
    const most = market(8, 21, { kind: 'maximum-return' }, rules);
    expect(weightSlopes(most, solved(most))).toBeUndefined();
    const traded = market(8, 21, { kind: 'minimum-variance' }, [{ ...turnover, maximum: 1 }]);
    expect(weightSlopes(traded, solved(traded))).toBeUndefined();
  });
});
