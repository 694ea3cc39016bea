import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimatedReturns, returnEstimators, sampleCovariance, type ReturnMatrix } from '..';
import { estimationOf, expectClose, permuted, returnSpecs, scaledBy, seeds, worldOf } from '../worlds.fixture';

describe('every estimator of expected returns', () => {
  test('is in the specs tried here, but for a person’s own', () => {
    const tried = new Set(returnSpecs(worldOf({ seed: 1, rows: 40, columns: 3 })).map(({ method }) => method));
    expect(returnEstimators.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(['own']);
  });

  test('follows the order of the instruments; intensities lie within 0 and 1', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = worldOf(seed);
        const { returns, order } = world;
        const moved = permuted(returns, order);
        for (const spec of returnSpecs(world)) {
          const given = { ...estimationOf(returns), covariance: sampleCovariance(returns) };
          const { expectedReturns, intensity } = estimatedReturns(given, spec);
          if (intensity !== undefined) expect(intensity >= 0 && intensity <= 1).toBe(true);
          const own =
            spec.method === 'implied'
              ? { ...spec, weights: spec.weights.map((_, j) => spec.weights[order[j] ?? 0] ?? 0) }
              : spec;
          const other = estimatedReturns({ ...estimationOf(moved), covariance: sampleCovariance(moved) }, own);
          expectClose(
            other.expectedReturns,
            Array.from(order, (j) => expectedReturns[j] ?? NaN),
            1e-8,
            spec.method
          );
        }
      }),
      { numRuns: 20 }
    );
  });

  test('linear ones grow with the unit', () => {
    const linear = [
      'shrunk',
      'james-stein',
      'bodnar-okhrin-parolya',
      'historical',
      'maximum-likelihood',
      'exponential'
    ];
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = worldOf(seed);
        const large = scaledBy(world.returns, 4);
        for (const spec of returnSpecs(world).filter(({ method }) => linear.includes(method))) {
          const means = (returns: ReturnMatrix) =>
            estimatedReturns({ ...estimationOf(returns), covariance: sampleCovariance(returns) }, spec).expectedReturns;
          expectClose(
            means(large),
            means(world.returns).map((value) => 4 * value),
            1e-8,
            spec.method
          );
        }
      }),
      { numRuns: 20 }
    );
  });

  test('a person’s own, with intervals, and what stands where nothing is said', () => {
    const { returns } = worldOf({ seed: 3, rows: 40, columns: 3 });
    const given = { ...estimationOf(returns), covariance: sampleCovariance(returns) };
    const means = Float64Array.of(0.05, NaN, 0.1);
    const found = estimatedReturns(given, {
      method: 'own',
      means,
      otherwise: Float64Array.of(1, 0.07, 1),
      lower: Float64Array.of(0.01, NaN, 0.05),
      upper: Float64Array.of(0.09, NaN, 0.15),
      confidence: 0.95
    });
    expect([...found.expectedReturns]).toEqual([0.05, 0.07, 0.1]);
    // 1.959964 standard errors to either side of a mean hold 95 % of a normal law.
    expect(found.standardErrors?.[0]).toBeCloseTo(0.04 / 1.959963985, 8);
    expect(found.standardErrors?.[1]).toBeNaN();
    expect(() => estimatedReturns(given, { method: 'own', means })).toThrow('series 1');
    const outside = { lower: Float64Array.of(0.06, 0, 0), upper: Float64Array.of(0.2, 1, 1) };
    expect(() => estimatedReturns(given, { method: 'own', means, otherwise: means.fill(0.05), ...outside })).toThrow(
      RangeError
    );
  });
});
