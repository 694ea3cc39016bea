import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disagreements, seriesFindings } from './index';
import { changed, heavyWalk, plainContext } from './quality.fixture';

const one = heavyWalk(400, 11);
const scaled = (factor: number) => ({ ...one, values: one.values.map((value) => value * factor) });

describe('two sources', () => {
  test('that agree have no name', () => {
    const same = disagreements(one, one);
    expect([same.common, same.days.length, same.worst, same.name]).toEqual([400, 0, 0, undefined]);
  });

  test.each([
    [100, 'hundredths', undefined],
    [0.01, 'hundredths', undefined],
    [2, 'split', [2, 1]],
    [1 / 7, 'split', [1, 7]],
    [1e-6, 'power-of-ten', -6],
    [1.1318, 'scale', undefined]
  ])('a constant ratio of %s is named %s', (factor, name, of) => {
    const found = disagreements(scaled(factor), one);
    expect(found.name).toBe(name);
    expect(found.ratio).toBeCloseTo(factor, 9);
    expect(found.split ?? found.power).toEqual(of);
  });

  test('a ratio that changes on dividend days and ends at one is an adjustment', () => {
    const adjusted = changed(one, (values) => {
      for (let t = 0; t < 400; t++) values[t] *= 0.98 ** (4 - Math.floor(t / 80));
    });
    expect(disagreements(adjusted, one).name).toBe('adjustment');
  });

  test('single days are values, counted one by one', () => {
    const off = changed(one, (values) => {
      values[30] *= 1.02;
      values[90] *= 0.9;
      values[91] *= 1.004;
    });
    const found = disagreements(off, one);
    expect([...found.days]).toEqual([one.days[30], one.days[90]]);
    expect([found.name, found.worst]).toEqual(['values', expect.closeTo(0.1, 12)]);
    const { findings } = seriesFindings(off, plainContext(off, { opinions: [{ source: 'second', ...one }] }));
    expect(
      findings.filter(({ code }) => code === 'disagreement').map(({ count, facts }) => [count, facts.source])
    ).toEqual([[2, 'second']]);
  });

  test('turned round, days are the same and ratios inverse', () =>
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (factor) => {
        const there = disagreements(scaled(factor), one, 0.01);
        const back = disagreements(one, scaled(factor), 0.01);
        if (Math.abs(factor - 1) < 0.011) return;
        expect(back.days).toEqual(there.days);
        expect(back.ratio * there.ratio).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 }
    ));

  test('own trades tell pounds from pence', () => {
    const trades = { days: one.days.slice(10, 13), values: one.values.slice(10, 13) };
    const codes = (factor: number, some = trades) =>
      seriesFindings(scaled(factor), plainContext(one, { trades: some })).findings.map(({ code }) => code);
    expect(codes(100)).toEqual(['trade-differs']);
    expect(codes(0.01)).toEqual(['trade-differs']);
    expect(codes(1)).toEqual([]);
    expect(codes(100, { days: trades.days.slice(0, 1), values: trades.values.slice(0, 1) })).toEqual([]);
  });
});
