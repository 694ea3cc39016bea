import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { tailEstimator, tailMethods, tailRisk, tailSample } from './index';
import type { TailMethod, TailSpec } from './tail-risk';

const seeds = fc.integer({ min: 1, max: 1e6 });
const specOf = (method: TailMethod): TailSpec => ({ method, ...(method === 'monte-carlo' && { draws: 2000 }) });

/** Returns whose tails are heavier than the normal law's: a normal draw over a root of a mean of squares. */
function heavyReturns(seed: number, rows: number, columns: number) {
  const random = randomStream(seed);
  const draw = (): number => {
    const normals = Array.from({ length: 6 }, () => random.normal());
    return (0.01 * random.normal()) / Math.sqrt(normals.reduce((sum, one) => sum + one * one, 0) / 6);
  };
  const values = Float64Array.from({ length: rows * columns }, () => 0.0004 + draw());
  const weights = Float64Array.from({ length: columns }, () => 0.1 + random.uniform());
  return { returns: { values, rows, columns }, weights };
}

/** Methods that are searched for their parameters are equal to the search's tolerance, the others to rounding. */
const tolerance = (method: TailMethod): number =>
  method === 'filtered-garch' ? 2e-3 : method === 'student-t' || method === 'extreme-value' ? 1e-5 : 1e-9;

describe('value at risk and expected shortfall', () => {
  test.each(tailMethods)('%s: positively homogeneous, translation equivariant, shortfall no less', (method) => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.2, max: 5, noNaN: true }), (seed, scale) => {
        const { returns, weights } = heavyReturns(seed, 400, 3);
        const request = { confidence: 0.97, horizon: 1 };
        const spec = specOf(method);
        const found = tailRisk(tailSample(returns, weights), request, spec);
        expect(found.expectedShortfall).toBeGreaterThanOrEqual(found.valueAtRisk - 1e-12);
        const scaled = tailRisk(
          tailSample(
            returns,
            weights.map((one) => scale * one)
          ),
          request,
          spec
        );
        const near = (a: number, b: number) =>
          expect(Math.abs(a - b), `${a} ${b}`).toBeLessThan(tolerance(method) * found.expectedShortfall);
        near(scaled.valueAtRisk / scale, found.valueAtRisk);
        near(scaled.expectedShortfall / scale, found.expectedShortfall);
        const total = weights.reduce((sum, one) => sum + one, 0);
        const moved = { ...returns, values: returns.values.map((value) => value + 0.002 / total) };
        const shifted = tailRisk(tailSample(moved, weights), request, spec);
        near(shifted.valueAtRisk + 0.002, found.valueAtRisk);
        near(shifted.expectedShortfall + 0.002, found.expectedShortfall);
      }),
      { numRuns: 12 }
    );
  });

  test.each(tailMethods)('%s: more confidence is no less risk, and instruments may stand in any order', (method) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { returns, weights } = heavyReturns(seed, 400, 3);
        const spec = specOf(method);
        const sample = tailSample(returns, weights);
        const [low, high] = [0.95, 0.99].map((confidence) => tailRisk(sample, { confidence, horizon: 1 }, spec));
        expect(high.valueAtRisk).toBeGreaterThanOrEqual(low.valueAtRisk);
        const order = [2, 0, 1];
        const turned = returns.values.map((_, at) => returns.values[Math.floor(at / 3) * 3 + order[at % 3]]);
        const other = tailRisk(
          tailSample(
            { ...returns, values: turned },
            Float64Array.from(order, (j) => weights[j])
          ),
          { confidence: 0.95, horizon: 1 },
          spec
        );
        // The draws of a simulation belong to places: another order is another sample of the same law.
        const room = method === 'monte-carlo' ? 0.25 : tolerance(method);
        expect(Math.abs(other.valueAtRisk - low.valueAtRisk)).toBeLessThan(room * low.expectedShortfall);
      }),
      { numRuns: 8 }
    );
  });

  test.each(tailMethods)('%s: over ten periods between the risk of one and ten times it, and says how', (method) => {
    const { returns, weights } = heavyReturns(77, 1000, 3);
    const sample = tailSample(returns, weights);
    const one = tailRisk(sample, { confidence: 0.95, horizon: 1 }, specOf(method));
    const ten = tailRisk(sample, { confidence: 0.95, horizon: 10 }, specOf(method));
    expect(one.horizonRule).toBe('one-period');
    expect(ten.horizonRule).not.toBe('one-period');
    expect(ten.valueAtRisk).toBeGreaterThan(1.5 * one.valueAtRisk);
    expect(ten.valueAtRisk).toBeLessThan(6 * one.valueAtRisk);
  });

  test('the same seed gives the same bits', () => {
    const { returns, weights } = heavyReturns(5, 300, 2);
    const sample = tailSample(returns, weights);
    for (const method of ['monte-carlo', 'filtered-ewma', 'filtered-garch'] as const) {
      const run = (seed: number) => tailRisk(sample, { confidence: 0.95, horizon: 5 }, { method, seed }).valueAtRisk;
      expect(run(4)).toBe(run(4));
      expect(run(4)).not.toBe(run(5));
    }
  });

  test('Student draws of a simulation have the tail of the fitted law', () => {
    const { returns } = heavyReturns(9, 2000, 1);
    const sample = tailSample(returns, Float64Array.of(1));
    const request = { confidence: 0.99, horizon: 1 };
    const fitted = tailRisk(sample, request, { method: 'student-t' });
    const drawn = tailRisk(sample, request, { method: 'monte-carlo', law: 'student-t', draws: 40_000 });
    expect(Math.abs(drawn.valueAtRisk / fitted.valueAtRisk - 1)).toBeLessThan(0.12);
  });

  // The spread of estimates over many samples is what a standard error stands for.
  test.each(['historical', 'normal', 'student-t', 'cornish-fisher', 'extreme-value'] as const)(
    '%s: standard errors are those of repeated samples',
    (method) => {
      const found = Array.from({ length: 120 }, (_, k) => {
        const random = randomStream(1000 + k);
        const series = Float64Array.from({ length: 1500 }, () => {
          const squares = Array.from({ length: 20 }, () => random.normal() ** 2).reduce((sum, one) => sum + one, 0);
          return (0.01 * random.normal()) / Math.sqrt(squares / 20);
        });
        const sample = tailSample({ values: series, rows: 1500, columns: 1 }, Float64Array.of(1));
        return tailRisk(sample, { confidence: 0.975, horizon: 1 }, { method });
      });
      const spreadOf = (part: (one: (typeof found)[number]) => number): number => {
        const values = found.map(part);
        const centre = values.reduce((sum, one) => sum + one, 0) / values.length;
        return Math.sqrt(values.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (values.length - 1));
      };
      const meanOf = (part: (one: (typeof found)[number]) => number | undefined): number =>
        found.reduce((sum, one) => sum + (part(one) ?? NaN), 0) / found.length;
      const ratio = spreadOf((one) => one.valueAtRisk) / meanOf((one) => one.valueAtRiskError);
      // Tails are a little heavier than the normal law's: its own error believes in it.
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.3);
      const shortfall = spreadOf((one) => one.expectedShortfall) / meanOf((one) => one.expectedShortfallError);
      expect(shortfall).toBeGreaterThan(0.7);
      expect(shortfall).toBeLessThan(1.4);
    }
  );

  test('refuses what it cannot answer', () => {
    const { returns, weights } = heavyReturns(1, 100, 2);
    const sample = tailSample(returns, weights);
    const normal = { method: 'normal' } as const;
    expect(() => tailRisk(sample, { confidence: 1, horizon: 1 }, normal)).toThrow(RangeError);
    expect(() => tailRisk(sample, { confidence: 0.95, horizon: 0 }, normal)).toThrow(RangeError);
    expect(() => tailRisk(sample, { confidence: 0.95, horizon: 1 }, { method: 'extreme-value' })).toThrow(
      'at least 200'
    );
    expect(() => tailRisk(sample, { confidence: 0.95, horizon: 90 }, { method: 'historical' })).toThrow('at least 20');
    expect(() => tailEstimator('none' as TailMethod)).toThrow(RangeError);
    const holed = tailSample({ ...returns, values: returns.values.with(3, NaN) }, weights);
    expect(() => tailRisk(holed, { confidence: 0.95, horizon: 1 }, normal)).toThrow('return 1 is NaN');
  });

  test('doubts: few outcomes, an expansion that is no distribution, an infinite mean', () => {
    const calm = Float64Array.from({ length: 260 }, (_, t) => 0.001 * Math.sin(1.7 * t));
    const few = tailRisk(
      tailSample({ values: calm, rows: 260, columns: 1 }, Float64Array.of(1)),
      { confidence: 0.99, horizon: 1 },
      { method: 'historical' }
    );
    expect(few.doubts).toContain('few-beyond');
    const crash = Float64Array.from(calm);
    crash[100] = -0.2;
    const sample = tailSample({ values: crash, rows: 260, columns: 1 }, Float64Array.of(1));
    const request = { confidence: 0.95, horizon: 1 };
    expect(tailRisk(sample, request, { method: 'cornish-fisher' }).doubts).toContain('outside-domain');
    const wild = Float64Array.from(
      { length: 400 },
      (_, t) => -1e-3 * Math.expm1(t < 360 ? (t % 7) / 100 : ((t - 359) / 8) ** 1.6)
    );
    const heavy = tailRisk(tailSample({ values: wild, rows: 400, columns: 1 }, Float64Array.of(1)), request, {
      method: 'extreme-value'
    });
    expect(heavy.parameters.shape).toBeGreaterThan(1);
    expect(heavy.doubts).toContain('infinite-mean');
    expect(heavy.expectedShortfall).toBe(Infinity);
  });
});
