import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { requireLength } from './vectors';

/** Spectral decomposition A = V diag(values) V': values ascending, vector j in column j of the row-major `vectors`. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric n x n matrix (Householder tridiagonalisation and QL).
 * Throws RangeError on a wrong shape or a value that is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  requireLength(matrix.length, n * n, 'matrix');
  const at = matrix.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`matrix holds ${matrix[at]} at row ${Math.floor(at / n)}, column ${at % n}`);
  if (n === 0) return { values: new Float64Array(0), vectors: new Float64Array(0) };
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix), { assumeSymmetric: true });
  const raw = decomposition.realEigenvalues;
  const order = Array.from(raw.keys()).sort((a, b) => raw[a] - raw[b]);
  const rawVectors = decomposition.eigenvectorMatrix;
  const values = Float64Array.from(order, (k) => raw[k]);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) vectors[i * n + j] = rawVectors.get(i, order[j]);
  return { values, vectors };
}

/** True when no eigenvalue lies below -tolerance times the greatest eigenvalue in absolute value. */
export function isPositiveSemidefinite(matrix: Float64Array, n: number, tolerance = 1e-10): boolean {
  const { values } = symmetricEigen(matrix, n);
  if (n === 0) return true;
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
  for (let k = 0; k < n; k++) {
    const lift = floor - values[k];
    if (!(lift > 0)) break;
    clipped++;
    for (let i = 0; i < n; i++) {
      const scaled = lift * vectors[i * n + k];
      if (scaled === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j] += scaled * vectors[j * n + k];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = 0.5 * (out[i * n + j] + out[j * n + i]);
      out[i * n + j] = value;
      out[j * n + i] = value;
    }
  }
  return { matrix: out, clipped, smallest: n === 0 ? NaN : values[0] };
}
