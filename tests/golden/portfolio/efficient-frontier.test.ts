import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import {
  efficientFrontier,
  optimizePortfolio,
  type Constraint,
  type Objective,
  type OptimizationProblem
} from '$lib/quant/optimization';

interface Row {
  id: string;
  expected: { return: number; volatility: number; sharpe: number };
}
const table = JSON.parse(readFileSync(new URL('./pypfopt-efficient-frontier.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number };
  shared: { riskFreeRate: number; instruments: string[]; expectedReturns: number[]; covariance: number[] };
  cases: Row[];
};
const { shared, tolerance } = table;
const rowNamed = (id: string): Row => {
  const row = table.cases.find((one) => one.id === id);
  if (!row) throw new RangeError(`no row ${id}`);
  return row;
};

function problem(
  kind: 'minimum-variance' | 'maximum-sharpe',
  riskFreeRate: number,
  further: Partial<OptimizationProblem> = {}
): OptimizationProblem {
  return {
    instruments: shared.instruments.map(instrumentId),
    covariance: Float64Array.from(shared.covariance),
    expectedReturns: Float64Array.from(shared.expectedReturns),
    riskFreeRate,
    objective: { kind },
    constraints: [],
    ...further
  };
}

const short: Constraint[] = [
  { kind: 'position-floor', id: 'short', lower: -1 },
  { kind: 'position-cap', id: 'cap', upper: 1 }
];
/** Weights that add up to nothing: all money is cash, which earns nothing in the source. */
const neutral: Constraint[] = [...short, { kind: 'cash', id: 'cash', minimum: 1 }];

const aimed = (objective: Objective, constraints: Constraint[] = []): OptimizationProblem =>
  problem('minimum-variance', 0, { objective, constraints });

function expectFigures(point: { expectedReturn: number; volatility: number }, { expected }: Row): void {
  const near = (actual: number, wanted: number) => expect(Math.abs(actual / wanted - 1)).toBeLessThan(tolerance.rel);
  near(point.expectedReturn, expected.return);
  near(point.volatility, expected.volatility);
  near((point.expectedReturn - shared.riskFreeRate) / point.volatility, expected.sharpe);
}

describe(`rows of ${table.source.work}`, () => {
  const optima = [
    { id: 'min-vol', problem: problem('minimum-variance', 0.02) },
    { id: 'max-sharpe', problem: problem('maximum-sharpe', 0.02) },
    { id: 'cla-min-vol', problem: problem('minimum-variance', 0) },
    { id: 'cla-max-sharpe', problem: problem('maximum-sharpe', 0) },
    { id: 'max-utility-2', problem: aimed({ kind: 'utility', riskAversion: 2 }) },
    { id: 'target-risk-19', problem: aimed({ kind: 'target-volatility', annualVolatility: 0.19 }) },
    { id: 'target-risk-19-short', problem: aimed({ kind: 'target-volatility', annualVolatility: 0.19 }, short) },
    { id: 'target-risk-21-neutral', problem: aimed({ kind: 'target-volatility', annualVolatility: 0.21 }, neutral) },
    { id: 'target-return-25-neutral', problem: aimed({ kind: 'target-return', annualReturn: 0.25 }, neutral) }
  ];
  for (const { id, problem } of optima) {
    test(id, () => {
      const result = optimizePortfolio(problem);
      if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
      expectFigures(result, rowNamed(id));
    });
  }

  test('the ends of the whole frontier are the same portfolios', () => {
    const frontier = efficientFrontier(problem('minimum-variance', 0.02), 50);
    if (frontier.status !== 'complete' || !frontier.maximumSharpe) throw new Error(frontier.status);
    expectFigures(frontier.minimumVariance, rowNamed('min-vol'));
    expectFigures(frontier.maximumSharpe, rowNamed('max-sharpe'));
    const best = Math.max(...frontier.points.map(({ sharpe }) => sharpe));
    expect(best).toBeLessThanOrEqual(frontier.maximumSharpe.sharpe + 1e-12);
    expect(frontier.points.at(-1)?.expectedReturn).toBeCloseTo(Math.max(...shared.expectedReturns), 12);
  });
});
