import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  cutAtMost,
  cutByCount,
  cutByHeight,
  leafOrder,
  linkageTree,
  seriatedTree,
  twoDifferenceGap,
  type LinkageMethod
} from '$lib/math/cluster';

interface Case {
  id: string;
  inputs: { points: string; linkage: LinkageMethod };
  expected: {
    left: number[];
    right: number[];
    heights: number[];
    sizes: number[];
    leaves: number[];
    optimalLeaves: number[];
    cutTree: Record<string, number[]>;
    atMost: Record<string, number[]>;
    atHeight: { height: number; labels: number[] }[];
    gapMean?: number;
    gapDeviationLower?: number;
  };
}
const table = JSON.parse(readFileSync(new URL('./scipy-linkage.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number };
  shared: Record<string, number[][]>;
  cases: Case[];
};

function euclidean(points: number[][]): Float64Array {
  return Float64Array.from(
    points.flatMap((a) => points.map((b) => Math.sqrt(a.reduce((sum, value, d) => sum + (value - b[d]) ** 2, 0))))
  );
}

describe(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected } of table.cases) {
    test(id, () => {
      const points = table.shared[inputs.points];
      const distances = euclidean(points);
      const tree = linkageTree(distances, points.length, inputs.linkage);
      expect(Array.from(tree.left)).toEqual(expected.left);
      expect(Array.from(tree.right)).toEqual(expected.right);
      expect(Array.from(tree.sizes)).toEqual(expected.sizes);
      expected.heights.forEach((height, k) =>
        expect(Math.abs(tree.heights[k] - height)).toBeLessThanOrEqual(table.tolerance.rel * height)
      );
      expect(Array.from(leafOrder(tree))).toEqual(expected.leaves);
      expect(Array.from(leafOrder(seriatedTree(tree, distances)))).toEqual(expected.optimalLeaves);
      for (const [k, labels] of Object.entries(expected.cutTree)) {
        expect(Array.from(cutByCount(tree, Number(k)).labels)).toEqual(labels);
      }
      for (const [k, labels] of Object.entries(expected.atMost)) {
        expect(Array.from(cutAtMost(tree, Number(k)).labels)).toEqual(labels);
      }
      for (const { height, labels } of expected.atHeight) {
        expect(Array.from(cutByHeight(tree, height).labels)).toEqual(labels);
      }
      if (expected.gapMean === undefined || expected.gapDeviationLower === undefined) return;
      expect(twoDifferenceGap(tree, distances, { dispersion: 'mean' })).toBe(expected.gapMean);
      const count = twoDifferenceGap(tree, distances, { dispersion: 'deviation', most: 10 });
      if (count > 2) expect(count).toBe(expected.gapDeviationLower + 1);
    });
  }
});
