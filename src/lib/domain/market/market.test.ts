import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../instruments';
import { currencyCode } from '../money';
import { indexAtOrBefore, joinedSeries, panelFromSeries, splitAdjusted, type PriceSeries } from '.';

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

describe('closes joined across events', () => {
  const closes = (
    id: string,
    points: readonly (readonly [number, number])[],
    adjustment: PriceSeries['adjustment'] = 'none'
  ) => ({
    ...series(id, points),
    adjustment
  });
  const list = ({ series: { days, values } }: { series: PriceSeries }) =>
    Array.from(days, (day, at) => [day, values[at]]);

  it('divides by splits and stock dividends as before', () => {
    const one = closes('A', [
      [1, 100],
      [2, 102],
      [3, 51]
    ]);
    const split = { kind: 'units', day: 3, numerator: 2, denominator: 1 } as const;
    expect(list(joinedSeries(one, [split, split]))).toEqual([
      [1, 50],
      [2, 51],
      [3, 51]
    ]);
    expect(joinedSeries(one, [split]).series).toEqual(splitAdjusted(one, [split]));
    const joined = closes(
      'A',
      [
        [1, 50],
        [3, 51]
      ],
      'splits'
    );
    expect(joinedSeries(joined, [split]).series).toEqual(joined);
  });

  it('carries a successor on backwards by the series it succeeds', () => {
    const old = closes('OLD', [
      [1, 40],
      [2, 44]
    ]);
    const own = closes('NEW', [
      [3, 90],
      [5, 45]
    ]);
    // One new unit for two old ones, 4 in cash for each old unit: 44 is (44 - 4) * 2 = 80 of the new; then a split.
    const from = { instrument: old.instrument, numerator: 1, denominator: 2, series: old };
    const split = { kind: 'units', day: 5, numerator: 2, denominator: 1 } as const;
    const found = joinedSeries(own, [{ kind: 'succeeds', day: 3, from, cash: 4 }, split]);
    expect(found.gaps).toEqual([]);
    expect(list(found).map(([day, value]) => [day, Number(value?.toFixed(9))])).toEqual([
      [1, Number(((40 * 80) / 44 / 2).toFixed(9))],
      [2, 40],
      [3, 45],
      [5, 45]
    ]);
  });

  it('lowers the closes before a spin-off by its worth, each event by the quotes of its own day', () => {
    const parent = closes('P', [
      [1, 200],
      [2, 100],
      [3, 80],
      [6, 80],
      [7, 60]
    ]);
    const child = closes('C', [
      [3, 40],
      [7, 20]
    ]);
    const units = { instrument: child.instrument, numerator: 1, denominator: 2, series: child };
    const found = joinedSeries(parent, [
      { kind: 'gives-away', day: 7, cash: 20 },
      { kind: 'gives-away', day: 3, units }
    ]);
    // Day 3: (100 - 20) / 100; day 7: (80 - 20) / 80.
    const rounded = list(found).map(([day, value]) => [day, Number(value?.toFixed(9))]);
    expect(rounded).toEqual([
      [1, 120],
      [2, 60],
      [3, 60],
      [6, 60],
      [7, 60]
    ]);
  });

  it('says where the data do not suffice, and leaves out what does not compare', () => {
    const own = closes('NEW', [
      [3, 90],
      [4, 91]
    ]);
    const other = { instrument: instrumentId('X'), numerator: 1, denominator: 1 };
    const found = joinedSeries(own, [
      { kind: 'succeeds', day: 3, from: other },
      { kind: 'gives-away', day: 4, units: other }
    ]);
    expect(found.gaps.map(({ day, reason }) => [day, reason])).toEqual([
      [3, 'no-series'],
      [4, 'no-series']
    ]);
    expect(list(found)).toEqual([[4, 91]]);
    const euro = { ...closes('X', [[4, 10]]), currency: currencyCode('EUR') };
    const gift = { kind: 'gives-away', day: 4, units: { ...other, series: euro } } as const;
    expect(joinedSeries(own, [gift]).gaps[0]?.reason).toBe('other-currency');
    expect(joinedSeries(own, [{ kind: 'gives-away', day: 4, cash: 90 }]).gaps[0]?.reason).toBe('not-positive');
    const late = { ...other, series: closes('X', [[-40, 9]]) };
    expect(joinedSeries(own, [{ kind: 'succeeds', day: 3, from: late }]).gaps[0]?.reason).toBe('no-close-before');
  });

  it('makes up no return: the day of an event has that of what was kept, all other days have their own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1_000, max: 9_000 }), { minLength: 4, maxLength: 12 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (quotes, gift, numerator, denominator) => {
          const at = 2;
          const own = closes(
            'P',
            quotes.map((quote, t) => [t, quote] as const)
          );
          const child = closes('C', [[at, gift]]);
          const units = { instrument: child.instrument, numerator, denominator, series: child };
          const found = joinedSeries(own, [{ kind: 'gives-away', day: at, units }]);
          const worth = (gift * numerator) / denominator;
          const before = quotes[at - 1] ?? NaN;
          const [earlier, then] = [found.series.values[at - 1] ?? NaN, found.series.values[at] ?? NaN];
          expect(then / earlier).toBeCloseTo((quotes[at] ?? NaN) / (before - worth), 9);
          // Returns that no event touches stay.
          const first = found.series.values[0] ?? NaN;
          expect(earlier / first).toBeCloseTo(before / (quotes[0] ?? NaN), 9);
        }
      )
    );
  });
});
