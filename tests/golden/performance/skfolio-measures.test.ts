import { describe, expect, test } from 'vitest';
import { correlation } from '$lib/math/stats';
import { measured, type MeasureInput } from '$lib/quant/measures';
import { fileReturns } from '../portfolio/price-file.fixture';
import { expectFigure, inputOf, table } from './performance.fixture';

interface Inputs {
  readonly measure: string;
  readonly returns: '1d' | '2d' | '1d_nan' | '2d_nan';
  readonly min_acceptable_return?: number | null;
  readonly biased?: boolean;
  readonly compounded?: boolean;
  readonly theta?: number;
  readonly beta?: number;
}
interface Table {
  readonly tolerance: { abs: number; variance: number };
  readonly cases: readonly {
    id: string;
    inputs: Inputs;
    expected: { value: number | number[] | number[][] };
    tol?: number;
  }[];
}

const { cases, tolerance } = table<Table>('skfolio-measures');
const stocks = fileReturns('skfolio_sp500_dataset.csv', ['AAPL', 'AMD']);
const column = (j: number): number[] =>
  stocks ? Array.from({ length: stocks.rows }, (_, t) => stocks.values[t * stocks.columns + j]) : [];
// Gaps are left out.
const series: Record<Inputs['returns'], number[][]> = {
  '1d': [column(0)],
  '2d': [column(0), column(1)],
  '1d_nan': [[0.1, -0.5, -0.3, 0.8]],
  '2d_nan': [
    [0.15, 0.1, -0.5, -0.3, 0.8],
    [0.15, 0.1, -0.5, 0.3, 0.2, -0.3, 0.8]
  ]
};

const falls = (id: string) => (inputs: Inputs) => (inputs.compounded ? id : `uncompounded-${id}`);
const ids: Record<string, (inputs: Inputs) => string> = {
  mean: () => 'mean-return',
  mean_absolute_deviation: () => 'mean-absolute-deviation',
  first_lower_partial_moment: () => 'first-lower-partial-moment',
  variance: () => 'variance',
  semi_variance: () => 'semi-variance',
  standard_deviation: () => 'standard-deviation',
  semi_deviation: () => 'semi-deviation',
  third_central_moment: () => 'third-central-moment',
  skew: () => 'skewness',
  fourth_central_moment: () => 'fourth-central-moment',
  kurtosis: () => 'kurtosis',
  fourth_lower_partial_moment: () => 'fourth-lower-partial-moment',
  value_at_risk: () => 'value-at-risk',
  cvar: () => 'expected-shortfall',
  entropic_risk_measure: () => 'entropic-risk-measure',
  evar: () => 'entropic-value-at-risk',
  drawdown_at_risk: falls('drawdown-at-risk'),
  max_drawdown: falls('maximum-drawdown'),
  average_drawdown: (inputs) => (inputs.compounded ? 'pain-index' : 'uncompounded-average-drawdown'),
  cdar: falls('conditional-drawdown-at-risk'),
  edar: falls('entropic-drawdown-at-risk'),
  ulcer_index: falls('ulcer-index'),
  gini_mean_difference: () => 'gini-mean-difference'
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

// Rows of an earlier release, which took the level after the first period for the first peak, not the start.
const peakAfterFirst = new Set(['average_drawdown-2', 'average_drawdown-3']);
// Printed 0.508, above the worst loss of 0.5 that the measure cannot exceed: the minimiser of that release stopped short
// of the infimum. Release 1.12.2 answers 0.5.
const leftOut = new Set(['evar-1']);

function figure(values: readonly number[], inputs: Inputs): number {
  const { measure, min_acceptable_return: least, biased, theta, beta } = inputs;
  const id = ids[measure]?.(inputs) ?? '';
  // Their measures below a target look below the mean unless a target is given.
  const belowMean = /partial_moment|semi_/.test(measure) && (least ?? null) === null;
  const target = belowMean ? mean(values) : (least ?? 0);
  const also: Partial<MeasureInput> = {
    target,
    ...(theta === undefined ? {} : { tolerance: theta }),
    ...(beta === undefined ? {} : { tail: 1 - beta })
  };
  const all = measured(inputOf(values, { ...also, periodsPerYear: 1 }), 'sextant');
  const n = values.length;
  if (measure === 'mean_absolute_deviation' && typeof least === 'number')
    return (all['first-lower-partial-moment'] ?? NaN) + (all['upside-potential'] ?? NaN);
  if (measure.startsWith('semi_') && typeof least === 'number') {
    const squares = (all['downside-deviation'] ?? NaN) ** 2 * (biased ? 1 : n / (n - 1));
    return measure === 'semi_deviation' ? Math.sqrt(squares) : squares;
  }
  const value = all[id] ?? NaN;
  if (biased && measure.endsWith('variance')) return value * ((n - 1) / n);
  if (biased) return value * Math.sqrt((n - 1) / n);
  return measure === 'max_drawdown' ? Math.abs(value) : value;
}

const shared = cases.filter(({ inputs }) => inputs.returns === '1d' || inputs.returns === '2d');
if (!stocks) console.log(`skipped ${shared.length} rows: SEXTANT_SHARED is not set`);

describe('skfolio, its own tests', () => {
  test('rows are there', () => expect(cases).toHaveLength(72));
  test.each(cases.filter((one) => (stocks || !shared.includes(one)) && !leftOut.has(one.id)))(
    '$id',
    ({ id, inputs, expected, tol }) => {
      // Their test compares rounded values: to the seventh digit, variances to the tenth.
      const allowed = tol ?? (inputs.measure.includes('variance') ? tolerance.variance : tolerance.abs);
      const lists = series[inputs.returns];
      if (inputs.measure === 'correlation') {
        const matrix = expected.value as number[][];
        lists.forEach((a, i) => lists.forEach((b, j) => expectFigure(correlation(a, b), matrix[i][j], allowed)));
        return;
      }
      const wanted = [expected.value].flat() as number[];
      lists.forEach((values, k) => {
        const later = peakAfterFirst.has(id);
        const found = figure(later ? values.slice(1) : values, inputs);
        expectFigure(later ? found * (1 - 1 / values.length) : found, wanted[k], allowed);
      });
    }
  );
});
