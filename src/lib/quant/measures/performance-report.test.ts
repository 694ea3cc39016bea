import { describe, expect, test } from 'vitest';
import { periodicRate } from '$lib/quant/returns';
import { measured, performanceReport } from '.';

const days = Int32Array.from({ length: 401 }, (_, t) => 18_000 + t + 2 * Math.floor(t / 5));
const levels = (turn: number): Float64Array => {
  let level = 50;
  return Float64Array.from(days, (_, t) => (level *= 1 + 0.0004 + 0.01 * Math.sin(turn * t) * Math.cos(t / 3)));
};
const index = levels(1.3);
const benchmark = levels(1.31);
const input = { days, index, benchmark, riskFreeRate: 0.02, window: 63 };
const returnsOf = (values: Float64Array): Float64Array => values.slice(1).map((value, t) => value / values[t] - 1);

describe('the report of an index', () => {
  const report = performanceReport(input);

  test('has the figures of its returns, under every convention', () => {
    const plain = {
      returns: returnsOf(index),
      benchmark: returnsOf(benchmark),
      days: days.slice(1),
      start: days[0],
      periodsPerYear: report.periodsPerYear,
      riskFree: periodicRate(0.02, report.periodsPerYear)
    };
    for (const convention of ['sextant', 'quantstats', 'empyrical', 'performance-analytics'] as const)
      expect(report.figures[convention]).toEqual(measured(plain, convention));
    expect(report.comparedFrom).toBeUndefined();
  });

  test('starts at one, and its drawdown is that of the index', () => {
    expect([report.index[0], report.drawdown[0], report.benchmark?.[0]]).toEqual([1, 0, 1]);
    expect(report.drawdown).toHaveLength(days.length);
    expect(Math.min(...report.drawdown)).toBe(report.figures.sextant['maximum-drawdown']);
    expect(report.rolling?.days).toHaveLength(400 - 63 + 1);
  });

  test('compares over the days that both have where the benchmark begins later', () => {
    const later = benchmark.map((level, t) => (t < 100 ? NaN : level));
    const cut = performanceReport({ ...input, benchmark: later });
    expect(cut.comparedFrom).toBe(days[100]);
    const whole = performanceReport({
      ...input,
      days: days.slice(100),
      index: index.slice(100),
      benchmark: benchmark.slice(100)
    });
    expect(cut.figures.sextant['beta']).toBe(whole.figures.sextant['beta']);
    expect(cut.benchmarkFigures).toEqual(whole.benchmarkFigures);
    expect(cut.figures.sextant['volatility']).toBe(report.figures.sextant['volatility']);
    expect([cut.benchmark?.[99], cut.benchmark?.[100]]).toEqual([NaN, 1]);
  });

  test('stands alone without one, and refuses what cannot be measured', () => {
    const { benchmark: _, ...alone } = input;
    const report = performanceReport(alone);
    expect(report.benchmarkFigures).toBeUndefined();
    expect(report.figures.sextant['beta']).toBeNaN();
    expect(performanceReport({ ...alone, window: 500 }).rolling).toBeUndefined();
    expect(() => performanceReport({ ...alone, days: days.slice(0, 1), index: index.slice(0, 1) })).toThrow(RangeError);
    expect(() => performanceReport({ ...alone, index: index.slice(1) })).toThrow(RangeError);
  });
});
