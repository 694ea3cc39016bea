import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { cutByCount, groupMembers } from './cuts';
import { linkageTree } from './linkage';
import { leafOrder, type LinkageMethod } from './linkage-tree';
import { seriatedTree } from './seriated-tree';
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

  test('seriation turns branches and nothing else; of three points it puts the two farthest apart at the ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
        const distances = randomDistances(n, seed);
        const tree = linkageTree(distances, n, methods[seed % 4]);
        const { left, right, heights, sizes } = seriatedTree(tree, distances);
        expect([heights, sizes]).toEqual([tree.heights, tree.sizes]);
        left.forEach((node, k) => {
          expect([tree.left[k], tree.right[k]]).toContain(node);
          expect(node + right[k]).toBe(tree.left[k] + tree.right[k]);
        });
        if (n > 3) return;
        const [a, , c] = leafOrder(seriatedTree(tree, distances));
        expect(distances[a * 3 + c]).toBeCloseTo(Math.max(distances[1], distances[2], distances[5]), 6);
      }),
      { numRuns: 60 }
    );
  });

  test('a cut by count has that many groups, and each group lies together in the leaf order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
        const distances = randomDistances(n, seed);
        const tree = seriatedTree(linkageTree(distances, n, methods[seed % 4]), distances);
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
