import { withKernels } from '$lib/math/kernels';
import { gram } from './gram';
import { paddedSize } from './strips';
import { tridiagonalEigen } from './tridiagonal-eigen';
import { requireLength } from './vectors';

/** Spectral decomposition A = V diag(values) V': values ascending, vector j in column j of the row-major `vectors`. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Values of sweeps that are gathered before they are applied: they fit the second cache. */
const SWEEPS = 32768;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric n x n matrix, of which the lower triangle is read: Householder
 * tridiagonalisation, then QL with implicit shifts (Golub and Van Loan 2013, section 8.3).
 * Throws RangeError on a wrong shape or a value that is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const unit = requireFinite(matrix, n);
  const stride = paddedSize(n);
  const strips = Math.ceil(n / 8);
  const lengths = [stride * stride, n, n, n, 4 * stride, 8 * n * strips, 8 * n * strips, Math.max(SWEEPS, 4 * n + 4)];
  return withKernels(4 * n ** 3, lengths, (kernels, [block, d, off, factors, work, columns, rows, sweeps]) => {
    takeLower(matrix, n, unit, block, stride);
    kernels.tridiagonalize(block, stride, n, d, off, factors, work);
    kernels.accumulateReflectors(block, stride, n, factors, columns);
    transposeStrips(columns, n, rows);
    let used = 0;
    tridiagonalEigen(d, offDiagonal(off, n), (row, rotations, count) => {
      if (used + 2 + 2 * count > sweeps.length) {
        kernels.applyRotations(rows, n, strips, sweeps, used);
        used = 0;
      }
      sweeps[used] = row;
      sweeps[used + 1] = count;
      sweeps.set(rotations.subarray(0, 2 * count), used + 2);
      used += 2 + 2 * count;
    });
    kernels.applyRotations(rows, n, strips, sweeps, used);
    const order = Array.from(d.keys()).sort((a, b) => d[a] - d[b]);
    const vectors = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const strip = (i >> 3) * 8 * n + (i & 7);
      for (let j = 0; j < n; j++) vectors[i * n + j] = rows[strip + 8 * order[j]];
    }
    return { values: Float64Array.from(order, (k) => d[k] * unit), vectors };
  });
}

/** The eigenvalues of {@link symmetricEigen} alone, ascending: about a third of the work. */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const unit = requireFinite(matrix, n);
  const stride = paddedSize(n);
  return withKernels(n ** 3, [stride * stride, n, n, n, 4 * stride], (kernels, [block, d, off, factors, work]) => {
    takeLower(matrix, n, unit, block, stride);
    kernels.tridiagonalize(block, stride, n, d, off, factors, work);
    const values = d.slice();
    tridiagonalEigen(values, offDiagonal(off, n), () => undefined);
    return values.map((value) => value * unit).sort();
  });
}

/** The power of two next to the greatest entry, by which the matrix is scaled: nothing overflows, no digit is lost. */
function requireFinite(matrix: Float64Array, n: number): number {
  requireLength(matrix.length, n * n, 'matrix');
  const at = matrix.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`matrix holds ${matrix[at]} at row ${Math.floor(at / n)}, column ${at % n}`);
  const greatest = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let unit = 1;
  while (greatest / unit > 2) unit *= 2;
  while (greatest > 0 && greatest / unit < 1) unit *= 0.5;
  return unit;
}

function takeLower(matrix: Float64Array, n: number, unit: number, block: Float64Array, stride: number): void {
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) block[i * stride + j] = matrix[i * n + j] / unit;
}

/** Entries right of the diagonal by the row they stand in. */
function offDiagonal(off: Float64Array, n: number): Float64Array {
  const e = new Float64Array(n);
  for (let i = 1; i < n; i++) e[i - 1] = off[i];
  return e;
}

/** Strips of eight columns of a square matrix as strips of eight rows. */
function transposeStrips(columns: Float64Array, n: number, rows: Float64Array): void {
  rows.fill(0);
  for (let j = 0; j < n; j++) {
    const from = (j >> 3) * 8 * n + (j & 7);
    for (let i = 0; i < n; i++) rows[(i >> 3) * 8 * n + 8 * j + (i & 7)] = columns[from + 8 * i];
  }
}

/** True when no eigenvalue lies below -tolerance times the greatest eigenvalue in absolute value. */
export function isPositiveSemidefinite(matrix: Float64Array, n: number, tolerance = 1e-10): boolean {
  if (n === 0) return true;
  const values = symmetricEigenvalues(matrix, n);
  return values[0] >= -tolerance * Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
}

/** A repaired matrix, how many eigenvalues were raised, and the smallest eigenvalue found before the repair. */
export interface SemidefiniteRepair {
  readonly matrix: Float64Array;
  readonly clipped: number;
  readonly smallest: number;
}

/**
 * Nearest positive semidefinite matrix in the Frobenius norm, by raising eigenvalues below `floor` to it
 * (Higham 1988, theorem 2.1, for floor 0). The diagonal may grow: rescale afterwards where it must not.
 * A matrix with nothing to clip comes back as an equal copy.
 */
export function nearestPositiveSemidefinite(matrix: Float64Array, n: number, floor = 0): SemidefiniteRepair {
  const { values, vectors } = symmetricEigen(matrix, n);
  const out = Float64Array.from(matrix);
  let clipped = 0;
  while (clipped < n && floor - values[clipped] > 0) clipped++;
  const lifts = new Float64Array(clipped * n);
  for (let k = 0; k < clipped; k++) {
    const root = Math.sqrt(floor - values[k]);
    for (let i = 0; i < n; i++) lifts[k * n + i] = root * vectors[i * n + k];
  }
  if (clipped > 0) gram(lifts, clipped, n).forEach((lift, at) => (out[at] += lift));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = 0.5 * (out[i * n + j] + out[j * n + i]);
      out[i * n + j] = value;
      out[j * n + i] = value;
    }
  }
  return { matrix: out, clipped, smallest: n === 0 ? NaN : values[0] };
}
