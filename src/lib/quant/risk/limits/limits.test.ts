import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concentration } from '../concentration';
import { daysToSell } from '../liquidity';
import { relativeRisk } from '../relative-risk';
import { knownLimits, limitUses, type RiskLimit } from './index';

test('concentration: equal positions count as many as there are, one position as one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.01, max: 3, noNaN: true }), (n, size) => {
      const { index, effectiveNumber, cumulative } = concentration(new Float64Array(n).fill(size));
      expect(index).toBeCloseTo(1 / n, 12);
      expect(effectiveNumber).toBeCloseTo(n, 9);
      expect(cumulative[n - 1]).toBeCloseTo(1, 12);
    })
  );
  expect(concentration([0.5, 0, 0]).effectiveNumber).toBe(1);
  expect(concentration([]).index).toBeNaN();
  const { order, cumulative } = concentration([0.1, -0.6, 0.3]);
  expect(Array.from(order)).toEqual([1, 2, 0]);
  expect(cumulative[0]).toBeCloseTo(0.6, 15);
});

test('days to sell by hand: 1,000 at a fifth of 250 a day are 20 days', () => {
  const { days, longest, knownShare, soldAfter } = daysToSell(
    [{ quantity: 1000, dailyVolume: 250 }, { quantity: 10, dailyVolume: 500 }, { quantity: 5 }],
    [6000, 3000, 1000],
    0.2
  );
  expect(days).toEqual([20, 0.1, undefined]);
  expect(longest).toBe(20);
  expect(knownShare).toBeCloseTo(0.9, 15);
  expect(soldAfter(1)).toBeCloseTo(0.6 / 20 + 0.3, 15);
  expect(soldAfter(100)).toBeCloseTo(0.9, 15);
  expect(daysToSell([{ quantity: 1 }], [1], 0.1).longest).toBeUndefined();
  expect(() => daysToSell([{ quantity: 1, dailyVolume: 0 }], [1], 0.1)).toThrow(RangeError);
  expect(() => daysToSell([], [], 0)).toThrow(RangeError);
});

test('limits: use, headroom and state', () => {
  const limits: RiskLimit[] = [
    { id: 'a', kind: 'volatility', limit: 0.2 },
    { id: 'b', kind: 'position', limit: 0.1, of: 'x' },
    { id: 'c', kind: 'effective-number', limit: 8 },
    { id: 'd', kind: 'beta', limit: 1.2 },
    { id: 'e', kind: 'value-at-risk', limit: 0.02 },
    { id: 'f', kind: 'tracking-error', limit: 0.05 }
  ];
  const figures: Record<string, number | undefined> = { a: 0.1, b: 0.15, c: 9, d: undefined, e: -0.01, f: 0.05 };
  const uses = limitUses(limits, ({ id }) => figures[id]);
  expect(uses.map(({ state }) => state)).toEqual(['within', 'over', 'near', 'unmeasured', 'within', 'near']);
  expect(uses[0].use).toBe(0.5);
  expect(uses[1].headroom).toBeCloseTo(-0.05, 15);
  expect(uses[2].use).toBeCloseTo(8 / 9, 15);
  expect(uses[4].use).toBe(0);
  expect(() => limitUses([{ id: 'z', kind: 'beta', limit: 0 }], () => 1)).toThrow(RangeError);
});

test('kept limits are read back; what is not understood is left out', () => {
  const limits: RiskLimit[] = [
    { id: 'a', kind: 'volatility', limit: 0.2 },
    { id: 'b', kind: 'group', limit: 0.4, of: 'Technology' }
  ];
  expect(knownLimits(JSON.parse(JSON.stringify(limits)))).toEqual(limits);
  expect(knownLimits([{ id: 'c', kind: 'none', limit: 1 }, { id: 'd', kind: 'beta', limit: -1 }, null, 'x'])).toEqual(
    []
  );
  expect(knownLimits({ id: 'a' })).toEqual([]);
});

test('beta and tracking error: twice the benchmark plus nothing', () => {
  const benchmark = Float64Array.from({ length: 40 }, (_, t) => 0.01 * Math.sin(t));
  const series = benchmark.map((value) => 2 * value);
  const found = relativeRisk(series, benchmark.with(3, NaN));
  expect(found?.rows).toBe(39);
  expect(found?.beta).toBeCloseTo(2, 12);
  const same = relativeRisk(series, series);
  expect(same?.trackingError).toBe(0);
  expect(relativeRisk(series.slice(0, 10), benchmark.slice(0, 10))).toBeUndefined();
  expect(() => relativeRisk(series, benchmark.slice(1))).toThrow(RangeError);
});
