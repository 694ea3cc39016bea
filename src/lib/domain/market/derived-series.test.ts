import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromText } from '../calendar';
import { instrumentId } from '../instruments';
import { currencyCode } from '../money';
import { realSeries } from './real-series';
import { rolledBars } from './rolled-bars';
import { splitAdjusted, type PriceSeries } from './series';
import { totalReturnSeries } from './total-return';

const dollar = currencyCode('USD');
const closes = (values: readonly number[], over: Partial<PriceSeries> = {}): PriceSeries => ({
  ...{ instrument: instrumentId('A'), currency: dollar, adjustment: 'none', quoteUnit: 'currency', source: 'test' },
  ...{ revision: 1, days: Int32Array.from(values, (_, at) => 100 + at), values: Float64Array.from(values), ...over }
});
const paid = (day: number, amount: number) => ({ day, amount, currency: dollar });

describe('total return', () => {
  test('of pence: dividends in pounds count a hundred times', () => {
    const { series } = totalReturnSeries(closes([200, 100], { quoteUnit: 'hundredth' }), [paid(101, 1)], []);
    expect([...series.values]).toEqual([100, 100]);
    expect(series.adjustment).toBe('total-return');
  });

  test('says which dividends are not in it', () => {
    const one = closes([10, 11, 12]);
    const euro = { day: 101, amount: 1, currency: currencyCode('EUR') };
    const { series, skipped } = totalReturnSeries(one, [euro, paid(100, 1), paid(200, 1), paid(90, 1)], []);
    expect(skipped).toEqual([
      { day: 101, reason: 'other-currency' },
      { day: 100, reason: 'before-the-series' },
      { day: 200, reason: 'no-close-near' },
      { day: 90, reason: 'before-the-series' }
    ]);
    expect(series.values).toEqual(one.values);
    const bond = totalReturnSeries(closes([99, 98], { quoteUnit: 'percent-of-par' }), [paid(101, 1)], []);
    expect(bond.skipped).toEqual([{ day: 101, reason: 'percent-of-par' }]);
  });

  test('property: splits and dividends are applied once, and raw and split-adjusted closes lead to the same', () => {
    const quotes = fc.array(fc.integer({ min: 100, max: 900 }), { minLength: 3, maxLength: 20 });
    const events = fc.array(fc.tuple(fc.integer({ min: 101, max: 119 }), fc.integer({ min: 1, max: 40 })), {
      maxLength: 4
    });
    const splitDays = fc.uniqueArray(fc.integer({ min: 101, max: 119 }), { maxLength: 2 });
    fc.assert(
      fc.property(quotes, events, splitDays, (values, dividends, days) => {
        const one = closes(values);
        const announced = dividends.map(([day, amount]) => paid(day, amount));
        const splits = days.map((day) => ({ day, numerator: 3, denominator: 2 }));
        const adjusted = splitAdjusted(one, splits);
        expect(splitAdjusted(adjusted, splits).values).toEqual(splits.length > 0 ? adjusted.values : one.values);
        expect(splitAdjusted(one, [...splits, ...splits]).values).toEqual(adjusted.values);
        const { series } = totalReturnSeries(one, announced, splits);
        expect(totalReturnSeries(series, announced, splits).series.values).toEqual(series.values);
        const again = totalReturnSeries(adjusted, announced, splits).series.values;
        again.forEach((value, at) => expect(value).toBeCloseTo(series.values[at] ?? NaN, 9));
        // The return of each day is (P f + D f) / P' - 1 of the raw closes.
        for (let at = 1; at < values.length; at++) {
          const day = one.days[at] ?? 0;
          const ratio = splits.some((split) => split.day === day) ? 1.5 : 1;
          const cash = announced.reduce((sum, each) => (each.day === day ? sum + each.amount : sum), 0);
          const wanted = (((one.values[at] ?? NaN) + cash) * ratio) / (one.values[at - 1] ?? NaN);
          expect((series.values[at] ?? NaN) / (series.values[at - 1] ?? NaN)).toBeCloseTo(wanted, 9);
        }
      })
    );
  });
});

describe('real closes', () => {
  const level = { days: Int32Array.of(100, 110), values: Float64Array.of(100, 110) };

  test('days that the level does not reach are left out; a base day must be reached', () => {
    const one = closes([50, 50, 50], { days: Int32Array.of(99, 105, 111) });
    const real = realSeries(one, level, 110);
    expect([[...real.days], [...real.values]]).toEqual([[105], [(50 * 110) / 105]]);
    expect(() => realSeries(one, level, 111)).toThrow(/do not reach/);
    expect(() => realSeries(one, { ...level, values: Float64Array.of(0, 1) }, 100)).toThrow(RangeError);
  });
});

describe('rollups', () => {
  test('closes alone roll up to the first, highest, lowest and last of them, weeks from Monday, also before 1970', () => {
    const days = Int32Array.from(['1969-12-26', '1969-12-29', '1969-12-31', '1970-01-04', '1970-01-05'], dayFromText);
    const weeks = rolledBars({ days, close: Float64Array.of(1, 4, 2, 3, 9) }, 'week');
    expect([...weeks.start]).toEqual(['1969-12-22', '1969-12-29', '1970-01-05'].map((text) => dayFromText(text)));
    expect([[...weeks.open], [...weeks.high], [...weeks.low], [...weeks.close], [...weeks.count]]).toEqual([
      [1, 4, 9],
      [1, 4, 9],
      [1, 2, 9],
      [1, 3, 9],
      [1, 3, 1]
    ]);
    expect([...weeks.volume]).toEqual([NaN, NaN, NaN]);
  });

  test('where a figure is not known the close of its day stands for it; known volumes add up', () => {
    const bars = rolledBars(
      {
        days: Int32Array.of(4, 5, 6),
        ...{ open: Float64Array.of(NaN, 8, 8), high: Float64Array.of(NaN, 12, NaN), low: Float64Array.of(9, NaN, NaN) },
        ...{ close: Float64Array.of(10, 11, 7), volume: Float64Array.of(NaN, 5, 6) }
      },
      'week'
    );
    expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0], bars.volume[0]]).toEqual([10, 12, 7, 7, 11]);
  });

  test('property: days of one are the bars themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 20 }), (values) => {
        const days = Int32Array.from(values, (_, at) => at * 3 - 20);
        const close = Float64Array.from(values);
        const same = rolledBars({ days, close }, 'day');
        expect([same.start, same.day, same.open, same.close]).toEqual([days, days, close, close]);
      })
    );
  });
});
