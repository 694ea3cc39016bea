import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  autocorrelation,
  correlation,
  covariance,
  kurtosis,
  maximum,
  mean,
  median,
  minimum,
  populationVariance,
  quantile,
  runningMaximum,
  sampleExcessKurtosis,
  sampleSkewness,
  skewness,
  sortedQuantile,
  standardDeviation,
  sum,
  variance,
  weightedMean
} from './index';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const series = fc.array(finite, { minLength: 4, maxLength: 60 });

describe('moments', () => {
  it('sum keeps what plain addition loses', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum([])).toBe(0);
  });

  it('agree with the examples of the Excel documentation (COVARIANCE.S, CORREL, SKEW, KURT)', () => {
    expect(covariance([2, 4, 8], [5, 11, 12])).toBeCloseTo(9.666666666666668, 12);
    expect(correlation([3, 2, 4, 5, 6], [9, 7, 12, 15, 17])).toBeCloseTo(0.9970544855015815, 12);
    expect(sampleSkewness([3, 4, 5, 2, 3, 4, 5, 6, 4, 7])).toBeCloseTo(0.3595430714067974, 12);
    expect(sampleExcessKurtosis([3, 4, 5, 2, 3, 4, 5, 6, 4, 7])).toBeCloseTo(-0.15179963720841627, 12);
  });

  it('of two points by hand', () => {
    expect(variance([1, 3])).toBe(2);
    expect(populationVariance([1, 3])).toBe(1);
    expect(skewness([1, 3])).toBe(0);
    expect(kurtosis([1, 3])).toBe(1);
    expect(autocorrelation([1, 3], 1)).toBe(-0.5);
    expect(weightedMean([1, 3, NaN], [3, 1, 0])).toBe(1.5);
  });

  it('do not move with a shift and scale as they must', () => {
    fc.assert(
      fc.property(series, finite, (values, shift) => {
        const moved = values.map((value) => 2 * value + shift);
        const spread = standardDeviation(values);
        expect(mean(moved)).toBeCloseTo(2 * mean(values) + shift, 6);
        expect(standardDeviation(moved)).toBeCloseTo(2 * spread, 6);
        if (spread > 1) expect(correlation(values, moved)).toBeCloseTo(1, 6);
      })
    );
  });

  it('hand NaN through, and give NaN where there is too little', () => {
    expect(mean([])).toBeNaN();
    expect(variance([1])).toBeNaN();
    expect(mean([1, NaN])).toBeNaN();
    expect(correlation([1, 1], [1, 2])).toBeNaN();
    expect(() => covariance([1, 2], [1])).toThrow(RangeError);
    expect(() => autocorrelation([1, 2], -1)).toThrow(RangeError);
  });
});

describe('order statistics', () => {
  it('agree with the examples of the Excel documentation (PERCENTILE.INC)', () => {
    const expected = new Map([
      [0, 1],
      [0.1, 1.3],
      [0.25, 1.75],
      [0.3, 1.9],
      [0.4, 2.2],
      [0.6, 2.8],
      [1, 4]
    ]);
    for (const [p, value] of expected) expect(quantile([3, 1, 4, 2], p)).toBeCloseTo(value, 12);
  });

  it('rise with the probability and stay within the data', () => {
    fc.assert(
      fc.property(series, fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
        const at = quantile(values, p);
        expect(at).toBeGreaterThanOrEqual(minimum(values));
        expect(at).toBeLessThanOrEqual(maximum(values));
        expect(quantile(values, Math.min(1, p + 0.1))).toBeGreaterThanOrEqual(at);
      })
    );
  });

  it('hand NaN through and refuse a probability outside [0, 1]', () => {
    expect(median([1, NaN, 2])).toBeNaN();
    expect(median([])).toBeNaN();
    expect(() => sortedQuantile([1, 2], 1.1)).toThrow(RangeError);
    expect(() => quantile([1, NaN], -0.1)).toThrow(RangeError);
    expect(maximum([1, NaN, 2])).toBeNaN();
  });

  it('running maximum never falls and is reached', () => {
    expect(Array.from(runningMaximum([1, 3, 2, 5, 4]))).toEqual([1, 3, 3, 5, 5]);
    expect(Array.from(runningMaximum([1, NaN, 2]))).toEqual([1, NaN, NaN]);
  });
});
