import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { withForcedKernels } from '$lib/math/kernels';
import { centeredGram, choleskyFactor, symmetricEigen, symmetricProduct } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';

interface Work {
  readonly name: string;
  readonly times: number;
  /** False where the work is left to TypeScript: going over to WebAssembly costs as much as the product itself. */
  readonly compiled?: false;
  readonly ours: () => Float64Array;
  /** The same by ml-matrix. */
  readonly peer?: () => ArrayLike<number>;
}

function normals(length: number): Float64Array {
  const out = new Float64Array(length);
  randomStream(1907).fillNormal(out);
  return out;
}

/** Least milliseconds of several runs, and the last result. */
function timed<T>(times: number, run: () => T): { ms: number; value: T } {
  let least = Infinity;
  for (let k = 1; ; k++) {
    const begun = performance.now();
    const value = run();
    least = Math.min(least, performance.now() - begun);
    if (k === times) return { ms: least, value };
  }
}

function factorOf(matrix: Float64Array, n: number): Float64Array {
  const found = choleskyFactor(matrix, n);
  if (found.status !== 'ok') throw new Error(found.status);
  return found.factor;
}

function works(): Work[] {
  const [rows, columns] = [2520, 500];
  const returns = normals(rows * columns);
  const covariance = centeredGram(returns, rows, columns).gram;
  const n = 1000;
  const large = centeredGram(normals(1200 * n), 1200, n).gram;
  const vector = normals(n);
  const drawn = new Float64Array(1e7);
  const asMatrix = (size: number, values: Float64Array): Matrix => Matrix.from1DArray(size, size, values);
  return [
    {
      name: 'covariance of 2,520 x 500',
      times: 7,
      ours: () => centeredGram(returns, rows, columns).gram,
      peer: () => {
        const centred = Matrix.from1DArray(rows, columns, returns).center('column');
        return centred.transpose().mmul(centred).to1DArray();
      }
    },
    {
      name: 'Cholesky factor of 1,000',
      times: 7,
      ours: () => factorOf(large, n),
      peer: () => new CholeskyDecomposition(asMatrix(n, large)).lowerTriangularMatrix.to1DArray()
    },
    {
      name: 'eigenvalues and vectors of 500',
      times: 5,
      ours: () => symmetricEigen(covariance, columns).values,
      peer: () => {
        const found = new EigenvalueDecomposition(asMatrix(columns, covariance), { assumeSymmetric: true });
        return Float64Array.from(found.realEigenvalues).sort();
      }
    },
    {
      name: 'product of a symmetric 1,000 x 1,000 and a vector',
      times: 50,
      compiled: false,
      ours: () => symmetricProduct(large, n, vector),
      peer: () => asMatrix(n, large).mmul(Matrix.columnVector(vector)).to1DArray()
    },
    {
      name: '10 million normals',
      times: 3,
      ours: () => {
        randomStream(1907).fillNormal(drawn);
        return drawn;
      }
    }
  ];
}

function greatestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [gap, size] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    gap = Math.max(gap, Math.abs((a[i] ?? NaN) - (b[i] ?? NaN)));
    size = Math.max(size, Math.abs(b[i] ?? NaN));
  }
  return gap / size;
}

interface Row {
  readonly name: string;
  readonly ours_ms: number;
  readonly reference_ms: number;
  readonly ratio: number;
  readonly note: string;
}

/** The kernels in WebAssembly against those in TypeScript, which give the same bits, and against ml-matrix. */
export function kernelsBench(): Row[] {
  return works().map((work) => {
    const { times, ours, peer } = work;
    const name = `Kernels: ${work.name}`;
    const compiled = timed(times, ours);
    const values = compiled.value.slice();
    const other = peer && timed(2, peer);
    const gap = other ? greatestGap(values, other.value) : 0;
    if (!(gap < 1e-9)) throw new Error(`${name}: differs from ml-matrix by ${gap}`);
    const row = (reference_ms: number, note: string): Row => {
      return { name, ours_ms: compiled.ms, reference_ms, ratio: reference_ms / compiled.ms, note };
    };
    if (other && work.compiled === false) return row(other.ms, `ml-matrix, equal within ${gap.toExponential(0)}`);
    const plain = withForcedKernels('typescript', () => timed(times, ours));
    if (plain.value.some((value, i) => value !== values[i])) throw new Error(`${name}: other bits`);
    const beside = other
      ? `; ml-matrix ${other.ms.toFixed(1)} ms, ${(other.ms / compiled.ms).toFixed(1)} times, equal within ${gap.toExponential(0)}`
      : '';
    return row(plain.ms, `the same in TypeScript, equal to the bit${beside}`);
  });
}
