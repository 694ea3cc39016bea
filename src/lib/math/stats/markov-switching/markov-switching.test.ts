import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { expectedDurations, hiddenMarkov, stationaryDistribution, switchingAutoregression } from './index';

function switching(rows: number, seed: number): Float64Array {
  const random = randomStream(seed);
  let state = 0;
  return Float64Array.from({ length: rows }, () => {
    if (random.uniform() < 0.05) state = 1 - state;
    return state === 0 ? 1 + random.normal() : -1 + 2 * random.normal();
  });
}

describe('chains', () => {
  test('the stationary distribution stays as it is', () => {
    const row = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 3 }), (rows) => {
        const transition = Float64Array.from(
          rows.flatMap((one) => one.map((value) => value / one.reduce((total, each) => total + each, 0)))
        );
        const shares = stationaryDistribution(transition, 3);
        for (let j = 0; j < 3; j++) {
          const next = shares.reduce((total, share, i) => total + share * (transition[i * 3 + j] ?? NaN), 0);
          expect(next).toBeCloseTo(shares[j] ?? NaN, 12);
        }
        expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12);
      })
    );
    const [first, second] = expectedDurations(Float64Array.of(0.9, 0.1, 0, 1), 2);
    expect(first).toBeCloseTo(10, 12);
    expect(second).toBe(Infinity);
  });
});

describe('models of switching', () => {
  test('a hidden Markov model and a switching mean and variance without lags are one', () => {
    const series = switching(600, 1);
    const hidden = hiddenMarkov(series, 2, { order: 'mean', tolerance: 1e-13 });
    const direct = switchingAutoregression(series, { switchingVariance: true });
    // They part in the first row alone: its probabilities are free in the one, stationary in the other.
    expect(hidden.logLikelihood).toBeGreaterThan(direct.logLikelihood - 1e-6);
    expect(hidden.logLikelihood).toBeLessThan(direct.logLikelihood + Math.log(2) + 1);
    for (const i of [0, 1]) {
      expect(hidden.means[i]).toBeCloseTo(direct.means[i] ?? NaN, 1);
      expect(hidden.variances[i]).toBeCloseTo(direct.variances[i] ?? NaN, 1);
    }
  });

  test('on the last row filtered and smoothed probabilities are the same; rows add up to 1', () => {
    const series = switching(300, 2);
    for (const fit of [hiddenMarkov(series, 3), switchingAutoregression(series, { lags: 1, starts: 0 })]) {
      const k = fit.means.length;
      expect([...fit.smoothed.slice(-k)]).toEqual([...fit.filtered.slice(-k)]);
      for (const table of [fit.smoothed, fit.filtered, fit.transition]) {
        for (let at = 0; at < table.length; at += k) {
          expect(table.slice(at, at + k).reduce((total, value) => total + value, 0)).toBeCloseTo(1, 9);
        }
      }
    }
  });

  test('refuses what it cannot answer', () => {
    const series = switching(100, 3);
    expect(() => hiddenMarkov(series, 1)).toThrow(RangeError);
    expect(() => hiddenMarkov(series.slice(0, 9), 2)).toThrow(RangeError);
    expect(() => hiddenMarkov(new Float64Array(50).fill(3), 2)).toThrow(RangeError);
    expect(() => switchingAutoregression(series, { states: 1 })).toThrow(RangeError);
    expect(() => switchingAutoregression(series, { switchingMean: false })).toThrow(RangeError);
    expect(() => switchingAutoregression(series, { states: 4, lags: 6 })).toThrow(RangeError);
    expect(() => switchingAutoregression(series.map((value, t) => (t === 4 ? NaN : value)))).toThrow(RangeError);
  });
});
