import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '$lib/math/linalg';
import { ConicRows, sparseFromDense, type AffineForm } from '$lib/math/optimize';
import { optimizePortfolio, type OptimizationProblem } from '$lib/quant/optimization';
import { kinkedProblem } from '../../src/lib/quant/optimization/kinked/kinked-problems.fixture';
import { clarabelConic } from '../reference/clarabel-conic';
import './seed';

/** Rows F with F'F the covariance, by its eigenvectors. */
function factorRows({ covariance, instruments }: OptimizationProblem): number[][] {
  const n = instruments.length;
  const { values, vectors } = symmetricEigen(covariance, n);
  const most = Math.max(...values);
  const kept = [...values.keys()].filter((k) => values[k] > 1e-13 * most);
  return kept.map((k) => Array.from({ length: n }, (_, i) => Math.sqrt(values[k]) * vectors[i * n + k]));
}

/** The problem written out again for the reference, with a variable for the size of each trade and position. */
async function reference(problem: OptimizationProblem): Promise<{ status: string; objective: number }> {
  const { constraints, expectedReturns, riskFreeRate, objective, tradingCosts, currentWeights, uncertainty } = problem;
  const n = problem.instruments.length;
  const held = currentWeights ?? new Float64Array(n);
  const of = <K extends (typeof constraints)[number]['kind']>(kind: K) =>
    constraints.find((rule): rule is Extract<(typeof constraints)[number], { kind: K }> => rule.kind === kind);
  const rules = { short: of('position-floor'), cap: of('position-cap'), cash: of('cash'), turnover: of('turnover') };
  const [gross, close, calm] = [of('gross-exposure'), of('tracking-error'), of('volatility')];
  // Weights, sizes of trades, sizes of positions, size of the change of cash.
  const size = 3 * n + 1;
  const rows = new ConicRows(size);
  const all = Array.from({ length: n }, (_, j) => j);
  const ones = all.map(() => 1);
  for (const j of all) {
    rows.atMost([j], [-1], -(rules.short?.lower ?? 0));
    if (rules.cap) rows.atMost([j], [1], rules.cap.upper);
    rows.atMost([j, n + j], [1, -1], held[j]);
    rows.atMost([j, n + j], [-1, -1], -held[j]);
    rows.atMost([j, 2 * n + j], [1, -1], 0);
    rows.atMost([j, 2 * n + j], [-1, -1], 0);
  }
  const [least, most] = [rules.cash?.minimum ?? 0, rules.cash ? (rules.cash.maximum ?? rules.cash.minimum) : 0];
  if (least === most) rows.equal(all, ones, 1 - least);
  else {
    rows.atMost(all, ones, 1 - least);
    rows.atMost(
      all,
      ones.map(() => -1),
      most - 1
    );
  }
  for (const rule of constraints) {
    if (rule.kind !== 'group') continue;
    const inside = all.filter((j) => rule.members.includes(problem.instruments[j]));
    if (rule.upper !== undefined) rows.atMost(inside, ones.slice(0, inside.length), rule.upper);
    if (rule.lower !== undefined)
      rows.atMost(
        inside,
        inside.map(() => -1),
        -rule.lower
      );
  }
  const total = held.reduce((sum, one) => sum + one, 0);
  rows.atMost([...all, 3 * n], [...ones, -1], total);
  rows.atMost([...all, 3 * n], [...ones.map(() => -1), -1], -total);
  const trades = [...all.map((j) => n + j), 3 * n];
  if (rules.turnover)
    rows.atMost(
      trades,
      trades.map(() => 0.5),
      rules.turnover.maximum
    );
  if (gross)
    rows.atMost(
      all.map((j) => 2 * n + j),
      ones,
      gross.maximum
    );
  const perYear = tradingCosts?.perYear ?? 0;
  // The counted return over cash, less.
  const loss = new Float64Array(size);
  for (const j of all) {
    loss[j] = riskFreeRate - expectedReturns[j];
    loss[n + j] = perYear * (tradingCosts?.linear?.[j] ?? 0);
    loss[2 * n + j] = uncertainty?.kind === 'box' ? uncertainty.halfWidths[j] : 0;
  }
  const factor = factorRows(problem);
  const ball = (maximum: number, from: readonly number[]): AffineForm[] => [
    { indices: [], values: [], right: maximum },
    ...factor.map((row) => ({
      indices: all,
      values: row.map((value) => -value),
      right: -row.reduce((sum, value, j) => sum + value * from[j], 0)
    }))
  ];
  const nothing = all.map(() => 0);
  if (calm) rows.secondOrder(ball(calm.maximum, nothing));
  if (close)
    rows.secondOrder(
      ball(
        close.maximum,
        close.benchmark.map(({ weight }) => weight)
      )
    );
  if (objective.kind === 'target-volatility') rows.secondOrder(ball(objective.annualVolatility, nothing));
  if (objective.kind === 'target-return')
    rows.atMost([...loss.keys()], Array.from(loss), riskFreeRate - objective.annualReturn);
  const { constraints: matrix, right, cones } = rows.build();
  const quadratic = new Float64Array(size * size);
  const linear = new Float64Array(size);
  if (objective.kind === 'maximum-return' || objective.kind === 'target-volatility') linear.set(loss);
  else for (let i = 0; i < n; i++) quadratic.set(problem.covariance.subarray(i * n, (i + 1) * n), i * size);
  if (objective.kind === 'utility') linear.set(loss.map((value) => value / objective.riskAversion));
  if (objective.kind === 'tracking-error')
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) linear[i] -= problem.covariance[i * n + j] * objective.benchmark[j].weight;
  const made = { linear, constraints: matrix, right, cones, quadratic: sparseFromDense(quadratic, size, size) };
  return clarabelConic(made, 1, 1e-11);
}

/** What Clarabel's objective is at our weights. */
function ours(
  problem: OptimizationProblem,
  result: { weights: Float64Array; volatility: number; expectedReturn: number; countedReturn?: number }
): number {
  const { objective, riskFreeRate, covariance } = problem;
  const excess = (result.countedReturn ?? result.expectedReturn) - riskFreeRate;
  const half = 0.5 * result.volatility ** 2;
  switch (objective.kind) {
    case 'maximum-return':
    case 'target-volatility':
      return -excess;
    case 'utility':
      return half - excess / objective.riskAversion;
    case 'tracking-error': {
      const n = result.weights.length;
      let pull = 0;
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) pull += result.weights[i] * covariance[i * n + j] * objective.benchmark[j].weight;
      return half - pull;
    }
    default:
      return half;
  }
}

describe('rules on trades, exposure and variances against Clarabel', () => {
  it('gives the same optimum within 1e-7, low rank and duplicates included', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        const problem = kinkedProblem(seed);
        if (problem.objective.kind === 'maximum-sharpe') return;
        const result = optimizePortfolio(problem);
        const answer = await reference(problem);
        if (result.status === 'infeasible') expect(answer.status).not.toBe('optimal');
        if (result.status !== 'optimal' || answer.status !== 'optimal') return;
        seen += 1;
        expect(Math.abs(ours(problem, result) - answer.objective)).toBeLessThan(1e-7);
      }),
      { numRuns: 200 }
    );
    expect(seen).toBeGreaterThan(100);
  });
});
