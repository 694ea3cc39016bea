/**
 * The hot loops, each in TypeScript and in WebAssembly. Both take the same steps in the same order on every entry, so
 * that their results are equal to the bit. A packed strip holds four columns of a matrix, row after row, four values
 * each; strips lie one after another. Arrays come from `withKernels` and from nowhere else.
 */
export interface Kernels {
  readonly name: KernelName;
  /**
   * out[i][j] += sum over t of left[t][i] right[t][j], over the strips of four `first` <= i < `rows`, and `first` <= j <
   * `columns`, or j <= i where `columns` is -1. Strips are `depth` rows deep, rows of `out` have `stride` values. Each sum
   * runs over t in order, from 0, and is then added.
   */
  addProduct(
    left: Float64Array,
    right: Float64Array,
    depth: number,
    first: number,
    rows: number,
    columns: number,
    out: Float64Array,
    stride: number
  ): void;
  /**
   * The columns `first` to `last` of the LDL' factor of a symmetric matrix (lower triangle, `size` rows of `stride`
   * values, `first` a multiple of four), whose earlier columns were already subtracted. The unit lower factor goes into
   * the matrix and packed into `right`, minus its product with the pivots into `left`. A pivot of which
   * sign x pivot > floor x scale does not hold becomes sign x lift x scale; where `lift` is 0 it ends the work and its
   * index is returned. Otherwise returns -1.
   */
  factorPanel(
    matrix: Float64Array,
    stride: number,
    size: number,
    first: number,
    last: number,
    pivots: Float64Array,
    signs: Float64Array,
    scales: Float64Array,
    floor: number,
    lift: number,
    left: Float64Array,
    right: Float64Array
  ): number;
  /**
   * Tridiagonal form of a symmetric n x n matrix (lower triangle, rows of `stride` values, an even number) by Householder
   * reflections I - factor v v' from the last row up: v takes the place of its row, off[i] couples i - 1 and i. `work`
   * holds 4 x stride values.
   */
  tridiagonalize(
    matrix: Float64Array,
    stride: number,
    n: number,
    diagonal: Float64Array,
    off: Float64Array,
    factors: Float64Array,
    work: Float64Array
  ): void;
  /** The product of those reflections, last row's first, as strips of eight columns (n rows of eight values each). */
  accumulateReflectors(
    matrix: Float64Array,
    stride: number,
    n: number,
    factors: Float64Array,
    strips: Float64Array
  ): void;
  /**
   * Applies sweeps of plane rotations to the rows of `count` strips of eight columns. A sweep is its first row r, the
   * number of rotations, and a cosine and a sine each, for rows (r, r + 1), (r - 1, r), ...: low' = c low - s high,
   * high' = s low + c high. `used` values of `sweeps` are read.
   */
  applyRotations(strips: Float64Array, n: number, count: number, sweeps: Float64Array, used: number): void;
}

/** Which kernels: for the stamp of a result. Its number grows when the order of their steps changes. */
export type KernelName = 'typescript' | 'wasm-simd-1';
