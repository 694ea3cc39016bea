import { describe, expect, test } from 'vitest';
import { optimizePortfolio, type OptimizationProblem, type Reason } from '$lib/quant/optimization';
import { contradictoryProblem } from '../reference/infeasible-problems';

const sumOf = ({ terms }: Reason, ...kinds: readonly string[]): number =>
  terms.reduce((sum, { term, value }) => sum + (kinds.length === 0 || kinds.includes(term) ? value : 0), 0);

/** Mixtures of rules, few enough at once that many can be solved, with views that moved some returns. */
function mixtures(count: number): OptimizationProblem[] {
  const found: OptimizationProblem[] = [];
  for (let seed = 1; found.length < count; seed++) {
    const problem = contradictoryProblem('mixture', seed);
    const { expectedReturns } = problem;
    const constraints = problem.constraints.filter((_, k) => k % 3 === seed % 3);
    found.push({
      ...problem,
      constraints,
      priorReturns: expectedReturns.map((value, j) => (j % 3 === 0 ? value - 0.02 : value))
    });
  }
  return found;
}

describe('reasons of weights, for every aim and kind of rule', () => {
  test('terms add up to zero within 1e-8; views are their part of the return and change nothing else', () => {
    let solved = 0;
    let viewed = 0;
    const aims = new Set<string>();
    const kinds = new Set<string>();
    for (const problem of mixtures(240)) {
      const result = optimizePortfolio(problem);
      if (result.status !== 'optimal') continue;
      solved += 1;
      aims.add(problem.objective.kind);
      const { priorReturns: _, ...plain } = problem;
      const without = optimizePortfolio(plain);
      if (without.status !== 'optimal') throw new Error(without.status);
      expect(without.weights).toEqual(result.weights);
      result.reasons.forEach((reason, j) => {
        expect(Math.abs(sumOf(reason)), JSON.stringify(problem.objective)).toBeLessThan(1e-8);
        for (const { constraint } of reason.terms)
          kinds.add(problem.constraints.find(({ id }) => id === constraint)?.kind ?? 'own');
        const before = without.reasons[j];
        if (!before) throw new Error('no reason');
        expect(sumOf(reason, 'return', 'view')).toBeCloseTo(sumOf(before, 'return'), 10);
        const view = sumOf(reason, 'view');
        if (view === 0) return;
        viewed += 1;
        // A raised return asks for more, in proportion to what the whole return over cash asks.
        expect(j % 3).toBe(0);
        const excess = (problem.expectedReturns[j] ?? 0) - problem.riskFreeRate;
        expect(view * excess).toBeCloseTo(0.02 * sumOf(before, 'return'), 6);
      });
    }
    expect(solved).toBeGreaterThan(60);
    expect(viewed).toBeGreaterThan(60);
    expect(aims.size).toBeGreaterThan(5);
    expect(kinds.size).toBeGreaterThan(8);
  });

  test('risk is what an instrument brings by itself and what it shares: weight times variance, and the rest of its beta', () => {
    let seen = 0;
    for (const problem of mixtures(120)) {
      const result = optimizePortfolio({ ...problem, objective: { kind: 'minimum-variance' } });
      if (result.status !== 'optimal' || result.volatility < 1e-3) continue;
      const n = problem.instruments.length;
      result.reasons.forEach((reason, j) => {
        const own = (result.weights[j] ?? 0) * (problem.covariance[j * n + j] ?? 0);
        if (!reason.terms.some(({ term }) => term === 'co-movement')) return;
        expect(sumOf(reason, 'own-risk')).toBeCloseTo(own / result.volatility ** 2, 6);
        seen += 1;
      });
    }
    expect(seen).toBeGreaterThan(100);
  });
});
