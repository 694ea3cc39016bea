import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import { regressionBetas } from './regression-betas';

const cases = fc.record({
  rows: fc.integer({ min: 3, max: 60 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  slope: fc.double({ min: -3, max: 3, noNaN: true }),
  level: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
  gap: fc.boolean()
});

describe('betas to a series', () => {
  it('are the slope of a line without noise, 1 of the series itself and linear in the instruments, gaps left out', () => {
    fc.assert(
      fc.property(cases, ({ rows, seed, slope, level, gap }) => {
        const random = randomStream(seed);
        const series = Float64Array.from({ length: rows }, () => 0.01 * random.normal());
        const noise = Float64Array.from({ length: rows }, () => 0.01 * random.normal());
        const values = Float64Array.from({ length: rows * 4 }, (_, at) => {
          const t = Math.floor(at / 4);
          const [x, e] = [series[t] ?? 0, noise[t] ?? 0];
          return [x, level + slope * x, e, 0.3 * x + 0.7 * e][at % 4] ?? 0;
        });
        if (gap) series[0] = NaN;
        const betas = regressionBetas({ values, rows, columns: 4 }, series);
        if (!betas) {
          expect(gap && rows < 3).toBe(true);
          return;
        }
        expect(betas[0]).toBeCloseTo(1, 10);
        expect(betas[1]).toBeCloseTo(slope, 9);
        expect(betas[3]).toBeCloseTo(0.3 + 0.7 * (betas[2] ?? NaN), 9);
      })
    );
  });

  it('are none of a series that does not move, and a series of another length is refused', () => {
    const returns = { values: Float64Array.of(0.1, 0.2, 0.3), rows: 3, columns: 1 };
    expect(regressionBetas(returns, new Float64Array(3))).toBeUndefined();
    expect(regressionBetas(returns, Float64Array.of(NaN, NaN, 0.1))).toBeUndefined();
    expect(() => regressionBetas(returns, new Float64Array(2))).toThrow(RangeError);
  });
});
