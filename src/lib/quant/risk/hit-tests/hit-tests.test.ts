import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialQuantile } from '$lib/math/distributions';
import { randomStream } from '$lib/math/random';
import type { TailSpec } from '../value-at-risk';
import { hitReport, rollingForecasts, shortfallTest, trafficLight, unconditionalCoverage, zoneOf } from './index';

type World = 'normal' | 'student' | 'garch';

/** Simulated returns of a world: normal, Student's t with 4 degrees of freedom, or GARCH(1,1) with normal shocks. */
function world(kind: World, seed: number, length: number): Float64Array {
  const random = randomStream(seed);
  const [omega, alpha, beta] = [1e-6, 0.1, 0.88];
  let variance = omega / (1 - alpha - beta);
  return Float64Array.from({ length }, () => {
    const normal = random.normal();
    if (kind === 'normal') return 0.0003 + 0.01 * normal;
    if (kind === 'student') {
      const squares = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
      return 0.0003 + (0.007 * normal) / Math.sqrt(squares / 4);
    }
    const error = Math.sqrt(variance) * normal;
    variance = omega + alpha * error * error + beta * variance;
    return error;
  });
}

const [WINDOW, DAYS, SEEDS] = [1000, 250, 24];

const right: [World, TailSpec, number][] = [
  ['normal', { method: 'normal' }, 0.95],
  ['normal', { method: 'normal' }, 0.99],
  ['normal', { method: 'historical' }, 0.95],
  ['normal', { method: 'cornish-fisher' }, 0.95],
  ['normal', { method: 'monte-carlo', draws: 4000 }, 0.95],
  ['student', { method: 'student-t' }, 0.95],
  ['student', { method: 'student-t' }, 0.99],
  ['student', { method: 'historical' }, 0.99],
  ['student', { method: 'extreme-value' }, 0.99],
  ['garch', { method: 'filtered-garch' }, 0.95],
  ['garch', { method: 'filtered-garch' }, 0.99],
  ['garch', { method: 'filtered-ewma' }, 0.95]
];

describe('hit rates of simulated data', () => {
  test.each(right)('%s world, %o at %d: within the binomial bands over 24 seeds', (kind, tail, confidence) => {
    const share = 1 - confidence;
    let [total, outside] = [0, 0];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { hits, band } = hitReport(
        rollingForecasts(world(kind, seed, WINDOW + DAYS), { tail, confidence, window: WINDOW }),
        share
      );
      total += hits;
      if (hits < band.fewest || hits > band.most) outside += 1;
    }
    const all = SEEDS * DAYS;
    // Of all days together with probability 0.999; of single seeds no more fail than 0.999 of right forecasts would.
    expect(total).toBeGreaterThanOrEqual(binomialQuantile(0.0005, all, share));
    expect(total).toBeLessThanOrEqual(binomialQuantile(0.9995, all, share));
    expect(outside).toBeLessThanOrEqual(binomialQuantile(0.999, SEEDS, 0.05));
  });

  test('a normal law is caught where tails are heavy', () => {
    let total = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const series = world('student', seed, WINDOW + DAYS);
      total += hitReport(
        rollingForecasts(series, { tail: { method: 'normal' }, confidence: 0.995, window: WINDOW }),
        0.005
      ).hits;
    }
    expect(unconditionalCoverage(total, SEEDS * DAYS, 0.005).pValue).toBeLessThan(1e-6);
  });

  test('hits that follow each other are caught where the method is blind to volatility', () => {
    const rejected = (tail: TailSpec): number =>
      Array.from({ length: 10 }, (_, k) => world('garch', 500 + k, 1800)).filter((series) => {
        const forecasts = rollingForecasts(series, { tail, confidence: 0.95, window: 500 });
        return hitReport(forecasts, 0.05).conditional.pValue < 0.05;
      }).length;
    expect(rejected({ method: 'historical' })).toBeGreaterThan(2 * rejected({ method: 'filtered-garch' }));
  });
});

test('a later return changes no forecast before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 300, max: 449 }), (seed, from) => {
      const series = world('student', seed, 450);
      const changed = series.map((value, t) => (t < from ? value : -value));
      for (const method of ['historical', 'filtered-garch', 'student-t'] as const) {
        const spec = { tail: { method }, confidence: 0.95, window: 280 };
        const [one, other] = [series, changed].map((values) => rollingForecasts(values, spec).valueAtRisk);
        // The forecast of day `from` itself rests on the days before it.
        expect(other.slice(0, from - 280 + 1)).toEqual(one.slice(0, from - 280 + 1));
      }
    }),
    { numRuns: 5 }
  );
});

test('zones of any number of days, in order', () => {
  for (const [days, tail] of [
    [100, 0.05],
    [500, 0.01],
    [1000, 0.025],
    [10, 0.01]
  ] as const) {
    const light = trafficLight(days, tail);
    expect(light.yellowFrom).toBeLessThanOrEqual(light.redFrom);
    expect(zoneOf(0, light)).toBe(light.yellowFrom === 0 ? 'yellow' : 'green');
    expect(zoneOf(days + 1, light)).toBe('red');
  }
});

test('the test of shortfall is near zero for a right one, and rejects half of it', () => {
  const series = world('student', 3, 4000);
  const forecasts = rollingForecasts(series, { tail: { method: 'student-t' }, confidence: 0.975, window: 1000 });
  expect(Math.abs(shortfallTest(forecasts, 0.025).statistic)).toBeLessThan(0.35);
  const halved = { ...forecasts, expectedShortfall: forecasts.expectedShortfall.map((one) => one / 2) };
  expect(shortfallTest(halved, 0.025).rejected).toBe(true);
  const zero = { ...forecasts, expectedShortfall: new Float64Array(forecasts.returns.length) };
  expect(shortfallTest(zero, 0.025).statistic).toBeNaN();
});

test('the test of shortfall by hand: 1 - (3 / 2 + 2 / 2) / (8 x 0.25)', () => {
  const forecasts = {
    returns: Float64Array.of(1, -3, 1, 1, -2, 1, 1, 1),
    hits: Uint8Array.of(0, 1, 0, 0, 1, 0, 0, 0),
    expectedShortfall: new Float64Array(8).fill(2)
  };
  expect(shortfallTest(forecasts, 0.25).statistic).toBeCloseTo(-0.25, 15);
});

test('refuses what leaves nothing to forecast', () => {
  const series = world('normal', 1, 100);
  const spec = { tail: { method: 'normal' } as const, confidence: 0.95 };
  expect(() => rollingForecasts(series, { ...spec, window: 100 })).toThrow(RangeError);
  expect(() => rollingForecasts(series, { ...spec, window: 10 })).toThrow('at least 20');
  expect(() => unconditionalCoverage(5, 4, 0.01)).toThrow(RangeError);
  expect(() => unconditionalCoverage(1, 4, 0)).toThrow(RangeError);
});
