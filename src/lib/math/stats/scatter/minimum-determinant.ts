import { chiSquareCdf, chiSquareQuantile } from '$lib/math/distributions';
import { log } from '$lib/math/elementary';
import { centeredGram, choleskyFactor, mahalanobisSquares } from '$lib/math/linalg';
import { randomStream, shuffled, type RandomStream } from '$lib/math/random';
import { requireObservations, selectedRows, type Observations } from './observations';

/** Choices of {@link minimumDeterminant}. */
export interface MinimumDeterminantOptions {
  /** Share of rows that are trusted, above one half up to 1; the most robust, about one half, when left out. */
  readonly support?: number;
  /** Seed of the starting subsets; 1 when left out. */
  readonly seed?: number;
  /** Starting subsets; when left out 500, fewer (never below 30) where rows x columns^2 exceeds 5 million. */
  readonly starts?: number;
}

/** A robust centre and scatter. */
export interface MinimumDeterminant {
  readonly centre: Float64Array;
  readonly covariance: Float64Array;
  /** Covariance of the trusted rows alone, before it is made consistent and reweighted. */
  readonly rawCovariance: Float64Array;
  readonly rawCentre: Float64Array;
  /** Rows beyond the 97.5 % ellipsoid of the raw estimate: left out of the answer. */
  readonly outliers: Int32Array;
}

interface Fit {
  readonly centre: Float64Array;
  readonly covariance: Float64Array;
  readonly factor: Float64Array;
  readonly logDeterminant: number;
}

const MCD_STREAM = 0x4d43;
const FIRST_STEPS = 2;
const BEST = 10;
const SUBSET_ROWS = 300;
const SUBSETS = 5;
const EFFORT = 2.5e9;

/** Mean and covariance (divisor of the rows) with the factor; undefined where the rows do not span the space. */
function fitOf(observations: Observations): Fit | undefined {
  const { values, rows, columns: n } = observations;
  const { means, gram } = centeredGram(values, rows, n);
  const covariance = gram.map((value) => value / rows);
  const found = choleskyFactor(covariance, n);
  if (found.status !== 'ok') return undefined;
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) logDeterminant += 2 * log(found.factor[i * n + i]);
  return { centre: means, covariance, factor: found.factor, logDeterminant };
}

/**
 * The h rows nearest to a fit; of equal ones the earlier. The n + 1 rows of a first fit are all equally far from it: single
 * precision keeps rounding, and with it the order of the variables, from choosing among them.
 */
function nearestRows({ values, rows, columns }: Observations, { centre, factor }: Fit, h: number): Int32Array {
  const distances = Float32Array.from(mahalanobisSquares(values, rows, columns, centre, factor));
  const order = Int32Array.from(distances.keys()).sort((a, b) => distances[a] - distances[b] || a - b);
  return order.subarray(0, h);
}

/** Concentration steps from a fit, until the determinant no longer falls or the steps are used up. */
function concentrated(observations: Observations, start: Fit, h: number, steps: number): Fit | undefined {
  let fit = start;
  let before = Infinity;
  for (let step = 0; step < steps; step++) {
    const next = fitOf(selectedRows(observations, nearestRows(observations, fit, h)));
    if (!next) return undefined;
    if (next.logDeterminant >= before) break;
    before = next.logDeterminant;
    fit = next;
  }
  return fit;
}

/** The fit of columns + 1 rows drawn at random, with more rows while they do not span the space. */
function elementalFit(observations: Observations, random: RandomStream): Fit | undefined {
  const order = shuffled(observations.rows, random);
  for (let size = observations.columns + 1; size <= observations.rows; size++) {
    const fit = fitOf(selectedRows(observations, order.subarray(0, size)));
    if (fit) return fit;
  }
  return undefined;
}

function best(fits: readonly (Fit | undefined)[], count: number): Fit[] {
  const found = fits.filter((one) => one !== undefined);
  return found.sort((a, b) => a.logDeterminant - b.logDeterminant).slice(0, count);
}

/** The best fits after two concentration steps from random starts; large samples first in parts, then merged. */
function candidates(observations: Observations, share: number, starts: number, seed: number): Fit[] {
  const { rows, columns } = observations;
  const partRows = Math.max(SUBSET_ROWS, 4 * columns);
  const from = (part: Observations, count: number, stream: RandomStream): Fit[] => {
    const h = Math.ceil(part.rows * share);
    const fits = Array.from({ length: count }, () => {
      const start = elementalFit(part, stream);
      return start && concentrated(part, start, h, FIRST_STEPS);
    });
    return best(fits, BEST);
  };
  const random = randomStream(seed, MCD_STREAM);
  if (rows <= 2 * partRows) return from(observations, starts, random);
  const parts = Math.min(SUBSETS, Math.floor(rows / partRows));
  const merged = shuffled(rows, random).subarray(0, parts * partRows);
  const fits = Array.from({ length: parts }, (_, k) => {
    const part = selectedRows(observations, merged.subarray(k * partRows, (k + 1) * partRows));
    return from(part, Math.ceil(starts / parts), random);
  }).flat();
  const together = selectedRows(observations, merged);
  const h = Math.ceil(together.rows * share);
  return best(
    fits.map((fit) => concentrated(together, fit, h, FIRST_STEPS)),
    BEST
  );
}

/** Factor that makes the covariance of the innermost share of a normal sample consistent (Croux and Haesbroeck 1999). */
function consistency(n: number, share: number): number {
  return share >= 1 ? 1 : share / chiSquareCdf(chiSquareQuantile(share, n), n + 2);
}

/**
 * Minimum covariance determinant: the covariance (divisor of its rows) of those h rows whose covariance has the least
 * determinant, made consistent for normal samples, then reweighted: rows within the 97.5 % ellipsoid count, the others
 * do not, again made consistent. h is ceil((T + n + 1) / 2), or floor(support x T). Equal seeds give equal answers.
 * FAST-MCD: starts of n + 1 rows, two concentration steps, the ten best carried on; above 600 rows in nested parts.
 * @throws RangeError with fewer than 2n rows, a support outside one half to 1, or when h rows do not span the space.
 * Source: Rousseeuw and Van Driessen, A fast algorithm for the minimum covariance determinant estimator (1999).
 */
export function minimumDeterminant(
  observations: Observations,
  { support, seed = 1, starts: wanted }: MinimumDeterminantOptions = {}
): MinimumDeterminant {
  const { values, rows, columns: n } = observations;
  requireObservations(observations, 2 * n);
  if (support !== undefined && !(support > 0.5 && support <= 1)) throw new RangeError(`support: ${support}`);
  const h = support === undefined ? Math.min(rows, Math.ceil((rows + n + 1) / 2)) : Math.floor(support * rows);
  const starts = wanted ?? Math.min(500, Math.max(30, Math.floor(EFFORT / (rows * n * n))));
  const fits = h === rows ? [fitOf(observations)] : candidates(observations, h / rows, starts, seed);
  const [raw] = best(
    fits.map((fit) => fit && concentrated(observations, fit, h, 100)),
    1
  );
  if (!raw) throw new RangeError(`${h} rows do not span ${n} variables`);
  const scale = consistency(n, h / rows);
  const limit = chiSquareQuantile(0.975, n) * scale;
  const distances = mahalanobisSquares(values, rows, n, raw.centre, raw.factor);
  const all = Int32Array.from(distances.keys());
  const inside = all.filter((t) => distances[t] < limit);
  const { means, gram } = centeredGram(selectedRows(observations, inside).values, inside.length, n);
  const factor = consistency(n, 0.975) / inside.length;
  return {
    centre: means,
    covariance: gram.map((value) => value * factor),
    rawCovariance: raw.covariance,
    rawCentre: raw.centre,
    outliers: all.filter((t) => !(distances[t] < limit))
  };
}
