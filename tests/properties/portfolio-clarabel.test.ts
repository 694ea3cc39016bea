import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { optimizePortfolio, type Constraint, type Objective, type OptimizationProblem } from '$lib/quant/optimization';
import { market, sector } from '../../src/lib/quant/optimization/portfolios.fixture';
import { clarabelSolution } from '../reference/clarabel';

const objectives: Objective[] = [
  { kind: 'minimum-variance' },
  { kind: 'target-return', annualReturn: 0.06 },
  { kind: 'maximum-sharpe' }
];

/** The rules written out again for the reference: cash as what is left, caps as bounds, groups as rows. */
function referenceRules(problem: OptimizationProblem) {
  const n = problem.instruments.length;
  const upper = new Float64Array(n).fill(1);
  const rows: { coefficients: Float64Array; lower: number; upper: number }[] = [];
  let invested = 1;
  for (const rule of problem.constraints) {
    if (rule.kind === 'cash') invested = 1 - rule.minimum;
    else if (rule.kind === 'position-cap') upper.fill(rule.upper);
    else if (rule.kind === 'group') {
      const coefficients = Float64Array.from(problem.instruments, (one) => (rule.members.includes(one) ? 1 : 0));
      rows.push({ coefficients, lower: rule.lower ?? -Infinity, upper: rule.upper ?? Infinity });
    }
  }
  rows.push({ coefficients: new Float64Array(n).fill(1), lower: invested, upper: invested });
  return { upper, rows };
}

async function reference(problem: OptimizationProblem): Promise<{ status: string; weights: Float64Array }> {
  const n = problem.instruments.length;
  const { upper, rows } = referenceRules(problem);
  const excess = problem.expectedReturns.map((value) => value - problem.riskFreeRate);
  if (problem.objective.kind !== 'maximum-sharpe') {
    if (problem.objective.kind === 'target-return') {
      const lower = problem.objective.annualReturn - problem.riskFreeRate;
      rows.push({ coefficients: excess, lower, upper: Infinity });
    }
    const solved = await clarabelSolution({
      quadratic: problem.covariance,
      linear: new Float64Array(n),
      lower: new Float64Array(n),
      upper,
      rows
    });
    return { status: solved.status, weights: solved.x };
  }
  // Charnes and Cooper: y = k w with excess'y = 1 turns the ratio into a quadratic program in (y, k).
  const size = n + 1;
  const quadratic = new Float64Array(size * size);
  for (let i = 0; i < n; i++) quadratic.set(problem.covariance.subarray(i * n, (i + 1) * n), i * size);
  const scaled = (coefficients: ArrayLike<number>, bound: number) =>
    Float64Array.from([...Array.from(coefficients), -bound]);
  const homogeneous = rows.flatMap(({ coefficients, lower, upper: most }) => [
    ...(Number.isFinite(most) ? [{ coefficients: scaled(coefficients, most), lower: -Infinity, upper: 0 }] : []),
    ...(Number.isFinite(lower) ? [{ coefficients: scaled(coefficients, lower), lower: 0, upper: Infinity }] : [])
  ]);
  const caps = Array.from({ length: n }, (_, j) => {
    const unit = Float64Array.from({ length: n }, (__, k) => (k === j ? 1 : 0));
    return { coefficients: scaled(unit, upper[j]), lower: -Infinity, upper: 0 };
  });
  const solved = await clarabelSolution({
    quadratic,
    linear: new Float64Array(size),
    lower: new Float64Array(size),
    upper: new Float64Array(size).fill(Infinity),
    rows: [...homogeneous, ...caps, { coefficients: scaled(excess, 0), lower: 1, upper: 1 }]
  });
  return { status: solved.status, weights: solved.x.slice(0, n).map((value) => value / solved.x[n]) };
}

function rulesFor(n: number, k: number): Constraint[] {
  const rules: Constraint[] = [];
  if (k % 2 === 0) rules.push({ kind: 'position-cap', id: 'cap', upper: Math.max(0.1, 1.7 / n) });
  if (k % 3 !== 0) rules.push({ kind: 'group', id: 'tech', name: 'Technology', members: sector(n, 0), upper: 0.4 });
  if (k % 4 === 1) rules.push({ kind: 'group', id: 'health', name: 'Health', members: sector(n, 1), lower: 0.2 });
  if (k % 5 !== 0) rules.push({ kind: 'cash', id: 'cash', minimum: 0.04 });
  return rules;
}

async function expectSame(problem: OptimizationProblem, tolerance: number): Promise<void> {
  const ours = optimizePortfolio(problem);
  const { status, weights } = await reference(problem);
  expect(ours.status).toBe(status);
  if (ours.status !== 'optimal') return;
  const apart = ours.weights.reduce((most, value, j) => Math.max(most, Math.abs(value - weights[j])), 0);
  expect(apart).toBeLessThan(tolerance);
}

describe('optimal portfolios against Clarabel on the same problems', () => {
  const cases = Array.from({ length: 45 }, (_, k) => ({
    k,
    n: [5, 12, 20, 40, 100][k % 5],
    kind: objectives[k % 3].kind
  }));
  it.each(cases)('market $k, n = $n, $kind: weights within 1e-5', async ({ k, n }) => {
    await expectSame(market(n, 100 + k, objectives[k % 3], rulesFor(n, k)), 1e-5);
  });

  const table = JSON.parse(
    readFileSync(new URL('../golden/portfolio/pypfopt-efficient-frontier.json', import.meta.url), 'utf8')
  ) as { shared: { instruments: string[]; expectedReturns: number[]; covariance: number[] } };
  it.each(objectives)('twenty stocks of the golden table, capped: $kind', async (objective) => {
    const problem: OptimizationProblem = {
      instruments: table.shared.instruments.map(instrumentId),
      covariance: Float64Array.from(table.shared.covariance),
      expectedReturns: Float64Array.from(table.shared.expectedReturns),
      riskFreeRate: 0.02,
      objective: objective.kind === 'target-return' ? { ...objective, annualReturn: 0.2 } : objective,
      constraints: [{ kind: 'position-cap', id: 'cap', upper: 0.15 }]
    };
    await expectSame(problem, 1e-5);
  });
});
