import {
  leafOrder,
  linkageTree,
  rowDistances,
  seriatedTree,
  type LinkageMethod,
  type LinkageTree
} from '$lib/math/cluster';

/**
 * How instruments are put into a tree. `distance`: `correlation` is sqrt((1 - r) / 2) (Mantegna 1999 but for a factor
 * of two; skfolio, Riskfolio-Lib, PyPortfolioOpt); `profile` the Euclidean distance of two columns of that matrix (Lopez
 * de Prado 2016, as his code does it). `seriated`: neighbouring leaves are brought close.
 */
export interface TreeSpec {
  readonly linkage: LinkageMethod;
  readonly distance: 'correlation' | 'profile';
  readonly seriated: boolean;
}

/** Instruments in a tree, with the distances it stands on (n x n) and the order of its leaves. */
export interface InstrumentTree {
  readonly tree: LinkageTree;
  readonly distances: Float64Array;
  readonly order: Int32Array;
}

/** The choices of Lopez de Prado (2016): single linkage of profiles, not reordered. */
export const originalTree: TreeSpec = { linkage: 'single', distance: 'profile', seriated: false };

/** Distances sqrt((1 - r) / 2) between 0 and 1 of a correlation matrix, n x n; rounding beyond [-1, 1] is cut off. */
export function correlationDistances(correlation: Float64Array, n: number): Float64Array {
  if (correlation.length !== n * n) throw new RangeError(`correlation of ${correlation.length} for n = ${n}`);
  const distances = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const distance = Math.sqrt(Math.min(1, Math.max(0, (1 - correlation[i * n + j]) / 2)));
      distances[i * n + j] = distance;
      distances[j * n + i] = distance;
    }
  }
  return distances;
}

/** Tree of instruments from their correlations, n x n. @throws RangeError on a wrong shape or a correlation that is not finite. */
export function instrumentTree(correlation: Float64Array, n: number, spec: TreeSpec): InstrumentTree {
  const plain = correlationDistances(correlation, n);
  const distances = spec.distance === 'profile' ? rowDistances(plain, n) : plain;
  const found = linkageTree(distances, n, spec.linkage);
  const tree = spec.seriated ? seriatedTree(found, distances) : found;
  return { tree, distances, order: leafOrder(tree) };
}
