import { log } from '$lib/math/elementary';
import { randomStream, type RandomStream } from '$lib/math/random';
import { mean, populationVariance } from '../moments';
import { expectedDurations, reordered, reorderedColumns } from './chain';
import { chainRoom, forwardBackward, normalDensities, type ChainRoom } from './forward-backward';

export interface HiddenMarkovOptions {
  /** States in rising order of this; 'variance' when left out. */
  readonly order?: 'mean' | 'variance';
  /** Random starts, the best of which goes on, and their seed; 8 and 1 when left out. */
  readonly starts?: number;
  readonly seed?: number;
  /** Rise of the log-likelihood, relative to its size, at which the search ends (1e-9). */
  readonly tolerance?: number;
}

/** A fitted hidden Markov model of k normal states. */
export interface HiddenMarkov {
  /** 'stopped' after 2,000 rounds. */
  readonly status: 'converged' | 'stopped';
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** k x k, row-major, from row to column. */
  readonly transition: Float64Array;
  /** Probabilities of the states in the first row. */
  readonly initial: Float64Array;
  readonly logLikelihood: number;
  /** Number of estimated parameters. */
  readonly parameters: number;
  readonly aic: number;
  readonly bic: number;
  /** Probability of each state given the rows up to it: T x k, row-major. */
  readonly filtered: Float64Array;
  /** The same given all rows. */
  readonly smoothed: Float64Array;
  readonly expectedDurations: Float64Array;
}

interface Point {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly transition: Float64Array;
  readonly initial: Float64Array;
}

interface Climb extends Point {
  readonly status: 'converged' | 'stopped';
  readonly logLikelihood: number;
}

/** No state is narrower than this share of the whole variance: the likelihood of a single value is without bound. */
const LEAST_VARIANCE = 1e-5;
const FIRST_ROUNDS = 30;
const MOST_ROUNDS = 2_000;

function likelihoodAt(series: Float64Array, point: Point, room: ChainRoom): number {
  const scales = normalDensities(series, point.means, point.variances, room);
  return scales + forwardBackward(point.initial, point.transition, room);
}

/** The parameters that the expected states and moves of a pass call for. */
function maximized(series: Float64Array, k: number, { smoothed, moves }: ChainRoom): Point {
  const weights = new Float64Array(k);
  const means = new Float64Array(k);
  const variances = new Float64Array(k);
  for (let t = 0; t < series.length; t++) {
    if (Number.isNaN(series[t])) continue;
    for (let i = 0; i < k; i++) {
      weights[i] += smoothed[t * k + i];
      means[i] += smoothed[t * k + i] * series[t];
    }
  }
  for (let i = 0; i < k; i++) means[i] = weights[i] > 0 ? means[i] / weights[i] : 0;
  for (let t = 0; t < series.length; t++) {
    if (Number.isNaN(series[t])) continue;
    for (let i = 0; i < k; i++) variances[i] += smoothed[t * k + i] * (series[t] - means[i]) ** 2;
  }
  const transition = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    variances[i] = Math.max(LEAST_VARIANCE, weights[i] > 0 ? variances[i] / weights[i] : 1);
    let left = 0;
    for (let j = 0; j < k; j++) left += moves[i * k + j];
    for (let j = 0; j < k; j++) transition[i * k + j] = left > 0 ? moves[i * k + j] / left : 1 / k;
  }
  return { means, variances, transition, initial: smoothed.slice(0, k) };
}

/** Expectation and maximization in turn, until the likelihood hardly rises. */
function climbed(series: Float64Array, start: Point, room: ChainRoom, rounds: number, tolerance: number): Climb {
  const k = start.means.length;
  let point = start;
  let logLikelihood = likelihoodAt(series, point, room);
  for (let round = 0; round < rounds; round++) {
    const next = maximized(series, k, room);
    const value = likelihoodAt(series, next, room);
    const settled = value - logLikelihood <= tolerance * (1 + Math.abs(value));
    point = next;
    logLikelihood = value;
    if (settled) return { status: 'converged', ...point, logLikelihood };
  }
  return { status: 'stopped', ...point, logLikelihood };
}

/** A start for a series of mean 0 and variance 1: spreads apart, means near 0, long stays; all of it shaken. */
function startAt(k: number, random: RandomStream | null): Point {
  const shake = (size: number): number => (random ? size * random.normal() : 0);
  const stay = random ? 0.7 + 0.28 * random.uniform() : 0.95;
  return {
    means: Float64Array.from({ length: k }, (_, i) => 0.2 * ((k - 1) / 2 - i) + shake(0.5)),
    variances: Float64Array.from({ length: k }, (_, i) => 4 ** (i - (k - 1) / 2) * Math.abs(1 + shake(0.3)) + 0.05),
    transition: Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? stay : (1 - stay) / (k - 1))),
    initial: new Float64Array(k).fill(1 / k)
  };
}

/**
 * Hidden Markov model of k normal states by maximum likelihood (Baum, Petrie, Soules and Weiss 1970), from several
 * seeded starts, the best of which goes on to the end. NaN is a gap and says nothing. The series may have any scale. A
 * state's variance is held above 1e-5 of the series'. @throws RangeError unless k is a whole number of at least 2, the
 * series varies finitely and has at least 5 k values.
 */
export function hiddenMarkov(
  series: ArrayLike<number>,
  k: number,
  { order: by = 'variance', starts = 8, seed = 1, tolerance = 1e-9 }: HiddenMarkovOptions = {}
): HiddenMarkov {
  if (!Number.isInteger(k) || k < 2) throw new RangeError(`${k} states`);
  const known = Float64Array.from(series).filter((value) => !Number.isNaN(value));
  if (known.length < 5 * k) throw new RangeError(`${known.length} values for ${k} states`);
  const centre = mean(known);
  const scale = Math.sqrt(populationVariance(known));
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`series does not vary finitely: ${scale}`);
  const scaled = Float64Array.from(series, (value) => (value - centre) / scale);
  const room = chainRoom(scaled.length, k);
  const firsts = Array.from({ length: Math.max(1, starts) }, (_, start) =>
    climbed(scaled, startAt(k, start === 0 ? null : randomStream(seed, start)), room, FIRST_ROUNDS, tolerance)
  );
  const best = firsts.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
  const found = climbed(scaled, best, room, MOST_ROUNDS, tolerance);
  const key = by === 'mean' ? found.means : found.variances;
  const order = Array.from({ length: k }, (_, i) => i).sort((a, b) => key[a] - key[b]);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]);
  const logLikelihood = found.logLikelihood - known.length * log(scale);
  const parameters = k * k + 2 * k - 1;
  const transition = reordered(found.transition, order);
  return {
    status: found.status,
    means: pick(found.means).map((value) => centre + scale * value),
    variances: pick(found.variances).map((value) => scale * scale * value),
    transition,
    initial: pick(found.initial),
    logLikelihood,
    parameters,
    aic: 2 * parameters - 2 * logLikelihood,
    bic: parameters * log(known.length) - 2 * logLikelihood,
    filtered: reorderedColumns(room.filtered, order),
    smoothed: reorderedColumns(room.smoothed, order),
    expectedDurations: expectedDurations(transition, k)
  };
}
