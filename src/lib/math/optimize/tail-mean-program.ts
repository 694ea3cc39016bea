import { linearProgram } from './linear-program';
import { requireFinite, requirePolytope, rowValue } from './polytope';
import { BoundedSimplex, type SimplexStart } from './simplex';
import { mostOfOne, provenTailMean, type TailMeanOptimum, type TailMeanProblem } from './tail-mean-proof';
import type { Failed, Infeasible } from './types';

/** Outcome of {@link tailMeanProgram}. */
export type TailMeanResult = TailMeanOptimum | Infeasible | Failed;

const ROUNDS = 200;
/** Relative gap at which the search ends. */
const CLOSED = 1e-11;
const PROVEN = 1e-8;
/** Most functions and variables that a round adds. */
const MORE = 60;

/**
 * Least mean of the greatest `tail` of affine functions over a polytope (the linear program of Rockafellar and Uryasev
 * 2000), by its dual over the functions and variables that count, both taken in as answers show that they do: some n + T tail
 * of them in the end, whatever n and T. Bounds must be finite below; x rests on its lower bound where it is left out.
 * Throws RangeError when shapes disagree, a value is not finite or the tail is outside 0 to 1.
 */
export function tailMeanProgram(problem: TailMeanProblem): TailMeanResult {
  const n = problem.lower.length;
  requirePolytope(problem, n);
  requireFinite(problem.lower, 'lower bound');
  const count = problem.constants.length;
  if (problem.values.length !== n * count || count === 0)
    throw new RangeError(`${problem.values.length} values for ${count} functions of ${n} variables`);
  requireFinite(problem.values, 'values');
  requireFinite(problem.constants, 'constants');
  if (!(problem.tail > 0 && problem.tail <= 1)) throw new RangeError(`tail out of (0, 1]: ${problem.tail}`);
  const start = linearProgram({ ...problem, linear: new Float64Array(n) });
  if (start.status === 'infeasible' || start.status === 'failed') return start;
  if (start.status === 'unbounded') return failed('the polytope has no vertex', problem.lower, 0);
  return new Generation(problem, start.x).solve();
}

const failed = (reason: string, x: Float64Array, iterations: number): Failed => ({
  status: 'failed',
  reason,
  x,
  iterations
});

/** A column of the restricted dual with its cost. */
type Column = { readonly cost: number } & (
  | { readonly kind: 'side'; readonly i: number; readonly sign: number; readonly free: boolean }
  | { readonly kind: 'function'; readonly t: number }
  | { readonly kind: 'cap'; readonly j: number }
);

/** The restricted dual that grows, and what its answers say of the whole. */
class Generation {
  private readonly n: number;
  private readonly count: number;
  /** Most that one function weighs. */
  private readonly most: number;
  /** Divides the functions, so that they are of the size of one. */
  private readonly unit: number;
  private readonly base: Float64Array;
  private readonly columns: Column[] = [];
  private readonly variables: number[] = [];
  /** Of the last dual: columns, and as -1 - i the logical variable of row i. */
  private basis: SimplexStart | undefined;
  private readonly hasFunction: Uint8Array;
  private readonly hasVariable: Uint8Array;
  private best: TailMeanOptimum | undefined;
  private iterations = 0;

  constructor(
    private readonly problem: TailMeanProblem,
    private readonly start: Float64Array
  ) {
    this.n = problem.lower.length;
    this.count = problem.constants.length;
    this.most = mostOfOne(problem);
    const { values, rows, lower } = problem;
    const squares = values.reduce((sum, value) => sum + value * value, 0);
    this.unit = squares > 0 ? Math.sqrt(squares / values.length) : 1;
    this.base = this.valuesAt(lower);
    rows.forEach((row, i) => {
      const at = rowValue(row.coefficients, lower);
      const add = (sign: number, side: number, free: boolean): void => {
        if (Number.isFinite(side))
          this.columns.push({ kind: 'side', i, sign, free, cost: -sign * (side - at) * this.unit });
      };
      add(1, row.lower, row.lower === row.upper);
      if (row.lower !== row.upper) add(-1, row.upper, false);
    });
    this.hasFunction = new Uint8Array(this.count);
    this.hasVariable = new Uint8Array(this.n);
    for (let j = 0; j < this.n; j++) if (start[j] > problem.lower[j]) this.takeVariable(j);
    const middle = this.evenPoint();
    for (const at of [start, middle]) this.takeGreatest(this.valuesAt(at), 2 * Math.ceil(problem.tail * this.count));
    this.takeSteepest(this.averageSlopes(), MORE / 2);
  }

  solve(): TailMeanResult {
    for (let round = 0; round < ROUNDS; round++) {
      const dual = this.restricted();
      if (!dual) return this.ended('a restricted program was not solved');
      const { x, level } = dual;
      const values = this.valuesAt(x);
      const point = provenTailMean(this.problem, values, { ...dual, iterations: this.iterations });
      if (!this.best || point.objective - point.bound < this.best.objective - this.best.bound) this.best = point;
      if (this.gap() <= CLOSED) break;
      const added = this.takeGreatest(values, MORE, level) + this.takeSteepest(dual.slopes, MORE);
      if (added === 0) break;
    }
    return this.ended('functions and variables were not all found');
  }

  private gap(): number {
    const { best } = this;
    return best ? (best.objective - best.bound) / Math.max(Math.abs(best.objective), 1e-3 * this.size()) : Infinity;
  }

  private ended(reason: string): TailMeanResult {
    const { best, iterations } = this;
    if (best && this.gap() <= PROVEN && best.feasibility <= PROVEN) return { ...best, iterations };
    return failed(reason, best?.x ?? this.start, iterations);
  }

  /** A usual size of the functions at the start. */
  private size(): number {
    const values = this.valuesAt(this.start);
    return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length || 1;
  }

  private evenPoint(): Float64Array {
    const { lower, upper } = this.problem;
    const total = this.start.reduce((sum, value) => sum + Math.abs(value), 0) / this.n;
    return lower.map((low, j) => Math.min(upper[j], low + total));
  }

  private takeVariable(j: number): void {
    const { lower, upper } = this.problem;
    this.hasVariable[j] = 1;
    this.variables.push(j);
    if (Number.isFinite(upper[j])) this.columns.push({ kind: 'cap', j, cost: (upper[j] - lower[j]) * this.unit });
  }

  private valuesAt(x: Float64Array): Float64Array {
    const { values, constants } = this.problem;
    const { n } = this;
    const out = Float64Array.from(constants);
    const held: number[] = [];
    for (let j = 0; j < n; j++) if (x[j] !== 0) held.push(j);
    for (let t = 0; t < out.length; t++) {
      let sum = out[t];
      const row = t * n;
      for (let k = 0; k < held.length; k++) sum += values[row + held[k]] * x[held[k]];
      out[t] = sum;
    }
    return out;
  }

  /** Takes in the greatest functions above a level that are not in yet. */
  private takeGreatest(values: Float64Array, most: number, level = -Infinity): number {
    const margin = 1e-13 * Math.max(Math.abs(level), 1e-300);
    const missing: number[] = [];
    for (let t = 0; t < values.length; t++)
      if (!this.hasFunction[t] && (level === -Infinity || values[t] > level + margin)) missing.push(t);
    missing.sort((a, b) => values[b] - values[a]);
    for (const t of missing.slice(0, most)) {
      this.hasFunction[t] = 1;
      this.columns.push({ kind: 'function', t, cost: -this.base[t] });
    }
    return Math.min(most, missing.length);
  }

  /** Takes in the variables outside along which the mixed function falls most. */
  private takeSteepest(slopes: Float64Array, most: number): number {
    const falling: number[] = [];
    for (let j = 0; j < this.n; j++)
      if (!this.hasVariable[j] && slopes[j] < 0 && this.problem.upper[j] > this.problem.lower[j]) falling.push(j);
    falling.sort((a, b) => slopes[a] - slopes[b]);
    falling.slice(0, most).forEach((j) => this.takeVariable(j));
    return Math.min(most, falling.length);
  }

  /** Slopes less their mean of all functions mixed evenly: a first guess at which variables count. */
  private averageSlopes(): Float64Array {
    const { values } = this.problem;
    const slopes = new Float64Array(this.n);
    for (const column of this.columns)
      if (column.kind === 'function') for (let j = 0; j < this.n; j++) slopes[j] += values[column.t * this.n + j];
    const mean = slopes.reduce((sum, one) => sum + one, 0) / this.n;
    return slopes.map((one) => one - mean);
  }

  /**
   * The dual over the functions and variables that are in, begun where the last one ended. Its columns: a multiplier for
   * each side of a row, the mixture, one for each finite upper bound; a row for each variable that is in, whose multiplier
   * is that variable above its bound.
   */
  private restricted() {
    const { problem, columns, variables, n, most, unit } = this;
    const { lower, upper, rows, values } = problem;
    const size = columns.length;
    const linear = new Float64Array(size);
    const low = new Float64Array(size);
    const high = new Float64Array(size).fill(Infinity);
    const whole = new Float64Array(size);
    columns.forEach((column, k) => {
      linear[k] = column.cost / unit;
      if (column.kind === 'side' && column.free) low[k] = -Infinity;
      if (column.kind !== 'function') return;
      high[k] = most;
      whole[k] = 1;
    });
    const coefficients = variables.map((j) =>
      Float64Array.from(columns, (column) => {
        if (column.kind === 'function') return values[column.t * n + j] / unit;
        if (column.kind === 'cap') return column.j === j ? 1 : 0;
        return -column.sign * rows[column.i].coefficients[j];
      })
    );
    const count = variables.length + 1;
    const bounds = new Float64Array(count);
    bounds[0] = 1;
    const most1 = new Float64Array(count).fill(Infinity);
    most1[0] = 1;
    const simplex = new BoundedSimplex(
      low,
      high,
      {
        count,
        coefficients: [whole, ...coefficients],
        lower: bounds,
        upper: most1,
        scale: new Float64Array(count).fill(1)
      },
      this.startOf(size, count)
    );
    const end = simplex.solve(linear);
    if (end.status !== 'optimal') return undefined;
    this.iterations += end.iterations;
    this.basis = {
      basic: end.end.basic.map((k) => (k < size ? k : size - 1 - k)),
      atUpper: end.end.atUpper.filter((k) => k < size)
    };
    const x = Float64Array.from(lower);
    variables.forEach((j, k) => (x[j] = Math.min(upper[j], lower[j] + Math.max(0, end.duals[k + 1]))));
    const mixture = new Float64Array(this.count);
    const rowMultipliers = new Float64Array(rows.length);
    columns.forEach((column, k) => {
      if (column.kind === 'function') mixture[column.t] = Math.max(0, end.x[k]);
      else if (column.kind === 'side') rowMultipliers[column.i] += column.sign * end.x[k] * unit;
    });
    const slopes = this.mixedSlopes(mixture);
    rows.forEach(({ coefficients: row }, i) => {
      const price = rowMultipliers[i];
      if (price !== 0) for (let j = 0; j < n; j++) slopes[j] -= price * row[j];
    });
    return { x, mixture, slopes, rowMultipliers, level: -end.duals[0] * unit };
  }

  /** The last basis with the logical variables of new rows; columns and rows only ever come to the end of their lists. */
  private startOf(size: number, count: number): SimplexStart | undefined {
    const { basis } = this;
    if (!basis) return undefined;
    const old = basis.basic.map((k) => (k >= 0 ? k : size - 1 - k));
    const fresh = Array.from({ length: count - old.length }, (_, k) => size + old.length + k);
    return { basic: [...old, ...fresh], atUpper: basis.atUpper };
  }

  private mixedSlopes(mixture: Float64Array): Float64Array {
    const { n, problem } = this;
    const slopes = new Float64Array(n);
    for (let t = 0; t < mixture.length; t++) {
      const part = mixture[t];
      if (part === 0) continue;
      const row = t * n;
      for (let j = 0; j < n; j++) slopes[j] += part * problem.values[row + j];
    }
    return slopes;
  }
}
