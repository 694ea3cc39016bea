import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import { quadraticProgram } from '$lib/math/optimize';
import { sampleCovariance } from '$lib/quant/moments';
import { minimumVarianceWeights, outOfSample, purgedFoldSplits, walkForwardSplits } from '../index';

function market(rows: number, columns: number, seed: number): { values: Float64Array; rows: number; columns: number } {
  const values = new Float64Array(rows * columns);
  randomStream(seed).fillNormal(values);
  const shared = new Float64Array(rows);
  randomStream(seed, 1).fillNormal(shared);
  return { values: values.map((z, k) => 0.01 * (z + 0.7 * shared[Math.floor(k / columns)])), rows, columns };
}

describe('splits', () => {
  it('never learn from what they test, and paths test every row once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.nat(5),
        fc.nat(3),
        fc.nat(3),
        fc.integer({ min: 60, max: 130 }),
        (folds, tested, purge, embargo, rows) => {
          const testFolds = 1 + (tested % (folds - 1));
          const plan = purgedFoldSplits(rows, { folds, testFolds, purge, embargo });
          for (const { train, test } of plan.splits) {
            for (const { start, end } of test)
              for (const span of train)
                expect(span.end <= start - purge || span.start >= end + purge + embargo).toBe(true);
          }
          for (const path of plan.paths) {
            const spans = path.map(({ split, test }) => plan.splits[split].test[test]);
            expect(spans[0].start).toBe(0);
            expect(spans.at(-1)?.end).toBe(rows);
            spans.slice(1).forEach(({ start }, k) => expect(start).toBe(spans[k].end));
          }
        }
      )
    );
  });

  it('a walk with short steps makes paths that do not overlap; embargo and purge hold', () => {
    const plan = walkForwardSplits(40, { window: 10, test: 6, step: 2, purge: 1 });
    expect(plan.paths.length).toBe(3);
    for (const path of plan.paths) {
      const spans = path.map(({ split }) => plan.splits[split].test[0]);
      spans.slice(1).forEach(({ start }, k) => expect(start).toBe(spans[k].end));
    }
    expect(plan.splits[0]).toEqual({ train: [{ start: 0, end: 10 }], test: [{ start: 11, end: 17 }] });
    expect(() => walkForwardSplits(10, { window: 10, test: 1 })).toThrow(RangeError);
    expect(() => walkForwardSplits(10, { window: 1.5, test: 1 })).toThrow(RangeError);
    expect(() => purgedFoldSplits(20, { folds: 4, purge: 3, embargo: 2 })).toThrow(RangeError);
    expect(() => purgedFoldSplits(20, { folds: 3, testFolds: 3 })).toThrow(RangeError);
  });
});

describe('outOfSample', () => {
  it('changing later rows changes no earlier weight and no earlier return', () => {
    const returns = market(200, 6, 5);
    const plan = walkForwardSplits(200, { window: 60, test: 20 });
    const before = outOfSample(returns, plan, minimumVarianceWeights(returns));
    const altered = { ...returns, values: returns.values.map((r, k) => (k >= 140 * 6 ? -3 * r : r)) };
    const after = outOfSample(altered, plan, minimumVarianceWeights(altered));
    for (let split = 0; split <= 4; split++) expect(after.weights[split]).toEqual(before.weights[split]);
    expect(after.weights[5]).not.toEqual(before.weights[5]);
    expect(after.paths[0].returns.slice(0, 80)).toEqual(before.paths[0].returns.slice(0, 80));
  });

  it('hands over the training rows and no others', () => {
    const returns = market(60, 3, 6);
    const plan = purgedFoldSplits(60, { folds: 5, testFolds: 2, purge: 1, embargo: 2 });
    outOfSample(returns, plan, ({ split, returns: seen }) => {
      const { values, rows } = seen();
      const expected = plan.splits[split].train.flatMap(({ start, end }) =>
        Array.from(returns.values.slice(3 * start, 3 * end))
      );
      expect(Array.from(values)).toEqual(expected);
      expect(rows * 3).toBe(expected.length);
      values.fill(9);
      return new Float64Array(3);
    });
    expect(returns.values.every((value) => Math.abs(value) < 1)).toBe(true);
  });

  it('drifts as shares that are bought once, cash beside them', () => {
    const returns = market(50, 3, 7);
    const plan = walkForwardSplits(50, { window: 10, test: 8, shortLast: true });
    const weights = Float64Array.of(0.5, 0.4, -0.2);
    const { paths } = outOfSample(returns, plan, () => weights, { holding: 'drifting', trials: 9 });
    let at = 0;
    for (const { test } of plan.splits) {
      const growth = [1, 1, 1];
      let value = 1;
      for (let t = test[0].start; t < test[0].end; t++, at++) {
        let next = 0.3;
        for (let j = 0; j < 3; j++) next += weights[j] * (growth[j] *= 1 + returns.values[3 * t + j]);
        expect(paths[0].returns[at]).toBeCloseTo(next / value - 1, 13);
        expect(paths[0].rows[at]).toBe(t);
        value = next;
      }
    }
    expect(at).toBe(paths[0].returns.length);
  });

  it('stops when told, with the paths that were done', () => {
    const returns = market(60, 2, 8);
    const plan = walkForwardSplits(60, { window: 20, test: 10, step: 5 });
    const half = outOfSample(returns, plan, () => Float64Array.of(0.5, 0.5), { progress: (done) => done < 3 });
    expect([half.complete, half.weights.length, half.paths.length]).toEqual([false, 3, 0]);
    expect(() => outOfSample(returns, plan, () => new Float64Array(1))).toThrow(RangeError);
  });

  it('moving windows give the weights of windows that are summed anew', () => {
    const returns = market(420, 30, 9);
    const plan = walkForwardSplits(420, { window: 100, test: 7 });
    const quick = minimumVarianceWeights(returns, { upper: 0.2 });
    let apart = 0;
    outOfSample(returns, plan, (window) => {
      const found = quick(window);
      const seen = window.returns();
      const fresh = quadraticProgram({
        quadratic: sampleCovariance(seen),
        linear: new Float64Array(30),
        lower: new Float64Array(30),
        upper: new Float64Array(30).fill(0.2),
        rows: [{ coefficients: new Float64Array(30).fill(1), lower: 1, upper: 1 }]
      });
      if (fresh.status !== 'optimal') throw new Error(fresh.status);
      found.forEach((w, j) => (apart = Math.max(apart, Math.abs(w - fresh.x[j]))));
      return found;
    });
    expect(apart).toBeLessThan(1e-11);
    expect(() => outOfSample(returns, plan, minimumVarianceWeights(returns, { upper: 0.01 }))).toThrow(/split 0/);
  });
});
