import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { momentsByRegime, regimePath, regimesOf } from './index';

/** Two regimes as a market has them: a calm one that rises and a turbulent one that falls. */
function market(rows: number, seed: number): { days: Int32Array; returns: Float64Array; truth: Int32Array } {
  const random = randomStream(seed);
  const truth = new Int32Array(rows);
  const returns = new Float64Array(rows);
  for (let t = 0, state = 0; t < rows; t++) {
    if (random.uniform() < (state === 0 ? 0.01 : 0.04)) state = 1 - state;
    truth[t] = state;
    returns[t] = state === 0 ? 0.001 + 0.006 * random.normal() : -0.003 + 0.022 * random.normal();
  }
  return { days: Int32Array.from({ length: rows }, (_, t) => 18_000 + t), returns, truth };
}

describe('regimes of a return series', () => {
  test('those that made the series are found again', () => {
    for (const seed of [1, 2, 3]) {
      const { days, returns, truth } = market(3_000, seed);
      const found = regimesOf(days, returns);
      const right = found.path.filter((state, t) => state === truth[t]).length;
      expect(right / truth.length).toBeGreaterThan(0.95);
      expect(found.volatilities[0]).toBeCloseTo(0.006, 3);
      expect(found.volatilities[1]).toBeCloseTo(0.022, 2);
      expect(found.expectedDurations[0]).toBeGreaterThan(40);
      expect(found.labels.map(({ volatility }) => volatility)).toEqual(['calm', 'turbulent']);
      expect(found.labels[0]?.direction).toBe('rising');
    }
  });

  test('BIC finds as many regimes as there are, and the same seed the same figures', () => {
    const { days, returns } = market(3_000, 4);
    const found = regimesOf(days, returns, { states: 'bic' });
    expect(found.states).toBe(2);
    expect(found).toEqual(regimesOf(days, returns, { states: 2 }));
  });

  test('probabilities add up to 1, shift and scale change units alone', () => {
    const { days, returns } = market(500, 5);
    const found = regimesOf(days, returns, { starts: 2 });
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 100, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (by, off) => {
          const other = regimesOf(
            days,
            returns.map((value) => by * value + off),
            { starts: 2 }
          );
          for (const [at, value] of found.probabilities.entries()) {
            expect(other.probabilities[at]).toBeCloseTo(value, 3);
          }
          for (const [i, value] of found.volatilities.entries())
            expect((other.volatilities[i] ?? NaN) / by / value).toBeCloseTo(1, 4);
        }
      ),
      { numRuns: 5 }
    );
    for (const table of [found.probabilities, found.filtered, found.transition, found.next, found.longRunShares]) {
      for (let at = 0; at < table.length; at += 2)
        expect((table[at] ?? NaN) + (table[at + 1] ?? NaN)).toBeCloseTo(1, 12);
    }
  });

  test('a missing return leaves its day to its neighbours', () => {
    const { days, returns, truth } = market(2_000, 6);
    const holed = returns.map((value, t) => (t % 10 === 3 ? NaN : value));
    const found = regimesOf(days, holed);
    const missing = Array.from(found.path).filter((_, t) => t % 10 === 3);
    const right = missing.filter((state, at) => state === truth[at * 10 + 3]).length;
    expect(right / missing.length).toBeGreaterThan(0.9);
  });

  test('refuses what it cannot answer', () => {
    const { days, returns } = market(100, 7);
    expect(() => regimesOf(days.slice(1), returns)).toThrow(RangeError);
    expect(() => regimesOf(days, returns, { states: 1 })).toThrow(RangeError);
    expect(() => regimesOf(days.slice(0, 5), returns.slice(0, 5))).toThrow(RangeError);
    expect(() => regimesOf(days, new Float64Array(100))).toThrow(RangeError);
  });
});

test('moments by regime make the moments of the whole', () => {
  const { days, returns } = market(400, 8);
  const random = randomStream(9);
  const values = Float64Array.from({ length: 800 }, (_, at) =>
    at % 2 === 0 ? (returns[at / 2] ?? NaN) : 0.01 * random.normal() + 0.5 * (returns[(at - 1) / 2] ?? NaN)
  );
  const parts = momentsByRegime(regimesOf(days, returns), { values, rows: 400, columns: 2 });
  expect(parts.reduce((total, { days: count }) => total + count, 0)).toBeCloseTo(400, 9);
  const mean = [0, 1].map((j) => parts.reduce((total, part) => total + (part.days / 400) * (part.means[j] ?? NaN), 0));
  for (const [i, j] of [
    [0, 0],
    [0, 1],
    [1, 1]
  ] as const) {
    const within = parts.reduce((total, part) => {
      const apart = ((part.means[i] ?? NaN) - (mean[i] ?? NaN)) * ((part.means[j] ?? NaN) - (mean[j] ?? NaN));
      return total + (part.days / 400) * ((part.covariance[i * 2 + j] ?? NaN) + apart);
    }, 0);
    let whole = 0;
    for (let t = 0; t < 400; t++) {
      whole +=
        (((values[t * 2 + i] ?? NaN) - (mean[i] ?? NaN)) * ((values[t * 2 + j] ?? NaN) - (mean[j] ?? NaN))) / 400;
    }
    expect(within / whole).toBeCloseTo(1, 10);
  }
  for (const part of parts) {
    expect(part.effectiveDays).toBeGreaterThanOrEqual(part.days - 1e-9);
    expect(part.effectiveDays).toBeLessThanOrEqual(400);
  }
});

test('drawn paths stay in each regime as long as the chain says', () => {
  const { days, returns } = market(2_000, 10);
  const found = regimesOf(days, returns);
  const path = regimePath(found, 200_000, randomStream(11));
  const share = path.filter((state) => state === 1).length / path.length;
  // Five standard errors of a share of a chain that stays about 80 days in a pair of regimes.
  expect(Math.abs(share - (found.longRunShares[1] ?? NaN))).toBeLessThan(5 * Math.sqrt((0.25 * 160) / path.length));
  expect(regimePath(found, 0, randomStream(1)).length).toBe(0);
});
