import { exp } from '$lib/math/elementary';

/** What of a correlation's eigenvalues is noise. */
export interface NoiseFit {
  /** Variance of the noise, within 0 and 1. */
  readonly variance: number;
  /** Greatest eigenvalue that noise explains: variance (1 + sqrt(n / T))^2. */
  readonly edge: number;
  /** Eigenvalues above the edge. */
  readonly factors: number;
}

const POINTS = 1000;
const LEAST = 1e-5;
/** Bandwidths beyond which a kernel is below 1e-17 of its top. */
const REACH = 9;

/** Squared distance of the Marchenko-Pastur density from a Gaussian kernel density of ascending eigenvalues, on even points. */
function densityError(variance: number, eigenvalues: Float64Array, ratio: number, bandwidth: number): number {
  const low = variance * (1 - Math.sqrt(1 / ratio)) ** 2;
  const high = variance * (1 + Math.sqrt(1 / ratio)) ** 2;
  const scale = 1 / (eigenvalues.length * bandwidth * Math.sqrt(2 * Math.PI));
  const reach = REACH * bandwidth;
  let error = 0;
  let [first, last] = [0, 0];
  for (let k = 0; k < POINTS; k++) {
    const x = low + ((high - low) * k) / (POINTS - 1);
    const law = (ratio / (2 * Math.PI * variance * x)) * Math.sqrt(Math.max(0, (high - x) * (x - low)));
    while (first < eigenvalues.length && eigenvalues[first] < x - reach) first++;
    while (last < eigenvalues.length && eigenvalues[last] <= x + reach) last++;
    let kernel = 0;
    for (let j = first; j < last; j++) {
      const z = (x - eigenvalues[j]) / bandwidth;
      kernel += exp(-0.5 * z * z);
    }
    error += (kernel * scale - law) ** 2;
  }
  return error;
}

/**
 * Fit of the Marchenko-Pastur law (1967) to the eigenvalues (ascending) of a correlation of T = ratio x n rows: the
 * variance whose density is nearest to their kernel density, the least of all over a grid of 200 and golden sections
 * around its best point. The error has many local minima for few eigenvalues, so that a search from one start, as
 * others make it, may end in another. @throws RangeError unless ratio and bandwidth are positive.
 * Source: Lopez de Prado, Machine learning for asset managers (2020), section 2.4.
 */
export function marchenkoPasturFit(eigenvalues: Float64Array, ratio: number, bandwidth = 0.01): NoiseFit {
  if (!(ratio > 0 && bandwidth > 0)) throw new RangeError(`ratio ${ratio} and bandwidth ${bandwidth} must be positive`);
  const error = (variance: number): number => densityError(variance, eigenvalues, ratio, bandwidth);
  const steps = 200;
  const at = (k: number): number => LEAST + ((1 - 2 * LEAST) * Math.min(Math.max(k, 0), steps)) / steps;
  let best = 0;
  let least = Infinity;
  for (let k = 0; k <= steps; k++) {
    const value = error(at(k));
    if (value < least) [best, least] = [k, value];
  }
  let [low, high] = [at(best - 1), at(best + 1)];
  const golden = 0.6180339887498949;
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [errorA, errorB] = [error(a), error(b)];
  while (high - low > 1e-9) {
    if (errorA < errorB) {
      [high, b, errorB] = [b, a, errorA];
      a = high - golden * (high - low);
      errorA = error(a);
    } else {
      [low, a, errorA] = [a, b, errorB];
      b = low + golden * (high - low);
      errorB = error(b);
    }
  }
  const variance = 0.5 * (low + high);
  const edge = variance * (1 + Math.sqrt(1 / ratio)) ** 2;
  return { variance, edge, factors: eigenvalues.filter((value) => value > edge).length };
}
