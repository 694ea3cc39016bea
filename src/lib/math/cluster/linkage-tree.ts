/** How the distance of a merged cluster to another follows from those of its two parts. */
export type LinkageMethod = 'single' | 'complete' | 'average' | 'ward';

/**
 * Tree of an agglomerative clustering of `count` points. Points are the nodes 0 ... count - 1; merge k, in ascending
 * order of `heights`, joins the nodes left[k] and right[k] to the node count + k of sizes[k] points. The same numbers
 * as the rows of a linkage matrix of scipy.
 */
export interface LinkageTree {
  readonly count: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly heights: Float64Array;
  readonly sizes: Int32Array;
}

/** Checks an n x n matrix of distances. @throws RangeError on a wrong shape or a value that is negative or not finite. */
export function requireDistances(distances: Float64Array, n: number): void {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} points`);
  if (distances.length !== n * n) throw new RangeError(`${distances.length} distances for ${n} points`);
  for (let at = 0; at < distances.length; at++) {
    const value = distances[at];
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`distance ${value} between ${Math.floor(at / n)} and ${at % n}`);
    }
  }
}

/** The points in the order in which the tree draws them: all of a left branch before those of its right one. */
export function leafOrder(tree: LinkageTree): Int32Array {
  const { count, left, right } = tree;
  const order = new Int32Array(count);
  const waiting = new Int32Array(count);
  let depth = 1;
  waiting[0] = 2 * count - 2;
  for (let place = 0; depth > 0;) {
    const node = waiting[--depth];
    if (node < count) {
      order[place++] = node;
    } else {
      waiting[depth++] = right[node - count];
      waiting[depth++] = left[node - count];
    }
  }
  return order;
}

/** First place and the place after the last that each node takes in {@link leafOrder}: node v has [first[v], last[v]). */
export interface NodeRanges {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** The places of the nodes for a leaf order. */
export function nodeRanges(tree: LinkageTree, order: Int32Array): NodeRanges {
  const { count, left, right } = tree;
  const first = new Int32Array(2 * count - 1);
  const last = new Int32Array(2 * count - 1);
  for (let place = 0; place < count; place++) {
    first[order[place]] = place;
    last[order[place]] = place + 1;
  }
  for (let k = 0; k < count - 1; k++) {
    first[count + k] = first[left[k]];
    last[count + k] = last[right[k]];
  }
  return { first, last };
}
