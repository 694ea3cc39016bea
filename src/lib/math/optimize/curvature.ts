import { choleskyFactor, choleskySolve, gram, symmetricProduct } from '$lib/math/linalg';

/** A row a with the weight w of its term w aa'. */
export interface WeightedRow {
  readonly coefficients: Float64Array;
  readonly weight: number;
}

/** Solves one linear system for the right-hand side given; the argument is left as it is. */
export type LinearSolver = (right: Float64Array) => Float64Array;

/** A positive semidefinite matrix Q of order n as an interior point needs it. */
export interface Curvature {
  readonly size: number;
  readonly diagonal: Float64Array;
  /** Qx. */
  product(x: Float64Array): Float64Array;
  /** Factors scale * Q + diag(weights) + the terms of the rows; undefined when it is not positive definite. */
  factored(scale: number, weights: Float64Array, rows: readonly WeightedRow[]): LinearSolver | undefined;
}

/** Q full, row-major n x n. */
export class DenseCurvature implements Curvature {
  readonly diagonal: Float64Array;
  private matrix: Float64Array | undefined;

  constructor(
    private readonly quadratic: Float64Array,
    readonly size: number
  ) {
    this.diagonal = Float64Array.from({ length: size }, (_, j) => quadratic[j * size + j]);
  }

  product(x: Float64Array): Float64Array {
    return symmetricProduct(this.quadratic, this.size, x);
  }

  factored(scale: number, weights: Float64Array, rows: readonly WeightedRow[]): LinearSolver | undefined {
    const { quadratic, size: n } = this;
    const matrix = (this.matrix ??= new Float64Array(n * n));
    for (let k = 0; k < matrix.length; k++) matrix[k] = scale * quadratic[k];
    for (let j = 0; j < n; j++) matrix[j * n + j] += weights[j];
    for (const { coefficients: a, weight } of rows) {
      for (let j = 0; j < n; j++) {
        const scaled = weight * a[j];
        if (scaled !== 0) for (let c = 0; c <= j; c++) matrix[j * n + c] += scaled * a[c];
      }
    }
    const result = choleskyFactor(matrix, n);
    if (result.status !== 'ok') return undefined;
    return (right) => choleskySolve(result.factor, n, right);
  }
}

/**
 * Q = BB' + D with B of n rows and few columns, row-major, and D a diagonal of entries >= 0. Systems are solved by the
 * identity of Woodbury in n r^2 operations, r the columns of B and the rows together, and refined once.
 */
export class FactorCurvature implements Curvature {
  readonly size: number;
  readonly diagonal: Float64Array;
  private readonly columns: number;

  constructor(
    private readonly factors: Float64Array,
    private readonly specific: Float64Array
  ) {
    this.size = specific.length;
    this.columns = this.size === 0 ? 0 : factors.length / this.size;
    const { columns } = this;
    this.diagonal = specific.map((value, j) => {
      for (let k = 0; k < columns; k++) value += factors[j * columns + k] ** 2;
      return value;
    });
  }

  product(x: Float64Array): Float64Array {
    const { factors, columns, specific } = this;
    const exposure = new Float64Array(columns);
    for (let j = 0; j < x.length; j++) {
      for (let k = 0; k < columns; k++) exposure[k] += factors[j * columns + k] * x[j];
    }
    return specific.map((value, j) => {
      let total = value * x[j];
      for (let k = 0; k < columns; k++) total += factors[j * columns + k] * exposure[k];
      return total;
    });
  }

  factored(scale: number, weights: Float64Array, rows: readonly WeightedRow[]): LinearSolver | undefined {
    const { factors, columns, specific, size: n } = this;
    const order = columns + rows.length;
    const diagonal = specific.map((value, j) => scale * value + weights[j]);
    if (!diagonal.every((value) => value > 0)) return undefined;
    const root = Math.sqrt(scale);
    const wide = new Float64Array(n * order);
    const roots = rows.map(({ weight }) => Math.sqrt(weight));
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < columns; k++) wide[j * order + k] = root * factors[j * columns + k];
      for (let i = 0; i < rows.length; i++) wide[j * order + columns + i] = roots[i] * rows[i].coefficients[j];
    }
    const inner = innerMatrix(wide, diagonal, order);
    const result = choleskyFactor(inner, order);
    if (result.status !== 'ok') return undefined;
    const once: LinearSolver = (right) => {
      const start = right.map((value, j) => value / diagonal[j]);
      const along = choleskySolve(result.factor, order, transposedTimes(wide, start, order));
      return start.map((value, j) => value - rowTimes(wide, j, along) / diagonal[j]);
    };
    return (right) => {
      const first = once(right);
      const along = transposedTimes(wide, first, order);
      const rest = right.map((value, j) => value - diagonal[j] * first[j] - rowTimes(wide, j, along));
      const second = once(rest);
      return first.map((value, j) => value + second[j]);
    };
  }
}

/** I + U' diag^-1 U. */
function innerMatrix(wide: Float64Array, diagonal: Float64Array, order: number): Float64Array {
  const scaled = new Float64Array(wide.length);
  for (let j = 0; j < diagonal.length; j++) {
    const root = Math.sqrt(diagonal[j]);
    for (let at = j * order; at < (j + 1) * order; at++) scaled[at] = wide[at] / root;
  }
  const inner = gram(scaled, diagonal.length, order);
  for (let a = 0; a < order; a++) inner[a * order + a] += 1;
  return inner;
}

function transposedTimes(wide: Float64Array, v: Float64Array, order: number): Float64Array {
  const out = new Float64Array(order);
  for (let j = 0; j < v.length; j++) for (let k = 0; k < order; k++) out[k] += wide[j * order + k] * v[j];
  return out;
}

function rowTimes(wide: Float64Array, j: number, v: Float64Array): number {
  let total = 0;
  for (let k = 0; k < v.length; k++) total += wide[j * v.length + k] * v[k];
  return total;
}
