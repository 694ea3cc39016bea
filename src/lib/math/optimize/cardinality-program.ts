import { CardinalityBound, HELD, OPEN, OUT } from './cardinality-bound';
import type { Relaxation } from './cardinality-bound';
import type { CardinalityOptions, CardinalityPoint, CardinalityProblem, CardinalityResult } from './cardinality-types';
import { LeastFirst } from './node-queue';
import { quadraticProgram } from './quadratic-program';
import type { OptimalPoint } from './types';

const NODES = 100_000;
const GAP = 1e-7;
const REPORT = 100;
/** Weights below this are zero. */
const ZERO = 1e-9;
/** Relaxations of the root and of a node, each at the parts that suit the one before. */
const ROOT_ROUNDS = 12;
const ROUNDS = 3;

interface Node {
  readonly fate: Uint8Array;
  readonly held: number;
  readonly relaxation: Relaxation;
}

/**
 * Quadratic program with a limit on the number of variables other than zero and least sizes of those (Bienstock 1996;
 * Bertsimas and Shioda 2009): branch and bound, best bound first, each variable held or left out, over perspective
 * relaxations solved by the active set; a variable that cannot gain by being held, or by being left out, is decided at
 * once. Points are found by keeping the largest variables of each relaxation and by exchanging single ones. The answer
 * says whether it is proven, and how far from the best it can be. Throws RangeError when shapes disagree.
 */
export function cardinalityProgram(problem: CardinalityProblem, options: CardinalityOptions = {}): CardinalityResult {
  requireOptional(problem);
  const root = quadraticProgram(problem);
  if (root.status !== 'optimal') return root;
  return new Search(problem, options).run(root);
}

function requireOptional({ most, least, lower, upper, linear }: CardinalityProblem): void {
  if (!(most >= 0)) throw new RangeError(`at most ${most} variables`);
  if (least && least.length !== linear.length) {
    throw new RangeError(`least sizes have length ${least.length}, expected ${linear.length}`);
  }
  for (let j = 0; j < linear.length; j++) {
    if (lower[j] > 0 || upper[j] < 0) throw new RangeError(`variable ${j} cannot be zero`);
    const size = least ? least[j] : 0;
    if (!(size >= 0)) throw new RangeError(`least size of variable ${j} is ${size}`);
    if (size > 0 && lower[j] < 0)
      throw new RangeError(`variable ${j} has a least size and a lower bound of ${lower[j]}`);
  }
}

class Search {
  private readonly relaxed: CardinalityBound;
  private readonly queue = new LeastFirst<Node>();
  private readonly tried = new Set<string>();
  private readonly limit: number;
  private readonly allowed: number;
  private best: OptimalPoint | undefined;
  private reported = 0;
  private stopped = false;

  constructor(
    private readonly problem: CardinalityProblem,
    private readonly options: CardinalityOptions
  ) {
    this.relaxed = new CardinalityBound(problem);
    this.limit = options.maximumNodes ?? NODES;
    this.allowed = options.gap ?? GAP;
  }

  run(root: OptimalPoint): CardinalityResult {
    const { least } = this.relaxed;
    const fate = Uint8Array.from(this.problem.upper, (most, j) => (least[j] > most ? OUT : OPEN));
    this.consider(fate, 0, root.x, ROOT_ROUNDS);
    let bound = Infinity;
    while (this.queue.size > 0) {
      bound = this.queue.least;
      if (bound >= this.cutoff() || this.stopped) break;
      const node = this.queue.pop();
      if (node) this.branch(node);
      this.report();
    }
    const { solved } = this.relaxed;
    if (!this.best) return { status: 'none', proven: !this.stopped, nodes: solved };
    const left = Math.min(this.stopped ? bound : this.queue.least, this.best.objective);
    return this.pointAt(this.best, left);
  }

  private pointAt(solution: OptimalPoint, bound: number): CardinalityPoint {
    const { objective } = solution;
    const gap = relativeGap(objective, bound);
    const proven = gap <= this.allowed;
    const x = solution.x.map((value) => (Math.abs(value) <= ZERO ? 0 : value));
    const nodes = this.relaxed.solved;
    return { status: proven ? 'optimal' : 'stopped', proven, x, solution, objective, bound, gap, nodes };
  }

  private report(): void {
    const nodes = this.relaxed.solved;
    if (nodes >= this.limit) this.stopped = true;
    if (!this.options.progress || nodes < this.reported + REPORT) return;
    this.reported = nodes;
    const objective = this.best ? this.best.objective : Infinity;
    const bound = Math.min(this.queue.least, objective);
    if (!this.options.progress({ nodes, objective, bound, gap: relativeGap(objective, bound) })) this.stopped = true;
  }

  /** A bound from which on a node can give nothing that is better by more than the gap. */
  private cutoff(): number {
    return this.best ? this.best.objective - this.allowed * Math.abs(this.best.objective) : Infinity;
  }

  private isHeld(value: number): boolean {
    return Math.abs(value) > ZERO;
  }

  private offer(point: OptimalPoint): boolean {
    const { x, objective } = point;
    let count = 0;
    for (let j = 0; j < x.length; j++) {
      if (!this.isHeld(x[j])) continue;
      count++;
      if (x[j] < this.relaxed.least[j] - ZERO) return false;
    }
    if (count > this.problem.most) return false;
    if (!this.best || objective < this.best.objective) this.best = point;
    return true;
  }

  /** Bounds a node, looks for a point near it, and queues it unless it is settled or cannot matter. */
  private consider(fate: Uint8Array, held: number, start: Float64Array, rounds: number): void {
    const room = this.problem.most - held;
    if (room < 0) return;
    if (room === 0) for (let j = 0; j < fate.length; j++) if (fate[j] === OPEN) fate[j] = OUT;
    let open = 0;
    for (const one of fate) open += Number(one === OPEN);
    if (open <= room) {
      const point = this.relaxed.plain(fate, start);
      if (!point || point.objective >= this.cutoff() || this.offer(point)) return;
      const none = new Float64Array(fate.length);
      const relaxation = { point, bound: point.objective, shares: none, lastKept: 0, firstLeft: 0, parts: none };
      this.queue.push(point.objective, { fate, held, relaxation });
      return;
    }
    let relaxation: Relaxation | undefined;
    let x = start;
    for (let round = 0; round < rounds; round++) {
      const next = this.relaxed.relaxation(fate, room, this.relaxed.partsAt(fate, room, x), x);
      if (!next) return;
      x = next.point.x;
      const before = relaxation?.bound ?? -Infinity;
      if (next.bound > before) relaxation = next;
      if (next.bound >= this.cutoff()) return;
      if (round === 0) this.round(fate, x);
      else if (!(next.bound - before > 0.05 * Math.abs(this.cutoff() - before))) break;
    }
    if (relaxation && relaxation.bound < this.cutoff()) this.queue.push(relaxation.bound, { fate, held, relaxation });
  }

  /** Keeps the largest variables of the relaxation, and improves on that by exchanges where it is a new best. */
  private round(fate: Uint8Array, x: Float64Array): void {
    const order = Array.from(x.keys())
      .filter((j) => fate[j] === HELD || (fate[j] === OPEN && this.isHeld(x[j])))
      .sort((a, b) => (fate[b] % 2) - (fate[a] % 2) || Math.abs(x[b]) - Math.abs(x[a]));
    for (let size = Math.min(this.problem.most, order.length); size > 0; size--) {
      const before = this.best;
      const chosen = order.slice(0, size);
      if (this.onlyWith(chosen, x)) {
        if (this.best !== before) this.exchange(chosen);
        return;
      }
      if (before) return;
    }
  }

  /** Whether these variables alone, each held, allow a point; each choice is tried once. */
  private onlyWith(chosen: readonly number[], start: Float64Array): boolean {
    const key = [...chosen].sort((a, b) => a - b).join();
    if (this.tried.has(key)) return false;
    this.tried.add(key);
    const fate = new Uint8Array(this.problem.linear.length).fill(OUT);
    for (const j of chosen) fate[j] = HELD;
    const point = this.relaxed.plain(fate, start);
    return point !== undefined && this.offer(point);
  }

  /** Swaps the smallest of the chosen for variables along which the objective falls most, while that helps. */
  private exchange(chosen: readonly number[]): void {
    for (let round = 0; round < 20; round++) {
      const before = this.best;
      if (!before) return;
      const { x, lowerMultipliers, upperMultipliers } = before;
      const slope = (j: number): number => lowerMultipliers[j] - upperMultipliers[j];
      const entering = Array.from(x.keys())
        .filter((j) => !chosen.includes(j) && slope(j) < 0)
        .sort((a, b) => slope(a) - slope(b))
        .slice(0, 4);
      const leaving = [...chosen].sort((a, b) => Math.abs(x[a]) - Math.abs(x[b])).slice(0, 3);
      const swaps = leaving.flatMap((out) => entering.map((one) => chosen.map((j) => (j === out ? one : j))));
      const better = swaps.find((swap) => this.onlyWith(swap, x) && this.best !== before);
      if (!better) return;
      chosen = better;
    }
  }

  private branch({ fate, held, relaxation }: Node): void {
    const { bound, shares, lastKept, firstLeft, point, parts } = relaxation;
    const { x, lowerMultipliers } = point;
    const cutoff = this.cutoff();
    const base = Uint8Array.from(fate);
    for (let j = 0; j < x.length; j++) {
      if (base[j] !== OPEN) continue;
      // Holding j pushes another's share out and costs its price at its least size; leaving it out lets one in.
      const price = this.isHeld(x[j]) ? 0 : lowerMultipliers[j] * this.relaxed.least[j];
      if (bound + Math.max(0, lastKept - shares[j]) + price >= cutoff) base[j] = OUT;
      else if (shares[j] > firstLeft && bound + shares[j] - firstLeft >= cutoff) {
        base[j] = HELD;
        held++;
      }
    }
    const j = this.branchingVariable(base, x, parts);
    if (j < 0) {
      this.consider(base, held, x, ROUNDS);
      return;
    }
    for (const decision of [HELD, OUT]) {
      const child = Uint8Array.from(base);
      child[j] = decision;
      this.consider(child, held + Number(decision === HELD), x, ROUNDS);
    }
  }

  /** The open variable of greatest weight whose part is open too, or that is farthest from both zero and its least size. */
  private branchingVariable(fate: Uint8Array, x: Float64Array, parts: Float64Array): number {
    const { least } = this.relaxed;
    let choice = -1;
    let most = -1;
    for (let j = 0; j < x.length; j++) {
      if (fate[j] !== OPEN) continue;
      const size = Math.abs(x[j]);
      const score = parts[j] > 0 ? parts[j] * (1 - parts[j]) : Math.min(size, least[j] - size);
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
