import { lossTail, worstFirst, type LossTail } from './scenario-moments';
import { tiltedProbabilities, type ProbabilityRow, type TiltResult } from './tilted-probabilities';
import type { Relation } from './scenario-views';

/** A view on an expected shortfall, with the losses that it is about. */
export interface ShortfallTarget {
  readonly id: string;
  readonly losses: Float64Array;
  readonly level: number;
  readonly relation: Relation;
  readonly value: number;
}

/** A target with its losses in falling order, each once: the thresholds where its shortfall can bend. */
interface Prepared extends ShortfallTarget {
  readonly order: Int32Array;
  readonly thresholds: Float64Array;
}

/** How far a shortfall may stay from its value, relative to the value. */
const MISSED = 1e-11;
const CUTS = 200;
const COARSE = 12;
/** Places by which the search first looks to the sides. */
const NEIGHBOURS = 4;

function prepared(target: ShortfallTarget): Prepared {
  const order = worstFirst(target.losses);
  const distinct = new Set(Array.from(order, (t) => target.losses[t] ?? 0));
  return { ...target, order, thresholds: Float64Array.from(distinct) };
}

/** Expected loss beyond a threshold h, held to (1 - level)(value - h) from below or from above. */
function excessRow(target: Prepared, threshold: number, side: 'lower' | 'upper'): ProbabilityRow {
  const limit = (1 - target.level) * (target.value - threshold);
  return {
    values: target.losses.map((loss) => Math.max(0, loss - threshold)),
    lower: side === 'lower' ? limit : -Infinity,
    upper: side === 'upper' ? limit : Infinity,
    views: [target.id]
  };
}

const tailOf = (target: Prepared, probabilities: Float64Array): LossTail =>
  lossTail(target.losses, probabilities, target.level, target.order);

/**
 * A shortfall is the least of h + E(loss - h)+ / (1 - level) over thresholds h, so that it is concave in the
 * probabilities: "at least" asks every threshold's row, and rows are added where they fail until none does.
 */
function solvedWithCuts(
  prior: Float64Array,
  rows: readonly ProbabilityRow[],
  targets: readonly Prepared[],
  cuts: ProbabilityRow[],
  naming: 'named' | 'unnamed'
): TiltResult {
  const made = new Set<string>();
  for (;;) {
    const result = tiltedProbabilities(prior, [...rows, ...cuts], naming);
    if (result.status !== 'ok') return result;
    let added = false;
    for (const target of targets) {
      if (target.relation === 'at-most') continue;
      const { expectedShortfall, valueAtRisk } = tailOf(target, result.probabilities);
      const key = `${target.id} ${valueAtRisk}`;
      if (expectedShortfall >= target.value - MISSED * Math.abs(target.value) || made.has(key)) continue;
      made.add(key);
      cuts.push(excessRow(target, valueAtRisk, 'lower'));
      added = true;
    }
    if (!added) return result;
    if (made.size > CUTS) return { status: 'failed', reason: 'expected shortfall: too many thresholds' };
  }
}

/** Targets held from above at chosen thresholds. */
class HeldTargets {
  private readonly places = new Map<Prepared, number>();

  constructor(
    private readonly prior: Float64Array,
    private readonly rows: readonly ProbabilityRow[],
    private readonly targets: readonly Prepared[],
    private readonly cuts: ProbabilityRow[]
  ) {}

  /**
   * Targets held from above need no rows from below: at the best threshold, which is then the value at risk, the
   * shortfall is the value.
   */
  private at(target: Prepared, place: number, naming: 'named' | 'unnamed'): TiltResult {
    const held = new Map(this.places).set(target, place);
    return this.solved(
      held,
      this.targets.filter((one) => !held.has(one)),
      naming
    );
  }

  /** The answer at the thresholds chosen, with rows from below for all. */
  withBothSides(): TiltResult {
    return this.solved(this.places, this.targets, 'named');
  }

  private solved(
    held: ReadonlyMap<Prepared, number>,
    free: readonly Prepared[],
    naming: 'named' | 'unnamed'
  ): TiltResult {
    const limits = Array.from(held, ([one, k]) => excessRow(one, one.thresholds[k] ?? 0, 'upper'));
    return solvedWithCuts(this.prior, [...this.rows, ...limits], free, [...this.cuts], naming);
  }

  /** The best threshold for one target, the others where they are: downhill from the threshold that it has. */
  place(target: Prepared, valueAtRisk: number): TiltResult {
    const { thresholds, value } = target;
    const first = thresholds.findIndex((threshold) => threshold < value);
    if (first < 0) return { status: 'infeasible', views: [target.id] };
    const entropyAt = new Map<number, TiltResult>();
    const look = (k: number): TiltResult => {
      const known = entropyAt.get(k) ?? this.at(target, k, 'unnamed');
      entropyAt.set(k, known);
      return known;
    };
    const cost = (k: number): number => {
      if (k < first || k >= thresholds.length) return Infinity;
      const result = look(k);
      return result.status === 'ok' ? result.relativeEntropy : Infinity;
    };
    const nearest = thresholds.findIndex((threshold) => threshold <= valueAtRisk);
    let best = this.places.get(target) ?? Math.max(first, nearest);
    const span = thresholds.length - 1 - first;
    for (let i = 1; i <= COARSE && cost(best) === Infinity; i++) best = first + Math.round((span * i) / COARSE);
    // Down by the value at risk of each answer, at which its own shortfall is least, then to the best neighbour.
    for (let result = look(best); result.status === 'ok';) {
      const { valueAtRisk: own } = tailOf(target, result.probabilities);
      const next = thresholds.findIndex((threshold) => threshold <= own);
      if (!(cost(next) < cost(best))) break;
      best = next;
      result = look(best);
    }
    for (let reach = NEIGHBOURS; reach >= 1;) {
      const here = cost(best);
      if (cost(best - reach) < here) best -= reach;
      else if (cost(best + reach) < here) best += reach;
      else reach >>= 1;
    }
    this.places.set(target, best);
    const found = look(best);
    return found.status === 'ok' ? found : this.at(target, best, 'named');
  }
}

/**
 * Probabilities of least relative entropy under rows and views on expected shortfalls. A shortfall above the
 * one that the other views leave is a convex limit, met exactly. One below it is not convex: the threshold (value at
 * risk) is searched, the recursion of Meucci, Ardia and Keel, Fully flexible extreme views (2011); the entropy is taken
 * to have one valley in the threshold, and several such views take turns.
 */
export function shortfallTilt(
  prior: Float64Array,
  rows: readonly ProbabilityRow[],
  views: readonly ShortfallTarget[]
): TiltResult {
  const targets = views.map(prepared);
  const cuts: ProbabilityRow[] = [];
  let result = solvedWithCuts(prior, rows, targets, cuts, 'named');
  const held = new HeldTargets(prior, rows, targets, cuts);
  for (let round = 0; round < 20 && result.status === 'ok'; round++) {
    const { probabilities } = result;
    const misses = targets.map((target) => {
      const { expectedShortfall } = tailOf(target, probabilities);
      return { target, apart: (expectedShortfall - target.value) / Math.max(Math.abs(target.value), 1e-12) };
    });
    const above = misses.find(({ target, apart }) => target.relation !== 'at-least' && apart > MISSED)?.target;
    if (above) result = held.place(above, tailOf(above, probabilities).valueAtRisk);
    else if (misses.some(({ target, apart }) => target.relation !== 'at-most' && apart < -10 * MISSED)) {
      result = held.withBothSides();
    } else return result;
  }
  return result.status === 'ok' ? { status: 'failed', reason: 'expected shortfalls: no threshold meets all' } : result;
}
