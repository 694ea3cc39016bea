import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutByCount, groupMembers } from '$lib/math/cluster';
import { randomStream, shuffled } from '$lib/math/random';
import { correlationFromCovariance, sampleCovariance, type ReturnMatrix } from '$lib/quant/moments';
import { portfolioRisk, riskMeasures, type RiskSpec } from '$lib/quant/risk';
import { equalWeights, inverseRiskWeights, maximumDiversification } from './baselines';
import { allocatedWeights, allocationMethods, type AllocationSpec } from './catalog';
import { covarianceRisk, returnsRisk, type ClusterRisk } from './cluster-risk';
import { hierarchicalEqualRisk } from './equal-risk';
import { instrumentTree, originalTree, type TreeSpec } from './instrument-tree';
import { nestedClusters } from './nested-clusters';
import { hierarchicalRiskParity } from './risk-parity';
import { schurAllocation } from './schur';
import { minimumRisk, minimumVariance } from './sub-optimizers';

function randomReturns(seed: number, rows: number, columns: number): ReturnMatrix {
  const random = randomStream(seed);
  const loadings = Float64Array.from({ length: 2 * columns }, () => random.normal());
  const values = new Float64Array(rows * columns);
  for (let t = 0; t < rows; t++) {
    const [a, b] = [random.normal(), random.normal()];
    for (let j = 0; j < columns; j++) {
      const common = a * (1 + 0.4 * loadings[j]) + b * loadings[columns + j];
      values[t * columns + j] = 0.01 * (common + (0.6 + random.uniform()) * random.normal());
    }
  }
  return { values, rows, columns };
}

type Method = (returns: ReturnMatrix, scale: number) => { status: string; weights?: Float64Array };

const treeOf = (returns: ReturnMatrix, spec: TreeSpec) => {
  const n = returns.columns;
  return instrumentTree(correlationFromCovariance(sampleCovariance(returns, 1), n), n, spec);
};
const wardTree: TreeSpec = { linkage: 'ward', distance: 'correlation', seriated: true };
const bothRisks = (returns: ReturnMatrix): ClusterRisk[] => [
  covarianceRisk(sampleCovariance(returns, 1), returns.columns, 'variance'),
  returnsRisk(returns, { measure: 'expected-shortfall', tail: 0.2 })
];
const methods: Record<string, Method> = {
  'risk parity, original': (returns) =>
    hierarchicalRiskParity(treeOf(returns, originalTree).order, bothRisks(returns)[0]),
  'risk parity, shortfall': (returns) =>
    hierarchicalRiskParity(treeOf(returns, { ...wardTree, linkage: 'average' }).order, bothRisks(returns)[1]),
  'equal risk': (returns) =>
    hierarchicalEqualRisk(treeOf(returns, wardTree).tree, Math.min(3, returns.columns), bothRisks(returns)[1]),
  'inverse risk': (returns) => inverseRiskWeights(returns.columns, bothRisks(returns)[1]),
  'nested clusters': (returns) => {
    const count = returns.columns;
    const clusters = groupMembers(cutByCount(treeOf(returns, wardTree).tree, Math.min(3, count)));
    return nestedClusters({ count, covariance: sampleCovariance(returns, 1), returns }, clusters, minimumVariance);
  },
  'maximum diversification': (returns) => maximumDiversification(sampleCovariance(returns, 1), returns.columns),
  Schur: (returns) =>
    schurAllocation(treeOf(returns, wardTree).order, sampleCovariance(returns, 1), { gamma: 0.3, monotonic: true })
};
const weightsOf = (found: { status: string; weights?: Float64Array }): Float64Array => {
  if (!found.weights) throw new Error(JSON.stringify(found));
  return found.weights;
};
const cases = fc.tuple(fc.integer({ min: 2, max: 14 }), fc.integer({ min: 1, max: 1e6 }));

/** A spec that any method of the catalog can read. */
const specOf = (method: AllocationSpec['method'], measure = 'variance'): AllocationSpec =>
  ({
    method,
    risk: { measure },
    members: [{ method: 'equal' }],
    final: { method: 'equal' },
    folds: 2
  }) as AllocationSpec;

describe('weights by hierarchy and by risk', () => {
  for (const [name, method] of Object.entries(methods)) {
    test(`${name}: nonnegative, adding up to one, the same when returns are scaled`, () => {
      fc.assert(
        fc.property(cases, fc.double({ min: 0.01, max: 50, noNaN: true }), ([n, seed], scale) => {
          const returns = randomReturns(seed, 60, n);
          const weights = weightsOf(method(returns, 1));
          expect(weights.length).toBe(n);
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
          const scaled = weightsOf(method({ ...returns, values: returns.values.map((value) => scale * value) }, scale));
          weights.forEach((weight, j) => expect(Math.abs(scaled[j] - weight)).toBeLessThan(1e-7));
        }),
        { numRuns: 40 }
      );
    });
  }

  // Halving an order depends on which end comes first; the tree of a permuted universe may be drawn the other way round.
  for (const name of ['equal risk', 'inverse risk', 'nested clusters', 'maximum diversification']) {
    test(`${name}: permuting the instruments permutes the weights`, () => {
      fc.assert(
        fc.property(cases, ([n, seed]) => {
          const returns = randomReturns(seed, 60, n);
          const order = shuffled(n, randomStream(seed + 1));
          const values = returns.values.map((_, at) => returns.values[at - (at % n) + order[at % n]]);
          const [one, two] = [returns, { ...returns, values }].map((matrix) => weightsOf(methods[name](matrix, 1)));
          order.forEach((j, k) => expect(Math.abs(two[k] - one[j])).toBeLessThan(1e-7));
        }),
        { numRuns: 40 }
      );
    });
  }

  test('risk parity: given the order of leaves, permuting the instruments permutes the weights', () => {
    fc.assert(
      fc.property(cases, ([n, seed]) => {
        const returns = randomReturns(seed, 60, n);
        const { order } = treeOf(returns, wardTree);
        const permutation = shuffled(n, randomStream(seed + 1));
        const values = returns.values.map((_, at) => returns.values[at - (at % n) + permutation[at % n]]);
        const places = new Int32Array(n);
        permutation.forEach((j, k) => (places[j] = k));
        const one = weightsOf(hierarchicalRiskParity(order, bothRisks(returns)[0]));
        const permuted = bothRisks({ ...returns, values })[0];
        const two = weightsOf(
          hierarchicalRiskParity(
            order.map((j) => places[j]),
            permuted
          )
        );
        permutation.forEach((j, k) => expect(Math.abs(two[k] - one[j])).toBeLessThan(1e-12));
      }),
      { numRuns: 40 }
    );
  });

  test('with one cluster, nested clusters are the optimum itself; with n, so they are', () => {
    const returns = randomReturns(3, 60, 8);
    const problem = { count: 8, covariance: sampleCovariance(returns, 1), returns };
    const whole = weightsOf(minimumVariance(problem) as { status: string; weights: Float64Array });
    const { tree } = treeOf(returns, wardTree);
    for (const groups of [1, 8]) {
      const nested = nestedClusters(problem, groupMembers(cutByCount(tree, groups)), minimumVariance);
      weightsOf(nested).forEach((weight, j) => expect(weight).toBeCloseTo(whole[j], 9));
    }
  });

  test('Schur allocation with gamma 0 is risk parity, and gamma never raises the variance', () => {
    const returns = randomReturns(5, 90, 9);
    const covariance = sampleCovariance(returns, 1);
    const { order } = treeOf(returns, wardTree);
    const risk = covarianceRisk(covariance, 9, 'variance');
    const everyone = Int32Array.from(order.keys());
    const parity = weightsOf(hierarchicalRiskParity(order, risk));
    const none = schurAllocation(order, covariance, { gamma: 0 });
    weightsOf(none).forEach((weight, j) => expect(weight).toBeCloseTo(parity[j], 12));
    for (const gamma of [0.2, 0.5, 0.9, 1]) {
      const found = weightsOf(schurAllocation(order, covariance, { gamma }));
      expect(risk(everyone, found)).toBeLessThanOrEqual(risk(everyone, parity) * (1 + 1e-12));
    }
  });

  test('every measure of the catalog can be shared out', () => {
    const returns = randomReturns(7, 120, 6);
    const { order } = treeOf(returns, wardTree);
    for (const { id } of riskMeasures) {
      const weights = weightsOf(hierarchicalRiskParity(order, returnsRisk(returns, { measure: id } as RiskSpec)));
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  test('the least risk of a measure is proven, also where its cuts are nearly equal', () => {
    const random = randomStream(7);
    random.uniform();
    const returns = {
      values: Float64Array.from({ length: 160 }, () => 0.001 + 0.01 * random.normal()),
      rows: 40,
      columns: 4
    };
    for (const id of ['entropic-value-at-risk', 'expected-shortfall', 'ulcer-index'] as const) {
      const spec: RiskSpec = { measure: id };
      const found = minimumRisk(spec)({ count: 4, covariance: sampleCovariance(returns, 1), returns });
      if (found.status !== 'solved') throw new Error(`${id}: ${found.reason}`);
      expect(portfolioRisk(returns, found.weights, spec).value).toBeLessThanOrEqual(
        portfolioRisk(returns, equalWeights(4), spec).value
      );
    }
  });

  test('every method of the catalog answers, by every measure it takes', () => {
    const returns = randomReturns(11, 60, 5);
    const problem = { count: 5, covariance: sampleCovariance(returns, 1), returns };
    for (const { id, risks, tree, clusters } of allocationMethods) {
      for (const measure of risks.length > 0 ? risks : ['variance']) {
        const answer = allocatedWeights(problem, specOf(id, measure));
        if (answer.status !== 'allocated') throw new Error(`${id} by ${measure}: ${JSON.stringify(answer)}`);
        expect(answer.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
        expect([answer.tree !== undefined, answer.clusters !== undefined]).toEqual([tree, clusters]);
      }
    }
    const wrong = { method: 'nested-clusters', risk: { measure: 'value-at-risk' } } as const;
    expect(() => allocatedWeights(problem, wrong)).toThrow(/not convex/);
  });

  test('one instrument, two, the same one twice, and fewer returns than instruments', () => {
    const own = randomReturns(13, 60, 3);
    const twice = { ...own, values: own.values.map((value, at) => (at % 3 === 2 ? own.values[at - 2] : value)) };
    for (const returns of [randomReturns(13, 60, 1), randomReturns(13, 60, 2), twice, randomReturns(13, 6, 9)]) {
      const problem = { count: returns.columns, covariance: sampleCovariance(returns, 1), returns };
      for (const { id } of allocationMethods) {
        const answer = allocatedWeights(problem, specOf(id));
        expect(weightsOf(answer as never).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      }
    }
  });

  test('an instrument without risk is named, and figures that make no sense are refused', () => {
    const covariance = Float64Array.of(0.04, 0, 0, 0);
    const order = Int32Array.of(0, 1);
    const none = { status: 'no-risk', members: Int32Array.of(1), risk: 0 };
    expect(hierarchicalRiskParity(order, covarianceRisk(covariance, 2, 'variance'))).toEqual(none);
    expect(schurAllocation(order, covariance)).toEqual(none);
    expect(maximumDiversification(covariance, 2)).toEqual(none);
    // One the mirror of the other: held half and half they have no risk.
    const mirrored = maximumDiversification(Float64Array.of(0.04, -0.04, -0.04, 0.04), 2);
    expect(mirrored).toEqual({ status: 'no-risk', members: order, risk: 0 });
    expect(() => schurAllocation(order, covariance, { gamma: 2 })).toThrow(/gamma/);
    expect(() => equalWeights(0)).toThrow(RangeError);
    const problem = { count: 2, covariance, returns: { values: covariance, rows: 2, columns: 2 } };
    expect(() => nestedClusters(problem, [Int32Array.of(0)], minimumVariance)).toThrow(/once/);
  });
});
