import { mergeOrder } from './cuts';
import { leafOrder, nodeRanges, requireDistances, type LinkageTree } from './linkage-tree';

/**
 * What is measured within a cluster, and how many clusters are looked at. `deviation`: population deviation of its
 * distances, up to 1 + floor(min(most, sqrt n)) clusters (the regression tables of Riskfolio-Lib; its version 7.4
 * takes one cluster fewer than this finds). `mean`: their mean, up to max(8, round(sqrt n)) - 1 clusters (skfolio 1.12).
 */
export type DispersionRule =
  { readonly dispersion: 'deviation'; readonly most: number } | { readonly dispersion: 'mean' };

/**
 * Number of clusters by the two-order difference of the gap statistic: with W(k) the sum of the dispersions within k
 * clusters, the k that makes W(k - 1) - 2 W(k) + W(k + 1) greatest; the fewest of several. Below three points their
 * number. Source: Yue, Wang and Wei, Extension of the gap statistic (2008), after Tibshirani, Walther and Hastie (2001).
 * @throws RangeError on a wrong shape.
 */
export function twoDifferenceGap(tree: LinkageTree, distances: Float64Array, rule: DispersionRule): number {
  const n = tree.count;
  requireDistances(distances, n);
  if (n < 3) return n;
  const root = Math.sqrt(n);
  const most =
    rule.dispersion === 'mean' ? Math.max(8, Math.round(root)) - 1 : 1 + Math.floor(Math.min(rule.most, root));
  const last = Math.max(2, Math.min(n - 1, most));
  const within = levelDispersions(tree, distances, rule.dispersion, last + 1);
  let count = 2;
  let greatest = -Infinity;
  for (let k = 2; k <= last; k++) {
    const difference = within[k + 1] + within[k - 1] - 2 * within[k];
    if (difference > greatest) {
      greatest = difference;
      count = k;
    }
  }
  return count;
}

/** Sum of dispersions within k clusters for k from 1 to `levels`, at place k. */
function levelDispersions(
  tree: LinkageTree,
  distances: Float64Array,
  dispersion: DispersionRule['dispersion'],
  levels: number
): Float64Array {
  const { count, left, right } = tree;
  const order = leafOrder(tree);
  const { first, last } = nodeRanges(tree, order);
  const measured = new Map<number, number>();
  const valueOf = (node: number): number => {
    const known = measured.get(node);
    if (known !== undefined) return known;
    const value = spread(distances, count, order.subarray(first[node], last[node]), dispersion);
    measured.set(node, value);
    return value;
  };
  const within = new Float64Array(levels + 1);
  const merges = mergeOrder(tree);
  const clusters = new Set([2 * count - 2]);
  for (let k = 1; k <= levels; k++) {
    for (const node of clusters) within[k] += valueOf(node);
    const undone = merges[count - 1 - k];
    if (k === count) break;
    clusters.delete(count + undone);
    clusters.add(left[undone]);
    clusters.add(right[undone]);
  }
  return within;
}

function spread(distances: Float64Array, n: number, points: Int32Array, dispersion: 'deviation' | 'mean'): number {
  const pairs = (points.length * (points.length - 1)) / 2;
  if (pairs === 0) return 0;
  let total = 0;
  for (let i = 1; i < points.length; i++) for (let j = 0; j < i; j++) total += distances[points[i] * n + points[j]];
  const mean = total / pairs;
  if (dispersion === 'mean') return mean;
  let squares = 0;
  for (let i = 1; i < points.length; i++) {
    for (let j = 0; j < i; j++) squares += (distances[points[i] * n + points[j]] - mean) ** 2;
  }
  return Math.sqrt(squares / pairs);
}
