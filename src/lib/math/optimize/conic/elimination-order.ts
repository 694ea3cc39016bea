/** The order in which nodes are eliminated: those of `sparse` one by one, then those of `dense` as one dense block. */
export interface EliminationOrder {
  readonly sparse: readonly number[];
  readonly dense: readonly number[];
}

/** What is left goes into one block when each of its nodes meets this part of the others. */
const FULL = 0.6;

/**
 * Approximate minimum degree order of a symmetric graph by quotient graph, with supervariables and element absorption
 * (Amestoy, Davis and Duff 1996), stopped when what is left is nearly complete. `neighbours[i]` lists the nodes that
 * share an entry with node i, both ways round, without i; nodes marked in `last` go to the dense block from the start,
 * and count as neighbours of what meets them.
 */
export function eliminationOrder(neighbours: readonly (readonly number[])[], last: Uint8Array): EliminationOrder {
  const graph = new QuotientGraph(neighbours, last);
  const sparse: number[] = [];
  while (graph.remaining > 0) {
    const pivot = graph.leastDegree();
    const size = graph.sizeOf(pivot);
    if (size < graph.remaining && graph.degreeOf(pivot) + size > FULL * graph.remaining) break;
    graph.eliminate(pivot, sparse);
  }
  const dense = graph.alive();
  for (let i = 0; i < last.length; i++) if (last[i] === 1) dense.push(i);
  return { sparse, dense };
}

class QuotientGraph {
  remaining: number;
  private readonly variables: number[][];
  private readonly elements: number[][];
  /** Variables of the element that the node became when it was eliminated. */
  private readonly members: (number[] | undefined)[];
  private readonly size: Int32Array;
  private readonly degree: Int32Array;
  private readonly merged: number[][];
  private readonly mark: Int32Array;
  private readonly outside: Int32Array;
  private readonly stamp: Int32Array;
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private round = 0;
  private least = 0;
  /** How many of the nodes held for last a node meets, at most, and how many these are. */
  private readonly meetsLast: Int32Array;
  private readonly lastCount: number;

  constructor(neighbours: readonly (readonly number[])[], last: Uint8Array) {
    const n = neighbours.length;
    this.variables = neighbours.map((list, i) => (last[i] === 1 ? [] : list.filter((j) => last[j] === 0)));
    this.elements = neighbours.map(() => []);
    this.members = new Array<number[] | undefined>(n).fill(undefined);
    this.size = Int32Array.from(last, (held) => 1 - held);
    this.degree = Int32Array.from(this.variables, (list) => list.length);
    this.merged = neighbours.map((_, i) => [i]);
    this.mark = new Int32Array(n).fill(-1);
    this.outside = new Int32Array(n);
    this.stamp = new Int32Array(n).fill(-1);
    this.meetsLast = Int32Array.from(neighbours, (list) => list.reduce((total, j) => total + (last[j] ?? 0), 0));
    this.lastCount = last.reduce((total, held) => total + held, 0);
    this.head = new Int32Array(2 * n + 1).fill(-1);
    this.next = new Int32Array(n).fill(-1);
    this.previous = new Int32Array(n).fill(-1);
    this.remaining = 0;
    for (let i = n - 1; i >= 0; i--) {
      if (this.size[i] === 0) continue;
      this.remaining++;
      this.enlist(i);
    }
  }

  sizeOf(i: number): number {
    return this.size[i];
  }

  degreeOf(i: number): number {
    return this.degree[i];
  }

  /** All nodes not yet eliminated. */
  alive(): number[] {
    const out: number[] = [];
    for (let i = 0; i < this.size.length; i++) if (this.size[i] > 0) out.push(...this.merged[i]);
    return out.sort((a, b) => a - b);
  }

  leastDegree(): number {
    while (this.head[this.least] < 0) this.least++;
    return this.head[this.least];
  }

  private keyOf(i: number): number {
    return this.degree[i] + this.meetsLast[i];
  }

  private enlist(i: number): void {
    const d = this.keyOf(i);
    const first = this.head[d];
    this.next[i] = first;
    this.previous[i] = -1;
    if (first >= 0) this.previous[first] = i;
    this.head[d] = i;
    if (d < this.least) this.least = d;
  }

  private unlist(i: number): void {
    const [before, after] = [this.previous[i], this.next[i]];
    if (before >= 0) this.next[before] = after;
    else this.head[this.keyOf(i)] = after;
    if (after >= 0) this.previous[after] = before;
  }

  /** Eliminates a node with all it stands for, and those that its elimination leaves without other neighbours. */
  eliminate(pivot: number, order: number[]): void {
    this.round++;
    this.unlist(pivot);
    this.mark[pivot] = this.round;
    let front = this.frontOf(pivot);
    order.push(...this.merged[pivot]);
    this.remaining -= this.size[pivot];
    this.size[pivot] = 0;
    this.elements[pivot] = [];
    this.variables[pivot] = [];
    let weight = 0;
    for (const i of front) weight += this.size[i];
    this.countOutside(front);
    const hashes = front.length > 1 ? new Map<number, number[]>() : undefined;
    const done: number[] = [];
    for (const i of front) {
      this.unlist(i);
      const degree = this.prune(i, pivot);
      if (degree === 0) {
        done.push(i);
        this.remaining -= this.size[i];
        weight -= this.size[i];
        continue;
      }
      this.meetsLast[i] = Math.min(this.lastCount, this.meetsLast[i] + this.meetsLast[pivot]);
      this.degree[i] += weight;
      const bound = degree + weight - this.size[i];
      this.degree[i] = Math.min(this.degree[i], bound);
      if (hashes) this.merge(i, hashes);
    }
    done.sort((a, b) => this.meetsLast[a] - this.meetsLast[b]);
    for (const i of done) {
      order.push(...this.merged[i]);
      this.size[i] = 0;
    }
    front = front.filter((i) => this.size[i] > 0);
    this.members[pivot] = front;
    for (const i of front) {
      this.degree[i] = Math.max(0, Math.min(this.degree[i], this.remaining - this.size[i]));
      this.enlist(i);
    }
  }

  /** The nodes that eliminating `pivot` joins to one another; the elements it touched are absorbed. */
  private frontOf(pivot: number): number[] {
    const front: number[] = [];
    const take = (j: number): void => {
      if (this.size[j] === 0 || this.mark[j] === this.round) return;
      this.mark[j] = this.round;
      front.push(j);
    };
    this.variables[pivot].forEach(take);
    for (const e of this.elements[pivot]) {
      this.members[e]?.forEach(take);
      this.members[e] = undefined;
    }
    return front;
  }

  /** For each element next to the front: the weight of its members outside the front. */
  private countOutside(front: readonly number[]): void {
    for (const i of front) {
      for (const e of this.elements[i]) {
        const members = this.members[e];
        if (!members) continue;
        if (this.stamp[e] !== this.round) {
          this.stamp[e] = this.round;
          let weight = 0;
          for (const j of members) weight += this.size[j];
          this.outside[e] = weight;
        }
        this.outside[e] -= this.size[i];
      }
    }
  }

  /** Drops from i's lists what the new element covers; the weight of what is left outside it. */
  private prune(i: number, pivot: number): number {
    let degree = 0;
    const elements: number[] = [pivot];
    for (const e of this.elements[i]) {
      if (!this.members[e]) continue;
      if (this.outside[e] === 0) this.members[e] = undefined;
      else {
        elements.push(e);
        degree += this.outside[e];
      }
    }
    const kept: number[] = [];
    for (const j of this.variables[i]) {
      if (this.size[j] === 0 || this.mark[j] === this.round) continue;
      kept.push(j);
      degree += this.size[j];
    }
    this.elements[i] = elements;
    this.variables[i] = kept;
    return degree;
  }

  /** Joins i to a node of the front that has the same neighbours, if there is one. */
  private merge(i: number, hashes: Map<number, number[]>): void {
    let hash = 0;
    for (const e of this.elements[i]) hash += e;
    for (const j of this.variables[i]) hash += j;
    const alike = hashes.get(hash);
    if (!alike) {
      hashes.set(hash, [i]);
      return;
    }
    for (const other of alike) {
      if (!sameSet(this.elements[i], this.elements[other]) || !sameSet(this.variables[i], this.variables[other]))
        continue;
      this.size[other] += this.size[i];
      this.degree[other] -= this.size[i];
      this.size[i] = 0;
      this.merged[other].push(...this.merged[i]);
      this.variables[i] = [];
      this.elements[i] = [];
      return;
    }
    alike.push(i);
  }
}

function sameSet(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  const within = new Set(a);
  return b.every((value) => within.has(value));
}
