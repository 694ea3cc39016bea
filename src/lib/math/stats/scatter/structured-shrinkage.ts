import { gram, matrixProduct, transposed } from '$lib/math/linalg';
import { requireObservations, type Observations } from './observations';
import { boundedIntensity, type Shrinkage } from './shrinkage';

/** Observations less their column means. */
function centred({ values, rows, columns }: Observations): Float64Array {
  const means = new Float64Array(columns);
  for (let t = 0; t < rows; t++) for (let j = 0; j < columns; j++) means[j] += values[t * columns + j] / rows;
  return values.map((value, at) => value - means[at % columns]);
}

function blend(sample: Float64Array, target: Float64Array, shrinkage: number): Float64Array {
  return sample.map((value, at) => (1 - shrinkage) * value + shrinkage * target[at]);
}

/**
 * Covariance shrunk towards its own variances with one correlation for all pairs, the mean of the sample's.
 * The intensity is the estimate of Ledoit and Wolf, its moments with divisor T; the sample that is shrunk is the one
 * given (n x n), of divisor T when absent. `target` is the common correlation. Every variable must vary.
 * @throws RangeError below 2 rows or when a variable does not vary.
 * Source: Ledoit and Wolf, Honey, I shrunk the sample covariance matrix (2004), appendix B.
 */
export function constantCorrelationShrinkage(observations: Observations, given?: Float64Array): Shrinkage {
  requireObservations(observations, 2);
  const { rows, columns: n } = observations;
  const x = centred(observations);
  const own = gram(x, rows, n).map((value) => value / rows);
  const sample = given ?? own;
  const still = Array.from({ length: n }, (_, i) => i).find((i) => !(sample[i * n + i] > 0));
  if (still !== undefined) throw new RangeError(`variable ${still} does not vary`);
  const deviation = Float64Array.from({ length: n }, (_, i) => Math.sqrt(sample[i * n + i]));
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (i !== j) total += sample[i * n + j] / (deviation[i] * deviation[j]);
  }
  const correlation = n > 1 ? total / (n * (n - 1)) : 0;
  const target = sample.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i === j ? value : correlation * (deviation[i] * deviation[j]);
  });
  const squares = x.map((value) => value * value);
  const cubes = x.map((value) => value ** 3);
  const fourth = gram(squares, rows, n);
  const third = matrixProduct(transposed(cubes, rows, n), n, rows, x, n);
  let [spread, along, distance] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      const pi = fourth[at] / rows - 2 * own[at] * sample[at] + sample[at] ** 2;
      spread += pi;
      if (i === j) along += pi;
      else {
        const theta =
          third[at] / rows - own[i * n + i] * sample[at] - own[at] * sample[i * n + i] + sample[i * n + i] * sample[at];
        along += correlation * (deviation[j] / deviation[i]) * theta;
      }
      distance += (sample[at] - target[at]) ** 2;
    }
  }
  const shrinkage = boundedIntensity((spread - along) / rows, distance);
  return { covariance: blend(sample, target, shrinkage), shrinkage, target: correlation };
}

/** Sums over t that the single factor needs: of x_i^2 x_j m, and of x_i m x_j m. */
function factorProducts(x: Float64Array, squares: Float64Array, factor: Float64Array, rows: number, n: number) {
  const along = x.map((value, at) => value * factor[Math.floor(at / n)]);
  return { mixed: matrixProduct(transposed(squares, rows, n), n, rows, along, n), both: gram(along, rows, n) };
}

/**
 * Covariance (divisor T, centred) shrunk towards that of one factor: b b' / var(m) off the diagonal, the sample's own
 * variances on it. The factor is the series given, one value a row, or the plain mean of the variables. `target` is
 * the variance of the factor. @throws RangeError below 2 rows or when the factor does not vary.
 * Source: Ledoit and Wolf, Improved estimation of the covariance matrix of stock returns (2003), section 3.
 */
export function singleFactorShrinkage(observations: Observations, given?: ArrayLike<number>): Shrinkage {
  requireObservations(observations, 2);
  const { rows, columns: n } = observations;
  if (given && given.length !== rows) throw new RangeError(`${given.length} values of the factor for ${rows} rows`);
  const x = centred(observations);
  const source = given ? Float64Array.from(given) : rowMeans(x, rows, n);
  const factor = centred({ values: source, rows, columns: 1 });
  const sample = gram(x, rows, n).map((value) => value / rows);
  const exposures = matrixProduct(transposed(x, rows, n), n, rows, factor, 1).map((value) => value / rows);
  const variance = factor.reduce((total, value) => total + value * value, 0) / rows;
  if (!(variance > 0)) throw new RangeError('the factor does not vary');
  const squares = x.map((value) => value * value);
  const fourth = gram(squares, rows, n);
  const { mixed, both } = factorProducts(x, squares, factor, rows, n);
  const target = new Float64Array(n * n);
  let [spread, along, distance] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      const pi = fourth[at] / rows - sample[at] ** 2;
      spread += pi;
      if (i === j) {
        target[at] = sample[at];
        along += pi;
        continue;
      }
      target[at] = (exposures[i] * exposures[j]) / variance;
      const first = mixed[at] / rows - exposures[i] * sample[at];
      const third = both[at] / rows - variance * sample[at];
      along += (2 * first * exposures[j]) / variance - (third * exposures[i] * exposures[j]) / variance ** 2;
      distance += (sample[at] - target[at]) ** 2;
    }
  }
  const shrinkage = boundedIntensity((spread - along) / rows, distance);
  return { covariance: blend(sample, target, shrinkage), shrinkage, target: variance };
}

function rowMeans(x: Float64Array, rows: number, n: number): Float64Array {
  const out = new Float64Array(rows);
  for (let t = 0; t < rows; t++) for (let j = 0; j < n; j++) out[t] += x[t * n + j] / n;
  return out;
}
