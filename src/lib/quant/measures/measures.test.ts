import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthlyReturns, performanceMeasures, yearlyReturns } from '$lib/quant/returns';
import {
  conventions,
  definitionOf,
  distributionOf,
  drawdownTable,
  endOfYearTable,
  extremeDays,
  measured,
  measureOf,
  measures,
  monthTable,
  rollingFigures,
  rollingMeasure,
  seriesOf,
  spanReturns,
  wealthIndex,
  type MeasureInput
} from '.';

const START = 18_000;
const daysOf = (length: number) => Array.from({ length }, (_, t) => START + 1 + t + 2 * Math.floor(t / 5));
const inputOf = (returns: ArrayLike<number>, also: Partial<MeasureInput> = {}): MeasureInput => ({
  returns: Float64Array.from(returns),
  days: daysOf(returns.length),
  start: START,
  periodsPerYear: 252,
  ...also
});
const returnsOf = (least: number, most: number) =>
  fc
    .array(fc.integer({ min: -900, max: 1000 }), { minLength: least, maxLength: most })
    .map((list) => list.map((one) => one / 10_000));
const near = (found: number, wanted: number, tolerance = 1e-9): void => {
  if (Number.isFinite(wanted))
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)));
  else expect(found).toEqual(wanted);
};

describe('the catalog', () => {
  test('names are unique and everything is said', () => {
    expect(new Set(measures.map(({ id }) => id)).size).toBe(measures.length);
    expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length);
    for (const one of measures)
      for (const convention of conventions) {
        const { formula, source, name } = definitionOf(one, convention);
        expect(
          [formula, source, name].every((text) => text.length > 2),
          one.id
        ).toBe(true);
      }
    expect(() => measureOf('none')).toThrow(RangeError);
  });

  test('wrong inputs are refused', () => {
    expect(() => seriesOf({ ...inputOf([0.1]), days: [] })).toThrow(RangeError);
    expect(() => seriesOf(inputOf([0.1], { tail: 1 }))).toThrow(RangeError);
    expect(() => seriesOf(inputOf([0.1], { periodsPerYear: 0 }))).toThrow(RangeError);
    expect(() => rollingFigures(inputOf([0.1, 0.2]), 1)).toThrow(RangeError);
  });

  test('nothing throws on few or flat returns', () => {
    for (const returns of [[], [0.01], [0.01, 0.02], new Array<number>(40).fill(0)])
      for (const convention of conventions)
        expect(
          Object.keys(measured(inputOf(returns, { benchmark: Float64Array.from(returns) }), convention))
        ).toHaveLength(measures.length);
  });

  test('agrees with the measures of an index that other screens show', () => {
    fc.assert(
      fc.property(returnsOf(300, 600), (returns) => {
        const input = inputOf(returns, { riskFree: 0.0001 });
        const index = Float64Array.from([1, ...wealthIndex(seriesOf(input))]);
        const shown = performanceMeasures({
          days: Int32Array.from([START, ...daysOf(returns.length)]),
          index,
          periodsPerYear: 252,
          riskFreeRate: Math.expm1(252 * Math.log1p(0.0001))
        });
        const figures = measured(input);
        near(figures['annual-return'], shown.annualReturn);
        near(figures['volatility'], shown.annualVolatility);
        near(figures['sharpe-ratio'], shown.sharpe);
        near(figures['sortino-ratio'], shown.sortino);
        near(figures['calmar-ratio'], shown.calmar);
        near(figures['best-month'], shown.bestMonth?.value ?? NaN);
        near(figures['worst-month'], shown.worstMonth?.value ?? NaN);
        near(figures['longest-drawdown'], shown.longestUnderWater?.length ?? 0);
      }),
      { numRuns: 20 }
    );
  });
});

describe('properties', () => {
  // What is in proportion to the returns, and what does not change with their size.
  const proportional = [
    'mean-return',
    'volatility',
    'standard-deviation',
    'semi-deviation',
    'mean-absolute-deviation',
    'gini-mean-difference',
    'value-at-risk',
    'expected-shortfall',
    'entropic-value-at-risk',
    'worst-realisation',
    'downside-deviation',
    'uncompounded-maximum-drawdown',
    'median-return',
    'tracking-error',
    'specific-risk'
  ];
  const unchanged = [
    'sharpe-ratio',
    'sortino-ratio',
    'omega-ratio',
    'skewness',
    'kurtosis',
    'tail-ratio',
    'beta',
    'correlation',
    'win-rate',
    'payoff-ratio',
    'profit-factor',
    'bernardo-ledoit',
    'd-ratio',
    'hurst-index',
    'rachev-ratio',
    'kelly-criterion'
  ];

  test('scale', () => {
    fc.assert(
      fc.property(returnsOf(30, 80), returnsOf(80, 80), fc.constantFrom(0.25, 0.5, 2), (own, other, scale) => {
        const benchmark = Float64Array.from(other.slice(0, own.length));
        const before = measured(inputOf(own, { benchmark }));
        const after = measured(
          inputOf(
            own.map((one) => one * scale),
            { benchmark: benchmark.map((one) => one * scale) }
          )
        );
        for (const id of proportional) near(after[id], before[id] * scale, 1e-8);
        for (const id of unchanged) near(after[id], before[id], 1e-7);
      }),
      { numRuns: 40 }
    );
  });

  test('the order of days changes no measure that does not look at it', () => {
    const free = measures.filter(
      ({ id, group }) => ['risk', 'return'].includes(group) && !/drawdown|month|year|to-date/.test(id)
    );
    fc.assert(
      fc.property(returnsOf(20, 60), fc.integer({ min: 1, max: 1000 }), (returns, seed) => {
        const turned = returns
          .map((value, at) => ({ value, key: (at * 7919 + seed * 104_729) % 1009 }))
          .sort((a, b) => a.key - b.key)
          .map(({ value }) => value);
        const ids = free.map(({ id }) => id);
        const [before, after] = [measured(inputOf(returns), 'sextant', ids), measured(inputOf(turned), 'sextant', ids)];
        for (const id of ids) near(after[id], before[id], 1e-6);
      }),
      { numRuns: 30 }
    );
  });

  test('a benchmark against itself', () => {
    fc.assert(
      fc.property(returnsOf(30, 80), (returns) => {
        const values = Float64Array.from(returns);
        fc.pre(returns.some((one) => one > 0) && returns.some((one) => one < 0) && new Set(returns).size > 4);
        for (const convention of conventions) {
          const figures = measured(inputOf(values, { benchmark: values }), convention);
          for (const id of [
            'beta',
            'correlation',
            'r-squared',
            'capture',
            'up-capture',
            'down-capture',
            'capture-ratio',
            'fama-beta'
          ])
            near(figures[id], 1);
          for (const id of ['alpha', 'tracking-error', 'active-premium', 'active-return', 'jensen-alpha']) {
            if (!Number.isNaN(figures[id])) near(figures[id], 0);
          }
        }
      }),
      { numRuns: 40 }
    );
  });

  test('rolling figures are those of each window', () => {
    fc.assert(
      fc.property(returnsOf(40, 90), returnsOf(90, 90), fc.integer({ min: 3, max: 25 }), (own, other, window) => {
        const input = inputOf(own, { benchmark: Float64Array.from(other.slice(0, own.length)), riskFree: 0.0002 });
        const rolled = rollingFigures(input, window);
        const pairs = [
          [rolled.volatility, 'volatility'],
          [rolled.sharpe, 'sharpe-ratio'],
          [rolled.beta ?? new Float64Array(), 'beta']
        ] as const;
        for (const [values, id] of pairs) {
          const slow = rollingMeasure(input, window, id);
          expect(values).toHaveLength(slow.length);
          values.forEach((value, at) => near(value, slow[at], 1e-7));
        }
        const slow = rollingMeasure(input, window, 'sortino-ratio');
        rolled.sortino.forEach((value, at) => near(value, slow[at], 1e-6));
      }),
      { numRuns: 30 }
    );
  });
});

describe('tables', () => {
  const returns = Array.from({ length: 520 }, (_, t) => Math.sin(t * 1.7) * 0.012 + (t % 7 === 0 ? -0.01 : 0.002));
  const series = seriesOf(inputOf(returns, { benchmark: Float64Array.from(returns, (one) => one / 2) }));

  test('months compound to years and years to the whole', () => {
    const table = monthTable(series);
    for (const { months, value } of table) {
      const linked = months.reduce((level, month) => (Number.isNaN(month) ? level : level * (1 + month)), 1);
      near(linked - 1, value);
    }
    near(
      table.reduce((level, { value }) => level * (1 + value), 1),
      wealthIndex(series).at(-1) ?? NaN
    );
    const index = [1, ...wealthIndex(series)];
    const calendar = yearlyReturns(monthlyReturns([START, ...daysOf(returns.length)], index));
    expect(table.map(({ year }) => year)).toEqual(calendar.map(({ year }) => year));
    table.forEach(({ value }, at) => near(value, calendar[at].value));
  });

  test('every span of time adds up to the same wealth', () => {
    for (const span of ['day', 'week', 'month', 'quarter', 'year'] as const)
      near(
        spanReturns(series, span).reduce((level, { value }) => level * (1 + value), 1),
        wealthIndex(series).at(-1) ?? NaN
      );
  });

  test('falls are ordered by depth and the deepest is the maximum drawdown', () => {
    const rows = drawdownTable(series, 5);
    expect(rows).toHaveLength(5);
    near(rows[0].depth, measured(inputOf(returns))['maximum-drawdown']);
    rows.slice(1).forEach((row, at) => expect(row.depth).toBeGreaterThanOrEqual(rows[at].depth));
    for (const { start, valley, recovery, days, falling, rising } of rows) {
      expect(falling).toBe(valley - start);
      if (recovery !== undefined) expect([days, rising]).toEqual([recovery - start, recovery - valley]);
    }
  });

  test('worst and best days, quartiles, years beside the benchmark', () => {
    const worst = extremeDays(series, 'worst', 3);
    expect(worst.map(({ value }) => value)).toEqual(returns.toSorted((a, b) => a - b).slice(0, 3));
    expect(extremeDays(series, 'best', 1)[0].value).toBe(Math.max(...returns));
    const days = distributionOf(series, 'day');
    expect(days?.count).toBe(returns.length);
    expect(days?.least).toBe(worst[0].value);
    expect(distributionOf(seriesOf(inputOf([])), 'month')).toBeUndefined();
    for (const { value, benchmark = NaN, won, multiple } of endOfYearTable(series)) {
      expect(won).toBe(value >= benchmark);
      near(multiple ?? NaN, value / benchmark);
    }
  });
});
