import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { macroSeriesId, realSeries, type MacroSeries } from '$lib/domain/market';
import { instrumentId } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { meanRate, realLevels } from './real-index';

const prices = (days: readonly number[], values: readonly number[]): MacroSeries => ({
  ...{ id: macroSeriesId('cpi'), title: 'Consumer prices', topic: 'consumer-prices', unit: 'index' },
  ...{ frequency: 'monthly', area: 'US', source: 'test' },
  days: Int32Array.from(days),
  values: Float64Array.from(values)
});

describe('real levels', () => {
  test('a real return is the nominal growth over that of prices; days out of reach are left out', () => {
    const levels = { days: Int32Array.of(9, 10, 375, 376), index: Float64Array.of(1, 1, 1.1, 9) };
    const { levels: real, deflation } = realLevels(levels, prices([10, 375], [200, 204]));
    expect([...real.days]).toEqual([10, 375]);
    expect(real.index[1] / real.index[0]).toBeCloseTo(1.1 / 1.02, 12);
    expect(deflation).toMatchObject({ area: 'US', leftOut: 2, lastDay: 375 });
    expect(deflation.inflation).toBeCloseTo(1.02 ** (365.25 / 365) - 1, 12);
  });

  test('a benchmark that begins later stays absent before', () => {
    const levels = { days: Int32Array.of(0, 1), index: Float64Array.of(1, 1), benchmark: Float64Array.of(NaN, 2) };
    expect(realLevels(levels, prices([0, 1], [1, 2])).levels.benchmark).toEqual(Float64Array.of(NaN, 1));
  });

  test('prices that are not positive deflate nothing', () => {
    expect(() => realLevels({ days: new Int32Array(1), index: new Float64Array(1) }, prices([0], [0]))).toThrow(
      RangeError
    );
  });

  test('property: returns are those of realSeries, and prices that do not move change nothing', () => {
    const level = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 2, maxLength: 30 }),
        fc.array(level, { minLength: 2, maxLength: 4 }),
        (values, moved) => {
          const days = Int32Array.from(values, (_, at) => at);
          const index = Float64Array.from(values);
          const consumer = prices(
            moved.map((_, at) => at * 9),
            moved
          );
          const found = realLevels({ days, index }, consumer).levels;
          const series = { instrument: instrumentId('A'), currency: currencyCode('USD'), adjustment: 'none' } as const;
          const wanted = realSeries(
            { ...series, quoteUnit: 'currency', source: '', revision: 1, days, values: index },
            consumer,
            0
          );
          expect([...found.days]).toEqual([...wanted.days]);
          found.index.forEach((value, at) => expect(value).toBeCloseTo(wanted.values[at], 9));
          const still = realLevels({ days, index }, prices([0, 100], [3, 3])).levels;
          expect(still.index).toEqual(index);
        }
      )
    );
  });
});

describe('mean rate', () => {
  test('compounds the rate known before each day by the days it stood', () => {
    const rates = { days: Int32Array.of(0, 100), values: Float64Array.of(0.02, 0.05) };
    const days = Int32Array.of(0, 100, 400);
    expect(meanRate(days, rates)).toBeCloseTo((1.02 ** 100 * 1.05 ** 300) ** (1 / 400) - 1, 12);
    expect(meanRate(Int32Array.of(-1, 50), rates)).toBeNaN();
  });
});
