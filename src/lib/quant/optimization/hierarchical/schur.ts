import {
  choleskyFactor,
  choleskySolve,
  linearSolution,
  matrixProduct,
  nearestPositiveSemidefinite,
  quadraticForm
} from '$lib/math/linalg';
import { correlationFromCovariance } from '$lib/quant/moments';
import { isRisk, type Allocation } from './cluster-risk';

/** A square matrix, row-major, and its size. */
interface Block {
  readonly size: number;
  readonly values: Float64Array;
}

/** Choices of {@link schurAllocation}. */
export interface SchurOptions {
  /** 0 is hierarchical risk parity, towards 1 minimum variance; 0.5 unless given. */
  readonly gamma?: number;
  /** Use the greatest gamma up to the one given at which variance still falls with it; yes unless given. */
  readonly monotonic?: boolean;
}

/** Weights with the gamma that made them. */
export type SchurResult =
  | { readonly status: 'allocated'; readonly weights: Float64Array; readonly gamma: number }
  | Exclude<Allocation, { status: 'allocated' }>
  | { readonly status: 'failed'; readonly reason: string };

const STEP = 0.1;
const TOLERANCE = 1e-4;

/**
 * Schur complementary allocation: as hierarchical risk parity by variance, with the covariance of each half augmented by
 * what its Schur complement says about the other half. Covariance full n x n; one that is not positive definite is
 * repaired first. Source: Cotton, Schur complementary allocation (2024); choices as in skfolio 1.12.
 * @throws RangeError when gamma is outside 0 to 1 or shapes disagree.
 */
export function schurAllocation(order: Int32Array, covariance: Float64Array, options: SchurOptions = {}): SchurResult {
  const { gamma = 0.5, monotonic = true } = options;
  const n = order.length;
  if (!(gamma >= 0 && gamma <= 1)) throw new RangeError(`gamma out of [0, 1]: ${gamma}`);
  if (covariance.length !== n * n) throw new RangeError(`covariance of ${covariance.length} for n = ${n}`);
  for (let i = 0; i < n; i++) {
    const risk = covariance[i * n + i];
    if (!isRisk(risk)) return { status: 'no-risk', members: Int32Array.of(i), risk };
  }
  const sound = positiveDefinite(covariance, n);
  const at = (value: number): Trial | undefined => {
    const weights = weightsFor(order, sound, value);
    return weights && { gamma: value, weights, variance: quadraticForm(sound, n, weights) };
  };
  const found = monotonic && gamma > 0 ? greatestFalling(at, gamma) : at(gamma);
  if (!found) return { status: 'failed', reason: `the augmented covariance is not positive definite at ${gamma}` };
  return { status: 'allocated', weights: found.weights, gamma: found.gamma };
}

interface Trial {
  readonly gamma: number;
  readonly weights: Float64Array;
  readonly variance: number;
}

/** The last point of the interval from 0 to `most` up to which the variance falls. */
function greatestFalling(at: (gamma: number) => Trial | undefined, most: number): Trial | undefined {
  const steps = Math.ceil(most / STEP - 1e-12);
  const seen: Trial[] = [];
  for (let k = 0; k <= steps; k++) {
    const trial = at((most * k) / steps);
    const last = seen.at(-1);
    if (!trial || (last && trial.variance >= last.variance)) {
      return narrowed(at, seen.at(-2) ?? last, (most * k) / steps);
    }
    seen.push(trial);
  }
  const end = seen.at(-1);
  const before = end && at(Math.max(0, most - TOLERANCE));
  if (!end || (before && end.variance <= before.variance)) return end;
  return narrowed(at, seen.at(-2), most);
}

function narrowed(at: (gamma: number) => Trial | undefined, low: Trial | undefined, high: number): Trial | undefined {
  let best = low;
  let above = high;
  while (best && above - best.gamma > TOLERANCE) {
    const middle = at((best.gamma + above) / 2);
    const before = middle && at(Math.max(0, middle.gamma - TOLERANCE));
    const falls = middle && before && middle.variance <= best.variance && middle.variance <= before.variance;
    if (falls) best = middle;
    else above = (best.gamma + above) / 2;
  }
  return best;
}

/** Weights for one gamma; undefined where an augmented block is not positive definite. */
function weightsFor(order: Int32Array, covariance: Float64Array, gamma: number): Float64Array | undefined {
  const n = order.length;
  const weights = new Float64Array(n).fill(1);
  const sorted = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sorted[i * n + j] = covariance[order[i] * n + order[j]];
  const waiting: { from: number; block: Block }[] = [{ from: 0, block: sized(sorted, n) }];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const { from, block } = part;
    if (block.size === 1) continue;
    const middle = block.size >> 1;
    const halves = augmentedHalves(block, middle, gamma);
    if (!halves) return undefined;
    const [one, other] = halves.map(inverseVarianceRisk);
    const share = other / (one + other);
    for (let i = 0; i < block.size; i++) weights[order[from + i]] *= i < middle ? share : 1 - share;
    waiting.push({ from, block: halves[0] }, { from: from + middle, block: halves[1] });
  }
  return weights;
}

function augmentedHalves(block: Block, middle: number, gamma: number): readonly [Block, Block] | undefined {
  const rest = block.size - middle;
  const a = cut(block, 0, 0, middle, middle);
  const d = cut(block, middle, middle, rest, rest);
  if (middle === 1 || gamma === 0) return [sized(a, middle), sized(d, rest)];
  const b = cut(block, 0, middle, middle, rest);
  const c = cut(block, middle, 0, rest, middle);
  const one = augmented(sized(a, middle), b, sized(d, rest), gamma);
  const other = augmented(sized(d, rest), c, sized(a, middle), gamma);
  return one && other && [one, other];
}

const sized = (values: Float64Array, size: number): Block => ({ size, values });

function cut({ size, values }: Block, row: number, column: number, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const start = (row + i) * size + column;
    out.set(values.subarray(start, start + columns), i * columns);
  }
  return out;
}

/** (I - g B D^-1 M')^-1 (A - g B D^-1 B'), made symmetric; B is the block between A and D. */
function augmented(a: Block, b: Float64Array, d: Block, gamma: number): Block | undefined {
  const factor = choleskyFactor(d.values, d.size);
  if (factor.status !== 'ok') return undefined;
  // Rows of B D^-1: D is symmetric, so that each solves D x = its row of B.
  const reach = new Float64Array(a.size * d.size);
  for (let i = 0; i < a.size; i++) {
    reach.set(choleskySolve(factor.factor, d.size, b.subarray(i * d.size, (i + 1) * d.size)), i * d.size);
  }
  const complement = Float64Array.from(a.values);
  const scaling = new Float64Array(a.size * a.size);
  const stepped = matrixProduct(reach, a.size, d.size, stepMatrix(d.size, a.size), a.size);
  for (let i = 0; i < a.size; i++) {
    for (let j = 0; j < a.size; j++) {
      let sum = 0;
      for (let k = 0; k < d.size; k++) sum += reach[i * d.size + k] * b[j * d.size + k];
      complement[i * a.size + j] -= gamma * sum;
      scaling[i * a.size + j] = (i === j ? 1 : 0) - gamma * stepped[i * a.size + j];
    }
  }
  const solved = linearSolution(scaling, a.size, complement, a.size);
  if (!solved) return undefined;
  const values = solved.map((value, at) => (value + solved[(at % a.size) * a.size + Math.floor(at / a.size)]) / 2);
  return choleskyFactor(values, a.size).status === 'ok' ? sized(values, a.size) : undefined;
}

/**
 * Transpose of the symmetric step-up matrix of an a x d pair of halves, d x a: it spreads one half evenly over the
 * other where their sizes differ by one, and else is the identity. The longer half has one row too many for the shorter;
 * wherever that may stand it holds the mean of the others, and the matrix is the mean over all places for it.
 */
function stepMatrix(rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  const small = Math.min(rows, columns);
  const large = Math.max(rows, columns);
  const scale = rows > columns ? small / large / large : 1 / large;
  for (let i = 0; i < large; i++) {
    for (let j = 0; j < small; j++) {
      const at = rows > columns ? i * columns + j : j * columns + i;
      const places = i === j ? large - 1 - i : i === j + 1 ? i : 0;
      out[at] = small === large ? Number(i === j) : (1 / small + places) * scale;
    }
  }
  return out;
}

/** Variance of the inverse-variance weights of a block. */
function inverseVarianceRisk({ size, values }: Block): number {
  let total = 0;
  for (let i = 0; i < size; i++) total += 1 / values[i * size + i];
  const shares = Float64Array.from({ length: size }, (_, i) => 1 / values[i * size + i] / total);
  return quadraticForm(values, size, shares);
}

/** The covariance itself, or one with the same variances whose correlations have no eigenvalue below 1e-10. */
function positiveDefinite(covariance: Float64Array, n: number): Float64Array {
  if (choleskyFactor(covariance, n).status === 'ok') return covariance;
  const deviations = Float64Array.from({ length: n }, (_, i) => Math.sqrt(covariance[i * n + i]));
  const { matrix } = nearestPositiveSemidefinite(correlationFromCovariance(covariance, n), n, 1e-10);
  return matrix.map((value, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    return (value * deviations[i] * deviations[j]) / Math.sqrt(matrix[i * n + i] * matrix[j * n + j]);
  });
}
