import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPositiveSemidefinite } from '$lib/math/linalg';
import { covarianceEstimators, estimatedCovariance } from '..';
import {
  covarianceSpecs,
  estimationOf,
  expectClose,
  permuted,
  relative,
  scaledBy,
  seeds,
  worldOf
} from '../worlds.fixture';

describe('every covariance estimator', () => {
  test('is in the specs tried here', () => {
    const tried = new Set(covarianceSpecs(worldOf({ seed: 1, rows: 40, columns: 3 })).map(({ method }) => method));
    expect(covarianceEstimators.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  });

  test('is symmetric and positive semidefinite, with a shrinkage within 0 and 1', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = worldOf(seed);
        const n = world.returns.columns;
        for (const spec of covarianceSpecs(world)) {
          const { covariance, shrinkage } = estimatedCovariance(estimationOf(world.returns), spec);
          expect(isPositiveSemidefinite(covariance, n, 1e-9), JSON.stringify(spec)).toBe(true);
          covariance.forEach((value, at) => expect(value).toBe(covariance[(at % n) * n + Math.floor(at / n)]));
          if (shrinkage !== undefined) expect(shrinkage >= 0 && shrinkage <= 1).toBe(true);
        }
      }),
      { numRuns: 6 }
    );
  });

  test('grows with the square of the unit, and follows the order of the instruments', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = worldOf(seed);
        const { returns, order } = world;
        const n = returns.columns;
        for (const spec of covarianceSpecs(world)) {
          const what = JSON.stringify({ ...spec, market: undefined, factors: undefined });
          const { covariance } = estimatedCovariance(estimationOf(returns), spec);
          const scaled = estimatedCovariance(estimationOf(scaledBy(returns, 4)), spec).covariance;
          expectClose(
            scaled,
            covariance.map((value) => 16 * value),
            relative(spec),
            what
          );
          const moved = estimatedCovariance(estimationOf(permuted(returns, order)), spec).covariance;
          const wanted = moved.map(
            (_, at) => covariance[(order[Math.floor(at / n)] ?? 0) * n + (order[at % n] ?? 0)] ?? NaN
          );
          expectClose(moved, wanted, relative(spec), what);
        }
      }),
      { numRuns: 5 }
    );
  });

  test('of more instruments than rows it is finite and semidefinite still, or refused as such', () => {
    const world = worldOf({ seed: 8, rows: 20, columns: 24 });
    const refused: string[] = [];
    for (const spec of covarianceSpecs(world)) {
      try {
        const { covariance } = estimatedCovariance(estimationOf(world.returns), spec);
        expect(isPositiveSemidefinite(covariance, 24, 1e-9), JSON.stringify(spec.method)).toBe(true);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        refused.push(spec.method);
      }
    }
    expect(refused).toEqual(['minimum-determinant']);
  });
});
