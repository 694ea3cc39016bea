import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { cutByCount, groupMembers } from './cuts';
import { linkageTree } from './linkage';
import { leafOrder, type LinkageMethod, type LinkageTree } from './linkage-tree';
import { optimallyOrdered } from './optimal-leaf-order';
import { rowDistances } from './row-distances';

const methods: readonly LinkageMethod[] = ['single', 'complete', 'average', 'ward'];

function randomDistances(n: number, seed: number): Float64Array {
  const random = randomStream(seed);
  return rowDistances(
    Float64Array.from({ length: n * n }, () => random.normal()),
    n
  );
}

// The definition: join the two closest clusters until one is left.
function plainHeights(distances: Float64Array, n: number, method: LinkageMethod): number[] {
  const clusters = Array.from({ length: n }, (_, i) => [i]);
  const heights: number[] = [];
  const pairs = (a: number[], b: number[]) => a.flatMap((i) => b.map((j) => distances[i * n + j]));
  const squares = (a: number[]) => pairs(a, a).reduce((sum, d) => sum + d * d, 0) / (2 * a.length);
  const apart = (a: number[], b: number[]) => {
    const all = pairs(a, b);
    if (method === 'single') return Math.min(...all);
    if (method === 'complete') return Math.max(...all);
    if (method === 'average') return all.reduce((sum, d) => sum + d, 0) / all.length;
    return Math.sqrt(2 * (squares([...a, ...b]) - squares(a) - squares(b)));
  };
  while (clusters.length > 1) {
    let best = { height: Infinity, a: 0, b: 0 };
    for (let b = 1; b < clusters.length; b++) {
      for (let a = 0; a < b; a++) {
        const height = apart(clusters[a], clusters[b]);
        if (height < best.height) best = { height, a, b };
      }
    }
    heights.push(best.height);
    const [joined] = clusters.splice(best.b, 1);
    clusters[best.a] = [...clusters[best.a], ...joined];
  }
  return heights;
}

function allOrders({ count, left, right }: LinkageTree, node = 2 * count - 2): number[][] {
  if (node < count) return [[node]];
  const one = allOrders({ count, left, right } as LinkageTree, left[node - count]);
  const other = allOrders({ count, left, right } as LinkageTree, right[node - count]);
  return one.flatMap((a) => other.flatMap((b) => [a.concat(b), b.concat(a)]));
}

describe('hierarchical clustering', () => {
  test('heights are those of the definition, for every linkage', () => {
    const cases = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1e6 }));
    fc.assert(
      fc.property(cases, ([n, seed]) => {
        const distances = randomDistances(n, seed);
        for (const method of methods) {
          const wanted = plainHeights(distances, n, method);
          linkageTree(distances, n, method).heights.forEach((height, k) => expect(height).toBeCloseTo(wanted[k], 9));
        }
      }),
      { numRuns: 60 }
    );
  });

  test('the optimal leaf order is the shortest of all that the tree allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
        const distances = randomDistances(n, seed);
        const tree = linkageTree(distances, n, methods[seed % 4]);
        const length = (order: ArrayLike<number>) =>
          Array.from(order).reduce((sum, i, k) => (k === 0 ? 0 : sum + distances[order[k - 1] * n + i]), 0);
        const best = Math.min(...allOrders(tree).map(length));
        // Lengths are held in single precision.
        expect(length(leafOrder(optimallyOrdered(tree, distances)))).toBeLessThan(best * (1 + 1e-6));
      }),
      { numRuns: 60 }
    );
  });

  test('a cut by count has that many groups, and each group lies together in the leaf order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
        const distances = randomDistances(n, seed);
        const tree = optimallyOrdered(linkageTree(distances, n, methods[seed % 4]), distances);
        const place = new Map(Array.from(leafOrder(tree), (point, at) => [point, at]));
        const groups = 1 + (seed % n);
        const members = groupMembers(cutByCount(tree, groups));
        expect(members.length).toBe(groups);
        expect(members.reduce((sum, one) => sum + one.length, 0)).toBe(n);
        for (const one of members) {
          const places = Array.from(one, (point) => place.get(point) ?? NaN);
          expect(Math.max(...places) - Math.min(...places)).toBe(one.length - 1);
        }
      }),
      { numRuns: 60 }
    );
  });

  test('shapes and distances that make no sense are refused', () => {
    expect(() => linkageTree(new Float64Array(3), 2, 'single')).toThrow(RangeError);
    expect(() => linkageTree(Float64Array.of(0, NaN, NaN, 0), 2, 'ward')).toThrow(/NaN/);
    expect(() => linkageTree(Float64Array.of(0, -1, -1, 0), 2, 'ward')).toThrow(/-1/);
    expect(() => cutByCount(linkageTree(randomDistances(4, 1), 4, 'ward'), 5)).toThrow(/5 groups of 4/);
    expect(() => linkageTree(new Float64Array(0), 0, 'single')).toThrow(/0 points/);
  });
});
