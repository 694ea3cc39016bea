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

/** Infinity of the search, far above any sum of distances. */
const UNREACHED = 2 ** 30;
/** Room for a place in a sort key below the bits of a length. */
const PLACES = 2 ** 20;

/**
 * The same tree with branches turned so that the sum of distances between neighbouring leaves is least (optimal leaf
 * ordering, Bar-Joseph, Gifford and Jaakkola 2001, with their early termination). Lengths are held in single precision
 * and of equal ones the first is taken, as scipy does, so that ties end alike. `distances` is full, symmetric, n x n.
 * Time grows with the square of n where branches are thin, up to its fourth power in the worst case.
 * @throws RangeError on a wrong shape or a distance that is negative or not finite.
 */
export function optimallyOrdered(tree: LinkageTree, distances: Float64Array): LinkageTree {
  const { count: n, left, right } = tree;
  requireDistances(distances, n);
  if (n >= PLACES) throw new RangeError(`${n} points are too many to order`);
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
  private readonly bits: Int32Array;
  /** For each end of the right branch the places of its seam by ascending length, in `seams`, from `seamsAt`. */
  private seams: Int32Array;
  private readonly seamsAt: Int32Array;
  private readonly ownSeams: Int32Array;
  private readonly keys: Float64Array;

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
    this.bits = new Int32Array(this.length.buffer);
    this.seams = new Int32Array(4 * n);
    this.seamsAt = new Int32Array(n + 1);
    this.ownSeams = new Int32Array(n);
    this.keys = new Float64Array(n);
  }

  /** Lengths for all pairs of ends of two branches put side by side, and the ends of the shortest order. */
  bestEnds(left: readonly Halves[], right: readonly Halves[]): { first: number; last: number } {
    const { n, length } = this;
    this.sortRightSeams(right);
    for (const one of left) {
      const gaps = right.map(({ seam }) => this.leastGap(one.seam, seam));
      for (let u = one.end.from; u < one.end.to; u++) {
        const seams = this.sortSeams(u, one.seam, this.ownSeams, 0);
        right.forEach((other, side) => this.joinFrom(u, seams, other.end, gaps[side]));
      }
    }
    const from = Math.min(...left.map(({ end }) => end.from));
    const to = Math.max(...left.map(({ end }) => end.to));
    const until = Math.max(...right.map(({ end }) => end.to));
    let best = UNREACHED;
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

  /** Least lengths from the end u of the left branch, its seams sorted, to every end of a half of the right one. */
  private joinFrom(u: number, seams: number, ends: Span, gap: number): void {
    const { n, length, apart, ownSeams, seamsAt } = this;
    const all = this.seams;
    const row = u * n;
    for (let w = ends.from; w < ends.to; w++) {
      const from = seamsAt[w];
      const to = seamsAt[w + 1];
      const column = w * n;
      const nearest = length[column + all[from]];
      let best = UNREACHED;
      for (let at = 0; at < seams; at++) {
        const m = ownSeams[at];
        const outer = length[row + m];
        if (Math.fround(Math.fround(outer + nearest) + gap) >= best) break;
        const between = m * n;
        for (let k = from; k < to; k++) {
          const both = Math.fround(outer + length[column + all[k]]);
          if (Math.fround(both + gap) >= best) break;
          const total = Math.fround(both + apart[between + all[k]]);
          if (total < best) best = total;
        }
      }
      length[row + w] = best;
      length[column + u] = best;
    }
  }

  private leastGap(one: Span, other: Span): number {
    let least = UNREACHED;
    for (let m = one.from; m < one.to; m++) {
      for (let k = other.from; k < other.to; k++) {
        const gap = this.apart[m * this.n + k];
        if (gap < least) least = Math.fround(gap);
      }
    }
    return least;
  }

  private sortRightSeams(right: readonly Halves[]): void {
    // In ascending order of the ends, so that each list ends where the next begins.
    const halves = [...right].sort((a, b) => a.end.from - b.end.from);
    const room = halves.reduce((sum, { end, seam }) => sum + (end.to - end.from) * (seam.to - seam.from), 0);
    if (room > this.seams.length) this.seams = new Int32Array(2 * room);
    let at = 0;
    for (const { end, seam } of halves) {
      for (let w = end.from; w < end.to; w++) {
        this.seamsAt[w] = at;
        at += this.sortSeams(w, seam, this.seams, at);
        this.seamsAt[w + 1] = at;
      }
    }
  }

  /** Writes the places of a seam by ascending length from an end; answers how many there are. */
  private sortSeams(end: number, seam: Span, out: Int32Array, at: number): number {
    const size = seam.to - seam.from;
    const row = end * this.n;
    if (size === 1) {
      out[at] = seam.from;
      return 1;
    }
    // Bits of non-negative floats sort as the floats do: the key is exact, and plain numbers sort fast.
    for (let i = 0; i < size; i++) this.keys[i] = this.bits[row + seam.from + i] * PLACES + seam.from + i;
    const keys = this.keys.subarray(0, size).sort();
    for (let i = 0; i < size; i++) out[at + i] = keys[i] % PLACES;
    return size;
  }
}
