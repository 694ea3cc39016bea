import { leafOrder, nodeRanges, requireDistances, type LinkageTree, type NodeRanges } from './linkage-tree';

/** A part of a branch: the places [from, to) in the leaf order. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A branch cut into its two halves; a single point is both. `end` is where an end of the order may lie, `seam` where then the seam lies. */
interface Halves {
  readonly end: Span;
  readonly seam: Span;
}

/** Lengths of sums in single precision differ by less than this factor when they are equal but for rounding. */
const NEAR = 1 + 2 ** -21;

/**
 * The same tree with branches turned so that neighbouring leaves are close: the optimal leaf ordering of Bar-Joseph,
 * Gifford and Jaakkola (2001) as scipy does it. Lengths, the sums of distances between neighbours, are exact least ones
 * for every pair of ends; a branch is turned by the ends that are best for the branch that holds it alone, so that the
 * whole order can be somewhat longer than the shortest one. Lengths are held in single precision and of equal ones the
 * first is taken: ties end as they do there. `distances` is full, symmetric, n x n. O(n^2) for thin branches, O(n^3) at worst.
 * @throws RangeError on a wrong shape or a distance that is negative or not finite.
 */
export function seriatedTree(tree: LinkageTree, distances: Float64Array): LinkageTree {
  const { count: n, left, right } = tree;
  requireDistances(distances, n);
  const order = leafOrder(tree);
  const ranges = nodeRanges(tree, order);
  const search = new OrderSearch(distances, n, order);
  const turned = new Uint8Array(2 * n - 1);
  for (let k = 0; k < n - 1; k++) {
    const ends = search.bestEnds(branchHalves(tree, ranges, left[k], 0), branchHalves(tree, ranges, right[k], 1));
    if (left[k] >= n && ends.first >= ranges.first[right[left[k] - n]]) turned[left[k]] = 1;
    if (right[k] >= n && ends.last < ranges.last[left[right[k] - n]]) turned[right[k]] = 1;
  }
  const newLeft = Int32Array.from(left);
  const newRight = Int32Array.from(right);
  // A turn of a branch turns all below it as well.
  for (let k = n - 2; k >= 0; k--) {
    if (turned[n + k] === 0) continue;
    newLeft[k] = right[k];
    newRight[k] = left[k];
    turned[left[k]] ^= 1;
    turned[right[k]] ^= 1;
  }
  return { ...tree, left: newLeft, right: newRight };
}

function branchHalves({ count, left, right }: LinkageTree, { first, last }: NodeRanges, node: number, side: 0 | 1) {
  const span = (one: number): Span => ({ from: first[one], to: last[one] });
  if (node < count) return [{ end: span(node), seam: span(node) }];
  const halves = [span(left[node - count]), span(right[node - count])] as const;
  return [
    { end: halves[side], seam: halves[1 - side] },
    { end: halves[1 - side], seam: halves[side] }
  ] as Halves[];
}

class OrderSearch {
  /** Distances by places of the leaf order. */
  private readonly apart: Float64Array;
  /** Least length of a branch with its ends at two places. */
  private readonly length: Float32Array;
  /** From one end over the best place of its own seam to each place of the other seam: length, runner-up, that place. */
  private readonly reach: Float64Array;
  private readonly second: Float64Array;
  private readonly via: Int32Array;

  constructor(
    distances: Float64Array,
    private readonly n: number,
    order: Int32Array
  ) {
    this.apart = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const row = order[i] * n;
      for (let j = 0; j < n; j++) this.apart[i * n + j] = distances[row + order[j]];
    }
    this.length = new Float32Array(n * n);
    this.reach = new Float64Array(n);
    this.second = new Float64Array(n);
    this.via = new Int32Array(n);
  }

  /** Lengths for all pairs of ends of two branches put side by side, and the ends of the shortest order. */
  bestEnds(left: readonly Halves[], right: readonly Halves[]): { first: number; last: number } {
    for (const one of left) for (const other of right) this.join(one, other);
    const { n, length } = this;
    const from = Math.min(...left.map(({ end }) => end.from));
    const to = Math.max(...left.map(({ end }) => end.to));
    const until = Math.max(...right.map(({ end }) => end.to));
    let best = Infinity;
    let ends = { first: from, last: to };
    for (let u = from; u < to; u++) {
      for (let w = to; w < until; w++) {
        if (length[u * n + w] < best) {
          best = length[u * n + w];
          ends = { first: u, last: w };
        }
      }
    }
    return ends;
  }

  private join(one: Halves, other: Halves): void {
    const size = ({ from, to }: Span): number => to - from;
    const forth = size(one.end) * size(other.seam) * (size(one.seam) + size(other.end));
    const back = size(other.end) * size(one.seam) * (size(other.seam) + size(one.end));
    if (forth <= back) this.joinFrom(one, other);
    else this.joinFrom(other, one);
  }

  /** Two minima in turn instead of one over pairs: first over the own seam, then over the other one. */
  private joinFrom(one: Halves, other: Halves): void {
    const { n, length, reach } = this;
    const { from, to } = other.seam;
    for (let u = one.end.from; u < one.end.to; u++) {
      this.reachSeam(u, one.seam, other.seam);
      for (let w = other.end.from; w < other.end.to; w++) {
        const row = w * n;
        let best = Infinity;
        let runnerUp = Infinity;
        let at = from;
        for (let k = from; k < to; k++) {
          const total = reach[k] + length[row + k];
          if (total < best) {
            runnerUp = best;
            best = total;
            at = k;
          } else if (total < runnerUp) runnerUp = total;
        }
        const near = best * NEAR;
        const alone = runnerUp > near && this.second[at] + length[row + at] > near;
        const value = alone ? this.total(u, this.via[at], at, w) : this.leastOfNear(u, w, one.seam, other.seam, near);
        length[u * n + w] = value;
        length[row + u] = value;
      }
    }
  }

  private reachSeam(u: number, own: Span, seam: Span): void {
    const { n, length, apart, reach, second, via } = this;
    const { from, to } = seam;
    reach.fill(Infinity, from, to);
    second.fill(Infinity, from, to);
    for (let m = own.from; m < own.to; m++) {
      const outer = length[u * n + m];
      const row = m * n;
      for (let k = from; k < to; k++) {
        const total = outer + apart[row + k];
        if (total < reach[k]) {
          second[k] = reach[k];
          reach[k] = total;
          via[k] = m;
        } else if (total < second[k]) second[k] = total;
      }
    }
  }

  /** Length over the seam m to k in single precision, rounded in the order in which scipy adds. */
  private total(u: number, m: number, k: number, w: number): number {
    const { n, length, apart } = this;
    return Math.fround(Math.fround(length[u * n + m] + length[w * n + k]) + apart[m * n + k]);
  }

  /** Where several seams are equally good but for rounding, the least of their rounded lengths. */
  private leastOfNear(u: number, w: number, own: Span, seam: Span, near: number): number {
    const { n, length, apart, reach } = this;
    let least = Infinity;
    for (let k = seam.from; k < seam.to; k++) {
      const outer = length[w * n + k];
      if (reach[k] + outer > near) continue;
      for (let m = own.from; m < own.to; m++) {
        if (length[u * n + m] + apart[m * n + k] + outer <= near) least = Math.min(least, this.total(u, m, k, w));
      }
    }
    return least;
  }
}
