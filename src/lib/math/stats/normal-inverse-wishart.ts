import { choleskyFactor } from '$lib/math/linalg';
import { randomStream, type RandomStream } from '$lib/math/random';

/** Rows of several variables, row-major. */
interface Sample {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * A belief about the mean vector and covariance of normal rows: covariance ~ inverse Wishart(scale, degrees), mean given
 * it ~ N(mean, covariance / meanRows). `meanRows` is how many rows the belief about the mean is worth. Scale full n x n.
 */
export interface NormalInverseWishart {
  readonly mean: Float64Array;
  readonly meanRows: number;
  readonly scale: Float64Array;
  readonly degrees: number;
}

/** What is believed before any row: as many rows' worth of a mean and of a covariance, or nothing (Jeffreys). */
export type NormalPrior =
  | 'diffuse'
  | {
      readonly mean: Float64Array;
      readonly meanRows: number;
      /** Its expectation; full n x n. */
      readonly covariance: Float64Array;
      readonly covarianceRows: number;
    };

/**
 * The belief after rows have been seen (conjugate). The diffuse prior is that of Jeffreys, |covariance|^-(n+1)/2; a prior
 * worth k rows of a covariance S has scale k S and k + n + 1 degrees, so that S is its mean. No missing values.
 * @throws RangeError when shapes disagree, a weight is not positive, or under the diffuse prior rows are n + 2 or fewer
 * (the predictive has no covariance). Source: Gelman and others, Bayesian data analysis, 3rd ed., section 3.6.
 */
export function normalPosterior({ values, rows, columns: n }: Sample, prior: NormalPrior): NormalInverseWishart {
  if (values.length !== rows * n || n < 1) throw new RangeError(`${values.length} values for ${rows} x ${n}`);
  if (prior !== 'diffuse') requirePrior(prior, n);
  else if (rows <= n + 2) throw new RangeError(`${rows} rows for ${n} variables, more than ${n + 2} are needed`);
  const mean = new Float64Array(n);
  values.forEach((value, at) => (mean[at % n] += value / rows));
  const scale = new Float64Array(n * n);
  for (let t = 0; t < rows; t++)
    for (let i = 0; i < n; i++) {
      const apart = values[t * n + i] - mean[i];
      for (let j = 0; j < n; j++) scale[i * n + j] += apart * (values[t * n + j] - mean[j]);
    }
  if (prior === 'diffuse') return { mean, meanRows: rows, scale, degrees: rows - 1 };
  const { meanRows: k, covarianceRows } = prior;
  const total = k + rows;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      scale[i * n + j] +=
        covarianceRows * prior.covariance[i * n + j] +
        ((k * rows) / total) * (mean[i] - prior.mean[i]) * (mean[j] - prior.mean[j]);
  return {
    mean: mean.map((value, j) => (k * prior.mean[j] + rows * value) / total),
    meanRows: total,
    scale,
    degrees: covarianceRows + n + 1 + rows
  };
}

function requirePrior(
  { mean, meanRows, covariance, covarianceRows }: Exclude<NormalPrior, 'diffuse'>,
  n: number
): void {
  if (mean.length !== n || covariance.length !== n * n)
    throw new RangeError(`prior of ${mean.length} means and ${covariance.length} covariances for n = ${n}`);
  if (!(meanRows > 0 && meanRows < Infinity && covarianceRows > 0 && covarianceRows < Infinity))
    throw new RangeError(`prior worth ${meanRows} rows of the mean and ${covarianceRows} of the covariance`);
}

/**
 * Mean and covariance of the sum of `horizon` rows yet unseen, which share one unknown mean and covariance: h m and
 * E(covariance) (h + h^2 / meanRows); for one row those of the predictive Student t. Source: as above; Barberis (2000).
 */
export function predictiveMoments(
  { mean, meanRows, scale, degrees }: NormalInverseWishart,
  horizon = 1
): { readonly mean: Float64Array; readonly covariance: Float64Array } {
  const factor = (horizon + horizon ** 2 / meanRows) / (degrees - mean.length - 1);
  return { mean: mean.map((value) => horizon * value), covariance: scale.map((value) => factor * value) };
}

/**
 * Sums of `horizon` rows yet unseen, drawn: a covariance from the inverse Wishart, a mean given it, a sum given both. Each
 * draw is its own block of the stream. Rows draws x n. @throws RangeError when the scale is not positive definite.
 */
export function predictiveDraws(
  { mean, meanRows, scale, degrees }: NormalInverseWishart,
  { draws, horizon = 1, seed }: { readonly draws: number; readonly horizon?: number; readonly seed: number }
): Float64Array {
  const n = mean.length;
  const found = choleskyFactor(scale, n);
  if (found.status !== 'ok') throw new RangeError('the scale is not positive definite');
  const spread = Math.sqrt(horizon + horizon ** 2 / meanRows);
  const out = new Float64Array(draws * n);
  const normals = new Float64Array(n);
  for (let s = 0; s < draws; s++) {
    const random = randomStream(seed, PREDICTIVE_STREAM, s);
    const triangle = bartlett(random, n, degrees);
    random.fillNormal(normals);
    const turned = transposedSolution(triangle, normals, n);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += (found.factor[i * n + k] ?? 0) * turned[k];
      out[s * n + i] = horizon * mean[i] + spread * sum;
    }
  }
  return out;
}

const PREDICTIVE_STREAM = 0x4e;

/** Lower triangle A with AA' ~ Wishart(identity, degrees) (Bartlett 1933). */
function bartlett(random: RandomStream, n: number, degrees: number): Float64Array {
  const triangle = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) triangle[i * n + j] = random.normal();
    triangle[i * n + i] = Math.sqrt(2 * gammaDraw(random, (degrees - i) / 2));
  }
  return triangle;
}

/** Solves A'x = b for a lower triangle A: x ~ N(0, (AA')^-1) for a standard normal b. */
function transposedSolution(triangle: Float64Array, right: Float64Array, n: number): Float64Array {
  const x = Float64Array.from(right);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= triangle[k * n + i] * x[k];
    x[i] /= triangle[i * n + i];
  }
  return x;
}

/** A gamma variate of unit scale (Marsaglia and Tsang 2000). */
function gammaDraw(random: RandomStream, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = random.normal();
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v;
  }
}
