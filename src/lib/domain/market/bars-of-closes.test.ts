import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '../instruments';
import { currencyCode } from '../money';
import { barsOfCloses } from './bars-of-closes';
import type { PriceBars } from './price-bars';
import { splitAdjusted, type PriceSeries } from './series';

const identity: Omit<PriceSeries, 'days' | 'values' | 'revision'> = {
  ...{ instrument: instrumentId('A'), currency: currencyCode('USD') },
  ...{ adjustment: 'none', quoteUnit: 'currency', source: 'test' }
};
const series = (values: readonly number[], over: Partial<PriceSeries> = {}): PriceSeries => ({
  ...{ ...identity, revision: 1, days: Int32Array.from(values, (_, at) => 100 + at) },
  ...{ values: Float64Array.from(values), ...over }
});
const barsOn = (days: readonly number[], high: readonly number[], over: Partial<PriceBars> = {}): PriceBars => {
  const blank = (): Float64Array => new Float64Array(days.length).fill(NaN);
  return {
    ...{ ...identity, days: Int32Array.from(days), close: blank(), open: blank(), low: blank() },
    ...{ high: Float64Array.from(high), volume: blank(), ...over }
  };
};

describe('bars of closes', () => {
  test('stand on the days of the closes; what is never known is absent', () => {
    const found = barsOfCloses(series([1, 2, 3]), barsOn([99, 101, 200], [8, 9, 7]), []);
    expect(found).toEqual({ close: Float64Array.of(1, 2, 3), high: Float64Array.of(NaN, 9, NaN) });
  });

  test('a split of two for one halves earlier prices and doubles earlier volumes, once', () => {
    const split = { day: 101, numerator: 2, denominator: 1 };
    const given = barsOn([100, 101], [12, 6], { volume: Float64Array.of(50, 90) });
    const found = barsOfCloses(series([10, 5]), given, [split, split]);
    expect([...found.close, ...(found.high ?? []), ...(found.volume ?? [])]).toEqual([5, 5, 6, 6, 100, 90]);
    const adjusted = { adjustment: 'splits' } as const;
    const same = barsOfCloses(series([5, 5], adjusted), { ...given, ...adjusted }, [split]);
    expect([...(same.high ?? [])]).toEqual([12, 6]);
  });

  test('bars of another adjustment, currency or unit say nothing of the closes', () => {
    const pence = barsOn([100, 101], [900, 901], { quoteUnit: 'hundredth' });
    expect(barsOfCloses(series([9, 9]), pence, [])).toEqual({ close: Float64Array.of(9, 9) });
  });

  test('property: closes are those of splitAdjusted, and turnover does not change', () => {
    const split = fc.record({
      day: fc.integer({ min: 99, max: 112 }),
      numerator: fc.integer({ min: 1, max: 7 }),
      denominator: fc.integer({ min: 1, max: 7 })
    });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }),
        fc.array(split, { maxLength: 3 }),
        (values, splits) => {
          const closes = series(values);
          const { days } = closes;
          const volume = Float64Array.from(values, (value) => 1000 - value);
          const found = barsOfCloses(closes, barsOn([...days], values, { volume }), splits);
          splitAdjusted(closes, splits).values.forEach((value, at) => {
            expect(found.close[at]).toBeCloseTo(value, 9);
            expect((found.high?.[at] ?? NaN) * (found.volume?.[at] ?? NaN)).toBeCloseTo(values[at] * volume[at], 5);
          });
        }
      )
    );
  });
});
