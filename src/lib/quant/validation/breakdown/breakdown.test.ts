import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText, weekday } from '$lib/domain/calendar';
import { randomStream } from '$lib/math/random';
import {
  costSensitivity,
  minimumVarianceWeights,
  outOfSample,
  rebalancingDaySensitivity,
  resultsByCalendar,
  resultsByLabel,
  seriesFigures,
  startDateSensitivity,
  walkForwardSplits
} from '../index';

function noise(length: number, seed: number, drift = 0): Float64Array {
  const out = new Float64Array(length);
  randomStream(seed).fillNormal(out);
  return out.map((z) => drift + 0.01 * z);
}

describe('results by group', () => {
  it('the groups compound to the whole, whatever the labels', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (seed, length, kinds) => {
          const returns = noise(length, seed);
          const labels = Float64Array.from({ length }, (_, t) => (t * 7 + seed) % kinds);
          const { groups, unlabelled, trials } = resultsByLabel(returns, labels, 252, 12);
          const whole = seriesFigures(returns, 252);
          expect(groups.reduce((level, { totalReturn }) => level * (1 + totalReturn), 1) - 1).toBeCloseTo(
            whole.totalReturn,
            12
          );
          expect(groups.reduce((total, { share }) => total + share, 0)).toBeCloseTo(1, 12);
          expect(groups.reduce((total, { share, annualMean }) => total + share * annualMean, 0)).toBeCloseTo(
            whole.annualMean,
            12
          );
          expect([unlabelled, trials]).toEqual([0, 12]);
        }
      )
    );
  });

  it('a hand example by year, month and weekday; days without a label are in no group', () => {
    const dates = ['2023-12-28', '2023-12-29', '2024-01-02', '2024-01-03', '2024-12-30'].map(dayFromText);
    const returns = [0.01, -0.02, 0.03, 0, 0.05];
    const years = resultsByCalendar(returns, dates, 'year', 252);
    expect(years.groups.map(({ label, periods }) => [label, periods])).toEqual([
      [2023, 2],
      [2024, 3]
    ]);
    expect(years.groups[0].totalReturn).toBeCloseTo(1.01 * 0.98 - 1, 15);
    expect(years.groups[1].hitRate).toBeCloseTo(2 / 3, 15);
    const months = resultsByCalendar(returns, dates, 'month', 252);
    expect(months.groups.map(({ label, periods }) => [label, periods])).toEqual([
      [1, 2],
      [12, 3]
    ]);
    const week = resultsByCalendar(returns, dates, 'weekday', 252);
    expect(week.groups.map(({ label }) => label)).toEqual([...new Set(dates.map(weekday))].sort());
    expect(resultsByLabel(returns, [0, NaN, 0, NaN, 1], 252).unlabelled).toBe(2);
    expect(() => resultsByLabel(returns, [0], 252)).toThrow(RangeError);
  });
});

describe('costSensitivity', () => {
  it('at the break-even cost exactly the hurdle is left, and costs never help', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(0, 0.03, -0.05), (seed, hurdle) => {
        const returns = noise(300, seed, 0.002);
        const traded = noise(300, seed + 1).map((value) => (value > 0.005 ? 40 * value : 0));
        const input = { returns, traded, periodsPerYear: 252, hurdle };
        const { breakEven, points } = costSensitivity({ ...input, costs: [0, 0.001, 0.002] });
        if (breakEven > 0) {
          const [at] = costSensitivity({ ...input, costs: [breakEven] }).points;
          expect(at.totalReturn).toBeCloseTo(hurdle, 10);
        } else expect(points[0].totalReturn).toBeLessThanOrEqual(hurdle);
        points.slice(1).forEach(({ totalReturn }, k) => expect(totalReturn).toBeLessThanOrEqual(points[k].totalReturn));
      })
    );
  });

  it('a hand example, and the corners', () => {
    const base = { periodsPerYear: 2, costs: [0.01], trials: 5 };
    const one = costSensitivity({ ...base, returns: Float64Array.of(0.25, 0), traded: Float64Array.of(1, 0) });
    expect(one.breakEven).toBeCloseTo(0.2, 14);
    expect(one.points[0].totalReturn).toBeCloseTo(1.25 * 0.99 - 1, 15);
    expect([one.annualTraded, one.trials]).toEqual([1, 5]);
    const none = new Float64Array(2);
    expect(costSensitivity({ ...base, returns: Float64Array.of(0.1, 0), traded: none }).breakEven).toBe(Infinity);
    expect(costSensitivity({ ...base, returns: Float64Array.of(-0.1, 0), traded: none }).breakEven).toBe(0);
    expect(costSensitivity({ ...base, returns: Float64Array.of(-1, 0), traded: none }).breakEven).toBe(0);
    expect(() => costSensitivity({ ...base, returns: none, traded: Float64Array.of(-1, 0) })).toThrow(RangeError);
    expect(() => costSensitivity({ ...base, returns: none, traded: Float64Array.of(100, 0) })).toThrow(RangeError);
  });
});

describe('dates', () => {
  it('starts: every window is the figure of its own returns', () => {
    const returns = noise(100, 3, 0.001);
    const found = startDateSensitivity(returns, 50, { held: 40, step: 7 });
    expect(Array.from(found.choices)).toEqual([0, 7, 14, 21, 28, 35, 42, 49, 56]);
    found.choices.forEach((start, k) => {
      const own = seriesFigures(returns.slice(start, start + 40), 50);
      expect(found.sharpes[k]).toBeCloseTo(own.sharpe, 13);
      expect(found.annualReturns[k]).toBeCloseTo((1 + own.totalReturn) ** (50 / 40) - 1, 13);
    });
    expect(found.annualReturn.least).toBe(Math.min(...found.annualReturns));
    expect(found.annualReturn.count).toBe(9);
    expect(startDateSensitivity(returns, 50).choices.length).toBe(51);
    expect(() => startDateSensitivity(returns, 252)).toThrow(RangeError);
  });

  it('rebalancing days: each is the walk-forward put off by as much, on the rows that all test', () => {
    const values = noise(160 * 4, 5, 0.0005);
    const returns = { values, rows: 160, columns: 4 };
    const spec = { window: 50, test: 10, purge: 1 };
    const told: number[] = [];
    const found = rebalancingDaySensitivity(returns, spec, () => minimumVarianceWeights(returns), {
      periodsPerYear: 252,
      progress: (done) => told.push(done) > 0
    });
    expect(told).toEqual(Array.from(told.keys(), (k) => k + 1));
    expect(told.length).toBe(9 * 11 + 10);
    expect([found.trials, found.complete]).toEqual([10, true]);
    found.choices.forEach((skip, k) => {
      const plan = walkForwardSplits(160, { ...spec, skip, shortLast: true });
      const [path] = outOfSample(returns, plan, minimumVarianceWeights(returns)).paths;
      const common = path.returns.filter((_, at) => path.rows[at] >= 60);
      expect(common.length).toBe(100);
      expect(found.sharpes[k]).toBeCloseTo(seriesFigures(common, 252).sharpe, 12);
    });
    const stopped = rebalancingDaySensitivity(returns, spec, () => () => new Float64Array(4).fill(0.25), {
      periodsPerYear: 252,
      progress: (done) => done < 35
    });
    expect([stopped.complete, stopped.choices.length]).toEqual([false, 3]);
    // Equal weights, brought back every day, do not hang on the day of rebalancing.
    expect(new Set(stopped.sharpes).size).toBe(1);
  });
});
