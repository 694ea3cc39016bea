import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../instruments';
import { currencyCode } from '../money';
import { indexAtOrBefore, panelFromSeries, type PriceSeries } from '.';

function series(id: string, points: readonly (readonly [number, number])[]): PriceSeries {
  return {
    instrument: instrumentId(id),
    currency: currencyCode('USD'),
    adjustment: 'none',
    quoteUnit: 'currency',
    source: 'test',
    revision: 1,
    days: Int32Array.from(points, ([day]) => day),
    values: Float64Array.from(points, ([, value]) => value)
  };
}

describe('a series', () => {
  it('is searched for the last day at or before another', () => {
    const days = fc.uniqueArray(fc.integer({ min: -50, max: 50 })).map((list) => Int32Array.from(list).sort());
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (list, day) => {
        expect(indexAtOrBefore(list, day)).toBe(Array.from(list).filter((one) => one <= day).length - 1);
      })
    );
  });
});

describe('a panel', () => {
  const listed = series('NEW', [
    [3, 30],
    [5, 50]
  ]);
  const old = series('OLD', [
    [-1, 9],
    [1, 10],
    [4, 40],
    [9, 90]
  ]);

  it('spans the union of the days, missing as NaN', () => {
    const panel = panelFromSeries([listed, old], { start: 1, end: 5 });
    expect([...panel.days]).toEqual([1, 3, 4, 5]);
    expect([...panel.values]).toEqual([NaN, 30, NaN, 50, 10, NaN, 40, NaN]);
    expect(panel.instruments).toEqual(['NEW', 'OLD']);
  });

  it('carries closes into gaps, neither before a listing nor past the last day of a series', () => {
    const panel = panelFromSeries([listed, old], { start: 0, end: 9 }, 'previous');
    expect([...panel.days]).toEqual([1, 3, 4, 5, 9]);
    expect([...panel.values]).toEqual([NaN, 30, 30, 50, NaN, 10, 10, 40, 40, 90]);
  });

  it('may be empty', () => {
    const panel = panelFromSeries([listed], { start: 6, end: 7 });
    expect([panel.days.length, panel.values.length]).toEqual([0, 0]);
  });
});
