import { dot } from '$lib/math/linalg';
import { linearProgram } from './linear-program';
import { quadraticProgram } from './quadratic-program';
import type { LinearRow } from './types';

/** Value of a convex function at a point and a subgradient there. */
export interface ConvexValue {
  readonly value: number;
  readonly gradient: Float64Array;
}

/**
 * The least value found, with the proof: no point of the simplex has a value below `bound`. `optimal` when the two are
 * within the tolerance, `failed` with the reason when steps ended before that; the bound holds all the same.
 */
export type ConvexMinimum = {
  readonly x: Float64Array;
  readonly value: number;
  readonly bound: number;
  readonly iterations: number;
} & ({ readonly status: 'optimal' } | { readonly status: 'failed'; readonly reason: string });

/** Settings: `tolerance` is relative to the value, or to a thousandth of the greatest slope seen where that is more; 1e-9 unless given. */
export interface ConvexOptions {
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

/** Part of the gap that each step tries to close. */
const LEVEL = 0.5;

interface Cut {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly x: Float64Array;
}

/**
 * Least value of a convex function over the simplex (x >= 0, adding up to one) by the proximal level bundle method: all
 * values and subgradients seen make a model from below, whose minimum is the bound; the next point is the nearest to
 * the best one that halves the gap on the model. Needs no smoothness. Meant for few variables, up to about twenty: the
 * model is solved anew at each step. Source: Lemarechal, Nemirovskii and Nesterov (1995); Kiwiel (1995).
 * Throws RangeError when n is below one or the function answers with a value that is not finite.
 */
export function convexMinimumOnSimplex(
  at: (x: Float64Array) => ConvexValue,
  n: number,
  { tolerance = 1e-9, maximumIterations = 400 }: ConvexOptions = {}
): ConvexMinimum {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} variables`);
  const bundle = new Bundle(at, n);
  bundle.add(new Float64Array(n).fill(1 / n));
  let bound = -Infinity;
  for (let iterations = 1; iterations <= maximumIterations; iterations++) {
    const { best } = bundle;
    const model = bundle.modelMinimum(best.value - bound) ?? bundle.thinnedMinimum(best.value - bound);
    if (!model) return { ...ended(best, bound, iterations), status: 'failed', reason: 'the model was not solved' };
    bound = Math.max(bound, best.value - model.gap);
    const wanted = tolerance * Math.max(Math.abs(best.value), bundle.steepness / 1000);
    if (best.value - bound <= wanted) return { ...ended(best, bound, iterations), status: 'optimal' };
    const next = bundle.levelPoint(model);
    // At a kink the minimum of the model is the point itself, which a level point only comes near to.
    bundle.add(model.x);
    if (next) bundle.add(next);
    if (bundle.best.value - bound <= wanted) return { ...ended(bundle.best, bound, iterations), status: 'optimal' };
    bundle.trim(model.x, 20 + 6 * n);
  }
  const reason = `no convergence in ${maximumIterations} steps`;
  return { ...ended(bundle.best, bound, maximumIterations), status: 'failed', reason };
}

const ended = ({ x, value }: Cut, bound: number, iterations: number) => ({ x, value, bound, iterations });

interface Model {
  readonly x: Float64Array;
  /** How far the model's minimum lies below the best value. */
  readonly gap: number;
  readonly errors: Float64Array;
}

class Bundle {
  private cuts: Cut[] = [];
  /** Greatest slope seen. */
  steepness = 0;
  best: Cut = { value: Infinity, gradient: new Float64Array(0), x: new Float64Array(0) };

  constructor(
    private readonly at: (x: Float64Array) => ConvexValue,
    private readonly n: number
  ) {}

  add(x: Float64Array): void {
    const { value, gradient } = this.at(x);
    if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) throw new RangeError(`value ${value}`);
    const cut = { value, gradient, x };
    this.cuts.push(cut);
    this.steepness = Math.max(this.steepness, Math.hypot(...gradient));
    if (value < this.best.value) this.best = cut;
  }

  /** Value of each cut at the best point, less the best value: <= 0 but for rounding. */
  private errors(): Float64Array {
    const { best } = this;
    return Float64Array.from(this.cuts, ({ value, gradient, x }) => {
      let moved = 0;
      for (let j = 0; j < x.length; j++) moved += gradient[j] * (best.x[j] - x[j]);
      return value - best.value + moved;
    });
  }

  /**
   * Minimum of the model, by its dual: the mixture of cuts whose least value over the corners of the simplex is
   * greatest. The mixture proves the gap whatever the accuracy of the program; `expected` is the gap so far.
   */
  modelMinimum(expected: number): Model | undefined {
    const { n, cuts, best } = this;
    const unit = Math.min(expected, this.steepness) || 1;
    const errors = this.errors();
    const count = cuts.length;
    const corner = (i: number, j: number): number => errors[i] + cuts[i].gradient[j] - dot(cuts[i].gradient, best.x);
    const corners = cuts.map((_, i) => Float64Array.from({ length: n }, (__, j) => corner(i, j)));
    const rows: LinearRow[] = Array.from({ length: n }, (_, j) => {
      const coefficients = Float64Array.from({ length: count + 1 }, (__, i) => (i < count ? corners[i][j] / unit : -1));
      return { coefficients, lower: 0, upper: Infinity };
    });
    const whole = new Float64Array(count + 1).fill(1);
    whole[count] = 0;
    rows.push({ coefficients: whole, lower: 1, upper: 1 });
    const linear = new Float64Array(count + 1);
    linear[count] = -1;
    const lower = new Float64Array(count + 1);
    lower[count] = -Infinity;
    const solved = linearProgram({ linear, lower, upper: new Float64Array(count + 1).fill(Infinity), rows });
    if (solved.status !== 'optimal') return undefined;
    const shares = solved.x.subarray(0, count).map((share) => Math.max(0, share));
    const total = shares.reduce((sum, share) => sum + share, 0);
    let least = Infinity;
    for (let j = 0; j < n; j++) {
      let value = 0;
      for (let i = 0; i < count; i++) value += shares[i] * corners[i][j];
      least = Math.min(least, value / total);
    }
    return { x: onSimplex(solved.rowMultipliers.subarray(0, n)), gap: -least, errors };
  }

  /** The point nearest to the best one where the model lies LEVEL of the gap below its value; undefined where none is found. */
  levelPoint({ x, gap, errors }: Model): Float64Array | undefined {
    const { n, best, cuts } = this;
    const step = x.map((value, j) => value - best.x[j]);
    // In units of the step, so that the last digits of a small step count as much as those of a large one.
    const unit = Math.hypot(...step);
    if (!(unit > 0)) return undefined;
    const { steepness } = this;
    const quadratic = new Float64Array(n * n);
    for (let j = 0; j < n; j++) quadratic[j * n + j] = 1;
    const rows: LinearRow[] = cuts.map(({ gradient }, i) => ({
      coefficients: gradient.map((slope) => slope / steepness),
      lower: -Infinity,
      upper: (-LEVEL * gap - errors[i]) / (unit * steepness)
    }));
    rows.push({ coefficients: new Float64Array(n).fill(1), lower: 0, upper: 0 });
    const solved = quadraticProgram(
      {
        quadratic,
        linear: new Float64Array(n),
        lower: best.x.map((value) => -value / unit),
        upper: new Float64Array(n).fill(Infinity),
        rows
      },
      { start: step.map((value) => (LEVEL * value) / unit) }
    );
    if (solved.status !== 'optimal') return undefined;
    return onSimplex(solved.x.map((value, j) => best.x[j] + unit * value));
  }

  /** As {@link modelMinimum} with the few cuts that are highest at the best point, then in a larger unit, for where nearly equal ones stall it. */
  thinnedMinimum(expected: number): Model | undefined {
    this.trim(this.best.x, 2 * this.n + 2);
    return this.modelMinimum(expected) ?? this.modelMinimum(1e3 * expected);
  }

  /** Keeps the best cut and those that lie highest at a point. */
  trim(x: Float64Array, most: number): void {
    if (this.cuts.length <= most) return;
    const height = ({ value, gradient, x: own }: Cut): number => value + dot(gradient, x) - dot(gradient, own);
    const kept = this.cuts.filter((cut) => cut !== this.best).sort((a, b) => height(b) - height(a));
    this.cuts = [this.best, ...kept.slice(0, most - 1)];
  }
}

/** Rounding below zero and off the sum of one taken away. */
function onSimplex(x: Float64Array): Float64Array {
  const held = x.map((value) => Math.max(0, value));
  const total = held.reduce((sum, value) => sum + value, 0);
  return held.map((value) => value / total);
}
