import { describe, expect, it } from 'vitest';
import { lag1Autocorrelation, mean, standardDeviation } from '../../../src/lib/math/stats';
import golden from './nist-univariate.json';

function relativeError(value: number, certified: number): number {
  return certified === 0 ? Math.abs(value) : Math.abs(value / certified - 1);
}

describe(`${golden.title} (${golden.source.work}, ${golden.source.commit})`, () => {
  it.each(golden.cases)('$id', ({ id, inputs, expected }) => {
    const tolerance = id === 'NumAcc4' ? golden.tolerance.NumAcc4.rel : golden.tolerance.rel;
    expect(inputs.data.length).toBe(expected.n);
    expect(relativeError(mean(inputs.data), expected.mean)).toBeLessThan(tolerance);
    expect(relativeError(standardDeviation(inputs.data), expected.stdDev)).toBeLessThan(tolerance);
    expect(relativeError(lag1Autocorrelation(inputs.data), expected.lag1Autocorrelation)).toBeLessThan(tolerance);
  });
});
