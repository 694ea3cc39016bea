import { describe, expect, test } from 'vitest';
import { measured } from '$lib/quant/measures';
import { expectFigure, inputOf, table } from './performance.fixture';

interface Table {
  readonly shared: { readonly portfolio: number[]; readonly benchmark: number[] };
  readonly cases: readonly {
    id: string;
    inputs: { mar?: number; l?: number };
    expected: Record<string, number>;
    tol: number;
  }[];
}

const bacon = table<Table>('bacon-ratios');
const help = table<Pick<Table, 'cases'>>('performance-analytics-help');

const ids: Record<string, string> = {
  bernardoLedoitRatio: 'bernardo-ledoit',
  burkeRatio: 'burke-ratio',
  modifiedBurkeRatio: 'modified-burke-ratio',
  jensenAlpha: 'jensen-alpha',
  dRatio: 'd-ratio',
  famaBeta: 'fama-beta',
  kurtosisSample: 'sample-kurtosis',
  m2Sortino: 'm-squared-sortino',
  mSquared: 'm-squared',
  omegaSharpeRatio: 'omega-sharpe',
  painIndex: 'pain-index',
  specificRisk: 'specific-risk',
  treynorRatioModified: 'modified-treynor-ratio',
  upsideFrequency: 'upside-frequency',
  upsideRisk: 'upside-risk',
  upsidePotential: 'upside-potential',
  volatilitySkewness: 'volatility-skewness',
  variabilitySkewness: 'variability-skewness'
};

function figure(id: string, { mar, l }: { mar?: number; l?: number }): number {
  const input = inputOf(bacon.shared.portfolio, {
    benchmark: Float64Array.from(bacon.shared.benchmark),
    periodsPerYear: 12,
    ...(mar === undefined ? {} : { target: mar }),
    ...(l === undefined ? {} : { order: l })
  });
  return measured(input, 'performance-analytics', [id])[id] ?? NaN;
}

describe('Bacon 2008, as PerformanceAnalytics has his tables', () => {
  test('rows are there', () => expect(bacon.cases).toHaveLength(19));
  test.each(bacon.cases)('$id', ({ id, inputs, expected, tol }) => {
    expectFigure(figure(ids[id] ?? id, inputs), expected[id] ?? null, tol);
  });
});

describe('PerformanceAnalytics, its help pages', () => {
  test.each(help.cases)('$id', ({ id, inputs, expected, tol }) => {
    expectFigure(figure(id, inputs), expected['value'] ?? null, tol);
  });
});
