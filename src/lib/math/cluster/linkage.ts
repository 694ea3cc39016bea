import { requireDistances, type LinkageMethod, type LinkageTree } from './linkage-tree';

/** Merges as they were found: two points that stand for their clusters, and the distance at which these meet. */
interface Merges {
  readonly one: Int32Array;
  readonly other: Int32Array;
  readonly heights: Float64Array;
}

/**
 * Agglomerative hierarchical clustering of n points in O(n^2): single linkage by the minimum spanning tree (Prim 1957;
 * Gower and Ross 1969), the others by nearest-neighbour chains (Murtagh 1983). `distances` is a full symmetric n x n
 * matrix, row-major; its diagonal is not read for merges. Ties are resolved as scipy does: the lowest index first, and
 * merges of equal height in the order in which they were found. Ward's distances are meant for Euclidean ones and are
 * taken as they come. Source: Mullner, Modern hierarchical, agglomerative clustering algorithms (2011).
 * @throws RangeError on a wrong shape or a distance that is negative or not finite.
 */
export function linkageTree(distances: Float64Array, n: number, method: LinkageMethod): LinkageTree {
  requireDistances(distances, n);
  return labelled(method === 'single' ? spanningTree(distances, n) : neighbourChains(distances, n, method), n);
}

function emptyMerges(n: number): Merges {
  return { one: new Int32Array(n - 1), other: new Int32Array(n - 1), heights: new Float64Array(n - 1) };
}

function spanningTree(distances: Float64Array, n: number): Merges {
  const merges = emptyMerges(n);
  const nearest = new Float64Array(n).fill(Infinity);
  // The points outside the tree, ascending.
  const outside = Int32Array.from({ length: n }, (_, i) => i);
  let from = 0;
  let place = 0;
  for (let k = 0; k < n - 1; k++) {
    const left = n - 1 - k;
    outside.copyWithin(place, place + 1, left + 1);
    const row = from * n;
    let least = Infinity;
    for (let at = 0; at < left; at++) {
      const i = outside[at];
      const distance = distances[row + i];
      let held = nearest[i];
      if (held > distance) {
        held = distance;
        nearest[i] = distance;
      }
      if (held < least) {
        least = held;
        place = at;
      }
    }
    merges.one[k] = from;
    from = outside[place];
    merges.other[k] = from;
    merges.heights[k] = least;
  }
  return merges;
}

/** Distance of the union of x and y to z (Lance and Williams 1967). */
function unionDistance(
  method: LinkageMethod,
  xz: number,
  yz: number,
  xy: number,
  nx: number,
  ny: number,
  nz: number
): number {
  switch (method) {
    case 'single':
      return Math.min(xz, yz);
    case 'complete':
      return Math.max(xz, yz);
    case 'average':
      return (nx * xz + ny * yz) / (nx + ny);
    case 'ward': {
      const share = 1 / (nx + ny + nz);
      return Math.sqrt((nz + nx) * share * xz * xz + (nz + ny) * share * yz * yz - nz * share * xy * xy);
    }
  }
}

function neighbourChains(distances: Float64Array, n: number, method: LinkageMethod): Merges {
  const merges = emptyMerges(n);
  const between = Float64Array.from(distances);
  const sizes = new Int32Array(n).fill(1);
  const alive = Int32Array.from({ length: n }, (_, i) => i);
  const chain = new Int32Array(n);
  let length = 0;
  for (let k = 0; k < n - 1; k++) {
    const living = n - k;
    if (length === 0) chain[length++] = alive[0];
    let x: number;
    let y: number;
    let least: number;
    for (;;) {
      x = chain[length - 1];
      const row = x * n;
      // The link before comes first, so that equal distances cannot send the chain round in circles.
      const before = length > 1 ? chain[length - 2] : -1;
      y = before;
      least = before >= 0 ? between[row + before] : Infinity;
      for (let at = 0; at < living; at++) {
        const i = alive[at];
        if (between[row + i] < least && i !== x) {
          least = between[row + i];
          y = i;
        }
      }
      if (y === before) break;
      chain[length++] = y;
    }
    length -= 2;
    const gone = Math.min(x, y);
    const kept = Math.max(x, y);
    merges.one[k] = gone;
    merges.other[k] = kept;
    merges.heights[k] = least;
    alive.copyWithin(alive.indexOf(gone), alive.indexOf(gone) + 1, living);
    for (let at = 0; at < living - 1; at++) {
      const z = alive[at];
      if (z === kept) continue;
      const toGone = between[gone * n + z];
      const toKept = between[kept * n + z];
      const distance = unionDistance(method, toGone, toKept, least, sizes[gone], sizes[kept], sizes[z]);
      between[kept * n + z] = distance;
      between[z * n + kept] = distance;
    }
    sizes[kept] += sizes[gone];
  }
  return merges;
}

/** Sorts merges by height and names the nodes they join. */
function labelled({ one, other, heights }: Merges, n: number): LinkageTree {
  const order = Int32Array.from({ length: n - 1 }, (_, k) => k).sort((a, b) => heights[a] - heights[b] || a - b);
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, i) => i);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root];
    for (let at = node; at !== root;) {
      const next = parent[at];
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  const sizes = new Int32Array(n - 1);
  const sizeOf = (node: number): number => (node < n ? 1 : sizes[node - n]);
  for (let k = 0; k < n - 1; k++) {
    const a = rootOf(one[order[k]]);
    const b = rootOf(other[order[k]]);
    left[k] = Math.min(a, b);
    right[k] = Math.max(a, b);
    sizes[k] = sizeOf(a) + sizeOf(b);
    parent[a] = n + k;
    parent[b] = n + k;
  }
  return { count: n, left, right, heights: Float64Array.from(order, (k) => heights[k]), sizes };
}
