import type { Counts } from './counts';
import { HELD, OPEN, OUT } from './counts';
import { LeastFirst } from './node-queue';
import type { SearchOptions, SearchPoint, SelectedPoint, SelectionResult } from './selection-types';

const NODES = 100_000;
const GAP = 1e-7;
const ABSOLUTE_GAP = 1e-12;
const REPORT = 10;
/** Relaxations of the root and of a node, each at the parts that suit the one before. */
const ROOT_ROUNDS = 12;
const ROUNDS = 3;

/**
 * A bound on what a node can give, with the point that it was found at and the first one before it. `parts` says how far each
 * variable is held, in [0, 1]; `costs` bounds the node with one more variable held or left out.
 */
export interface Relaxation {
  readonly x: Float64Array;
  readonly near: Float64Array;
  readonly bound: number;
  readonly parts: Float64Array;
  readonly costs?: { readonly held: (j: number) => number; readonly out: (j: number) => number };
}

/** The programs behind a search. */
export interface SelectionOracle<P extends SearchPoint> {
  /** Programs solved. */
  readonly solved: number;
  readonly least: Float64Array;
  /** Sizes up to this are zero. */
  readonly zero: number;
  /** The best point with the node's decisions as bounds; undefined when there is none. */
  plain(fate: Uint8Array, start: Float64Array): P | undefined;
  relaxation(fate: Uint8Array, start: Float64Array, rounds: number, cutoff: number): Relaxation | undefined;
  slopes?(point: P): Float64Array;
}

interface Node {
  readonly fate: Uint8Array;
  readonly relaxation: Relaxation;
}

/**
 * Branch and bound over which variables are held (Bienstock 1996; Bertsimas and Shioda 2009), best bound first. Points are
 * found by keeping the largest variables of each relaxation and by exchanging single ones.
 */
export class SelectionSearch<P extends SearchPoint> {
  private readonly queue = new LeastFirst<Node>();
  private readonly tried = new Set<string>();
  private readonly limit: number;
  private best: P | undefined;
  /** Variables that cannot be zero: every choice has them. */
  private forced: readonly number[] = [];
  private reported = 0;
  private stopped = false;
  /** True once a program with everything decided gave up: nothing is proven then. */
  private unsure = false;

  constructor(
    private readonly oracle: SelectionOracle<P>,
    private readonly counts: Counts,
    private readonly options: SearchOptions
  ) {
    this.limit = options.maximumNodes ?? NODES;
  }

  run(fate: Uint8Array, start: Float64Array): SelectionResult<P> {
    this.forced = Array.from(fate.keys()).filter((j) => fate[j] === HELD);
    this.consider(fate, start, ROOT_ROUNDS);
    let bound = Infinity;
    while (this.queue.size > 0) {
      bound = this.queue.least;
      if (bound >= this.cutoff() || this.stopped || (this.options.first && this.best)) break;
      const node = this.queue.pop();
      if (node) this.branch(node);
      this.report();
    }
    const { solved } = this.oracle;
    if (!this.best) return { status: 'none', proven: !this.stopped && !this.unsure, nodes: solved };
    const left = this.unsure ? -Infinity : Math.min(this.stopped ? bound : this.queue.least, this.best.objective);
    return this.pointAt(this.best, left);
  }

  private pointAt(solution: P, bound: number): SelectedPoint<P> {
    const { objective } = solution;
    const gap = relativeGap(objective, bound);
    const proven = objective - bound <= this.allowed(objective);
    const x = solution.x.map((value) => (this.isHeld(value) ? value : 0));
    const nodes = this.oracle.solved;
    return { status: proven ? 'optimal' : 'stopped', proven, x, solution, objective, bound, gap, nodes };
  }

  private report(): void {
    const nodes = this.oracle.solved;
    if (nodes >= this.limit) this.stopped = true;
    if (!this.options.progress || nodes < this.reported + REPORT) return;
    this.reported = nodes;
    const objective = this.best ? this.best.objective : Infinity;
    const bound = Math.min(this.queue.least, objective);
    if (!this.options.progress({ nodes, objective, bound, gap: relativeGap(objective, bound) })) this.stopped = true;
  }

  private allowed(objective: number): number {
    const { gap = GAP, absoluteGap = ABSOLUTE_GAP } = this.options;
    return Math.max(absoluteGap, gap * Math.abs(objective));
  }

  /** A bound from which on a node can give nothing that is better by more than the gap. */
  private cutoff(): number {
    return this.best ? this.best.objective - this.allowed(this.best.objective) : Infinity;
  }

  private isHeld(value: number): boolean {
    return Math.abs(value) > this.oracle.zero;
  }

  private offer(point: P): boolean {
    const { x, objective } = point;
    const { least, zero } = this.oracle;
    for (let j = 0; j < x.length; j++) if (this.isHeld(x[j]) && x[j] < least[j] - zero) return false;
    if (!this.counts.keeps((j) => this.isHeld(x[j]))) return false;
    if (!this.best || objective < this.best.objective) this.best = point;
    return true;
  }

  /** Bounds a node, looks for a point near it, and queues it unless it is settled or cannot matter. */
  private consider(fate: Uint8Array, start: Float64Array, rounds: number): void {
    if (!this.counts.settle(fate)) return;
    if (fate.every((one) => one !== OPEN)) {
      const point = this.oracle.plain(fate, start);
      if (point) this.offer(point);
      else if (this.oracle.relaxation(fate, start, 1, Infinity)) this.unsure = true;
      return;
    }
    if (this.counts.rooms(fate).every(({ room, open }) => open <= room)) {
      const point = this.oracle.plain(fate, start);
      if (point && this.offer(point)) return;
    }
    const relaxation = this.oracle.relaxation(fate, start, rounds, this.cutoff());
    if (!relaxation || relaxation.bound >= this.cutoff()) return;
    this.round(fate, relaxation.near);
    if (relaxation.bound < this.cutoff()) this.queue.push(relaxation.bound, { fate, relaxation });
  }

  /** Keeps the largest variables of the relaxation, and improves on that by exchanges where it is a new best. */
  private round(fate: Uint8Array, x: Float64Array): void {
    const order = Array.from(x.keys())
      .filter((j) => fate[j] !== OUT)
      .sort((a, b) => (fate[b] % 2) - (fate[a] % 2) || Math.abs(x[b]) - Math.abs(x[a]));
    const first = this.chosenOf(fate, order, x);
    for (let chosen = first; chosen.length > 0; chosen = chosen.slice(0, -1)) {
      const before = this.best;
      if (this.onlyWith(chosen, x)) {
        if (this.best !== before) this.exchange(chosen, order);
        return;
      }
      if (before) return;
    }
    if (first.length === 0) this.onlyWith(first, x);
  }

  /** The largest variables that every limit lets in; those beyond what the relaxation holds only where a limit asks for more. */
  private chosenOf(fate: Uint8Array, order: readonly number[], x: Float64Array): number[] {
    const rooms = this.counts.rooms(fate).map((one) => ({ ...one }));
    const chosen: number[] = [];
    for (const j of order) {
      const own = rooms.filter(({ isMember }) => isMember(j));
      const isDecided = fate[j] === HELD;
      const wanted = isDecided || this.isHeld(x[j]) || own.some(({ need }) => need > 0);
      if (!wanted || (!isDecided && own.some(({ room }) => room <= 0))) continue;
      chosen.push(j);
      if (isDecided) continue;
      for (const one of own) Object.assign(one, { room: one.room - 1, need: one.need - 1 });
    }
    return chosen;
  }

  /** Whether these variables alone, each held, allow a point; each choice is tried once. */
  private onlyWith(chosen: readonly number[], start: Float64Array): boolean {
    const key = [...chosen].sort((a, b) => a - b).join();
    if (this.tried.has(key) || this.forced.some((j) => !chosen.includes(j))) return false;
    this.tried.add(key);
    const fate = new Uint8Array(start.length).fill(OUT);
    for (const j of chosen) fate[j] = HELD;
    const point = this.oracle.plain(fate, start);
    return point !== undefined && this.offer(point);
  }

  /** Swaps the smallest of the chosen for variables along which the objective falls most, while that helps. */
  private exchange(chosen: readonly number[], order: readonly number[]): void {
    for (let round = 0; round < 20; round++) {
      const before = this.best;
      if (!before) return;
      const { x } = before;
      const slopes = this.oracle.slopes?.(before);
      const outside = slopes ? Array.from(x.keys()).filter((j) => slopes[j] < 0) : order;
      const entering = outside.filter((j) => !chosen.includes(j));
      if (slopes) entering.sort((a, b) => slopes[a] - slopes[b]);
      const leaving = [...chosen].sort((a, b) => Math.abs(x[a]) - Math.abs(x[b])).slice(0, 3);
      const swaps = leaving.flatMap((out) =>
        entering.slice(0, 4).map((one) => chosen.map((j) => (j === out ? one : j)))
      );
      const better = swaps.find((swap) => this.onlyWith(swap, x) && this.best !== before);
      if (!better) return;
      chosen = better;
    }
  }

  private branch({ fate, relaxation }: Node): void {
    const { x, parts, costs } = relaxation;
    const cutoff = this.cutoff();
    const base = Uint8Array.from(fate);
    if (costs) {
      for (let j = 0; j < x.length; j++) {
        if (base[j] !== OPEN) continue;
        if (costs.held(j) >= cutoff) base[j] = OUT;
        else if (costs.out(j) >= cutoff) base[j] = HELD;
      }
    }
    const j = this.branchingVariable(base, x, parts);
    if (j < 0) {
      this.consider(base, x, ROUNDS);
      return;
    }
    for (const decision of [HELD, OUT]) {
      const child = Uint8Array.from(base);
      child[j] = decision;
      this.consider(child, x, ROUNDS);
    }
  }

  /** The open variable of greatest weight whose part is open too, or that is farthest from both zero and its least size. */
  private branchingVariable(fate: Uint8Array, x: Float64Array, parts: Float64Array): number {
    const { least } = this.oracle;
    let choice = -1;
    let most = -Infinity;
    for (let j = 0; j < x.length; j++) {
      if (fate[j] !== OPEN) continue;
      const size = Math.abs(x[j]);
      const between = Math.min(size, least[j] - size);
      const score =
        parts[j] > 0 && parts[j] < 1 ? 1 + parts[j] * (1 - parts[j]) : between > this.oracle.zero ? between : size - 2;
      if (score > most) {
        most = score;
        choice = j;
      }
    }
    return choice;
  }
}

function relativeGap(objective: number, bound: number): number {
  if (!Number.isFinite(objective)) return Infinity;
  const distance = Math.max(0, objective - bound);
  return distance === 0 ? 0 : distance / Math.abs(objective);
}
