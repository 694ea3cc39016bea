import { leafOrder, linkageTree, seriatedTree } from '$lib/math/cluster';

/**
 * An order of n series in which those that move alike stand together: leaves of the average-linkage tree of the distances
 * sqrt((1 - r) / 2), branches turned so that neighbours are close. A correlation that is not known counts as none.
 * Source: Mantegna, Hierarchical structure in financial markets (1999); Bar-Joseph, Gifford and Jaakkola (2001).
 */
export function clusterOrder(correlation: Float64Array, n: number): Int32Array {
  if (n < 2) return Int32Array.from({ length: n }, (_, i) => i);
  const distances = Float64Array.from(correlation, (r, at) =>
    Math.floor(at / n) === at % n ? 0 : Math.sqrt(Math.max(0, (1 - (Number.isNaN(r) ? 0 : r)) / 2))
  );
  return leafOrder(seriatedTree(linkageTree(distances, n, 'average'), distances));
}
