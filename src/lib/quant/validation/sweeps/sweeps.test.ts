import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import {
  backtestOverfitting,
  bestCombination,
  bestTrial,
  crossingReturns,
  gridPoint,
  gridSize,
  heatMap,
  movingAverageSweep,
  pairHeatMap,
  parameterSweep,
  trialSharpes,
  windowPairs
} from '../index';
import { dayByDayCross } from './day-by-day.fixture';

/** Prices of a walk, in cents, so that means of different windows are often equal. */
function walk(days: number, seed: number): Float64Array {
  const steps = new Float64Array(days);
  randomStream(seed).fillNormal(steps);
  let level = Math.log(20);
  return steps.map((z) => Math.round(100 * Math.exp((level += 0.0003 + 0.013 * z))) / 100);
}

describe('movingAverageSweep', () => {
  it('equals an account kept day by day within 1e-9', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(1e6),
          days: fc.integer({ min: 2, max: 400 }),
          late: fc.integer({ min: 0, max: 30 }),
          cost: fc.constantFrom(0, 0.0005, 0.003, 0.2),
          delay: fc.constantFrom(0 as const, 1 as const),
          windows: fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 })), {
            minLength: 1,
            maxLength: 6
          })
        }),
        ({ seed, days, late, cost, delay, windows }) => {
          const known = walk(days, seed);
          const prices = new Float64Array(days + late).fill(NaN);
          prices.set(known, late);
          const pairs = windows.map(([fast, more]) => ({ fast, slow: fast + more }));
          const sweep = movingAverageSweep({ prices, days: days + late, pairs, cost, delay, periodsPerYear: 252 });
          pairs.forEach(({ fast, slow }, p) => {
            const plain = dayByDayCross(known, fast, slow, cost, delay, 252);
            for (const figure of ['totalReturn', 'sharpe', 'maximumDrawdown', 'trades'] as const) {
              const [ours, theirs] = [sweep[figure][p], plain[figure]];
              if (Number.isNaN(theirs)) expect(ours).toBeNaN();
              else expect(Math.abs(ours - theirs), `${figure} of ${fast}, ${slow}`).toBeLessThanOrEqual(1e-9);
            }
          });
        }
      ),
      { numRuns: 200 }
    );
  });

  it('gives each series what it gives it alone, and costs never help a trade', () => {
    const prices = new Float64Array(1500);
    for (let a = 0; a < 3; a++) prices.set(walk(500, 40 + a), 500 * a);
    const pairs = [5, 10, 20].flatMap((fast) => [30, 60].map((slow) => ({ fast, slow })));
    const spec = { prices, days: 500, pairs, cost: 0, delay: 1 as const, periodsPerYear: 252 };
    const free = movingAverageSweep(spec);
    const dear = movingAverageSweep({ ...spec, cost: 0.002 });
    for (let a = 0; a < 3; a++) {
      const alone = movingAverageSweep({ ...spec, prices: prices.slice(500 * a, 500 * (a + 1)) });
      expect(free.totalReturn.slice(6 * a, 6 * (a + 1))).toEqual(alone.totalReturn);
    }
    free.totalReturn.forEach((value, k) => expect(dear.totalReturn[k]).toBeLessThanOrEqual(value));
    expect(dear.trades).toEqual(free.trades);
    expect(free.trials).toBe(6);
  });

  it('can be stopped: what was done stands, the rest is NaN', () => {
    const days = 500_000;
    const pairs = Array.from({ length: 12 }, (_, k) => ({ fast: 5 + k, slow: 40 }));
    const spec = { prices: walk(days, 3), days, pairs, cost: 0.001, delay: 0 as const, periodsPerYear: 252 };
    const told: number[] = [];
    const stopped = movingAverageSweep(spec, (done, total) => {
      told.push(done / total);
      return done < 8;
    });
    expect(told).toEqual([4 / 12, 8 / 12]);
    expect(stopped.complete).toBe(false);
    const whole = movingAverageSweep(spec);
    expect(whole.complete).toBe(true);
    expect(stopped.totalReturn.slice(0, 8)).toEqual(whole.totalReturn.slice(0, 8));
    expect(stopped.totalReturn.slice(8).every(Number.isNaN)).toBe(true);
  });

  it('gives the returns that its figures come from, ready to be judged', () => {
    const prices = new Float64Array(1400);
    prices.fill(NaN, 0, 50);
    prices.set(walk(650, 12), 50);
    prices.set(walk(700, 13), 700);
    const pairs = windowPairs([3, 5, 10, 30], [10, 20, 40]);
    expect(pairs.length).toBe(9);
    for (const delay of [0, 1] as const) {
      const spec = { prices, days: 700, pairs, cost: 0.002, delay, periodsPerYear: 252 };
      const sweep = movingAverageSweep(spec);
      for (const series of [0, 1]) {
        const returns = crossingReturns(spec, series);
        expect([returns.trials, returns.periods]).toEqual([9, series === 0 ? 649 : 699]);
        const sharpes = trialSharpes(returns);
        pairs.forEach((_, p) => {
          const own = returns.values.subarray(p * returns.periods, (p + 1) * returns.periods);
          const total = own.reduce((level, value) => level * (1 + value), 1) - 1;
          expect(total).toBeCloseTo(sweep.totalReturn[9 * series + p], 11);
          expect(sharpes[p] * Math.sqrt(252)).toBeCloseTo(sweep.sharpe[9 * series + p], 9);
        });
        expect(bestTrial(returns).trials).toBe(9);
        expect(backtestOverfitting(returns, 8).trials).toBe(9);
      }
      expect(() => crossingReturns(spec, 2)).toThrow(RangeError);
      const map = pairHeatMap(pairs, sweep.totalReturn.subarray(0, 9));
      expect([map.rows.values, map.columns.values]).toEqual([
        [3, 5, 10, 30],
        [10, 20, 40]
      ]);
      expect(map.values[3 * 3 + 2]).toBe(sweep.totalReturn[8]);
      expect([map.values[6], map.values[9], map.values[10]]).toEqual([NaN, NaN, NaN]);
    }
  });

  it('refuses gaps, windows that are no pair and shapes that do not fit', () => {
    const spec = { days: 4, pairs: [{ fast: 1, slow: 2 }], cost: 0, delay: 0 as const, periodsPerYear: 252 };
    const prices = Float64Array.of(NaN, 1, 2, 3);
    expect(movingAverageSweep({ ...spec, prices }).trades).toEqual(Float64Array.of(0));
    for (const broken of [
      { prices: Float64Array.of(1, NaN, 2, 3) },
      { prices: Float64Array.of(1, 2, 3) },
      { prices, pairs: [{ fast: 2, slow: 2 }] },
      { prices, pairs: [{ fast: 0.5, slow: 2 }] },
      { prices, cost: 1 }
    ])
      expect(() => movingAverageSweep({ ...spec, ...broken })).toThrow(RangeError);
  });
});

describe('parameterSweep', () => {
  const grid = {
    axes: [
      { name: 'a', values: [1, 2, 3] },
      { name: 'b', values: [10, 20] },
      { name: 'c', values: [0.5, 0.25] }
    ]
  };

  it('tries every combination once and keeps its figures', () => {
    const seen: string[] = [];
    const sweep = parameterSweep(grid, ['sum', 'product'], ({ a, b, c }) => {
      seen.push(`${a} ${b} ${c}`);
      return [a + b + c, a * b * c];
    });
    expect(new Set(seen).size).toBe(12);
    expect(sweep.trials).toBe(gridSize(grid));
    for (let k = 0; k < 12; k++) {
      const { a, b, c } = gridPoint(grid, k);
      expect(sweep.values[0][k]).toBe(a + b + c);
      expect(sweep.values[1][k]).toBe(a * b * c);
    }
    expect(gridPoint(grid, bestCombination(sweep, 'product'))).toEqual({ a: 3, b: 20, c: 0.5 });
    expect(heatMap(grid, sweep.values[0], 'b', 'a').values).toEqual(
      Float64Array.of(11.5, 12.5, 13.5, 21.5, 22.5, 23.5)
    );
    expect(heatMap(grid, sweep.values[0], 'b', 'a', 'mean').values[0]).toBe(11.375);
  });

  it('leaves out what makes no sense, and stops when told', () => {
    const some = parameterSweep(grid, ['a'], ({ a }) => [a], { admits: ({ a, b }) => b / 10 > a - 1 });
    expect(some.trials).toBe(6);
    expect(heatMap(grid, some.values[0], 'a', 'b').values).toEqual(Float64Array.of(1, 1, NaN, 2, NaN, NaN));
    const stopped = parameterSweep(grid, ['a'], ({ a }) => [a], { progress: (done) => done < 5 });
    expect([stopped.trials, stopped.complete]).toEqual([5, false]);
    expect(() => heatMap(grid, some.values[0], 'a', 'a')).toThrow(RangeError);
    expect(() => parameterSweep(grid, ['a'], () => [])).toThrow(RangeError);
  });
});
