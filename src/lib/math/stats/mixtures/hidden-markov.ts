import { exp, log } from '$lib/math/elementary';
import { mahalanobisSquares } from '$lib/math/linalg';
import { usableFactor, weightedMoments } from './weighted-moments';

/** A hidden Markov model with a normal law in each state, states by rising volatility. */
export interface MultivariateHiddenMarkov {
  readonly status: 'converged' | 'stopped';
  readonly states: number;
  /** transition[a * states + b]: probability that b follows a. */
  readonly transition: Float64Array;
  /** Long-run share of each state. */
  readonly stationary: Float64Array;
  readonly means: readonly Float64Array[];
  readonly covariances: readonly Float64Array[];
  /** Probability of each state in the last row, given all rows. */
  readonly last: Float64Array;
  readonly logLikelihood: number;
}

const LOG_TWO_PI = 1.8378770664093453;
const RIDGE = 1e-4;

/** Long-run shares of a transition matrix, by powers. */
function longRun(transition: Float64Array, k: number): Float64Array {
  let share = new Float64Array(k).fill(1 / k);
  for (let round = 0; round < 20_000; round++) {
    const next = new Float64Array(k);
    for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) next[b] += share[a] * transition[a * k + b];
    const moved = next.reduce((sum, one, b) => sum + Math.abs(one - share[b]), 0);
    share = next;
    if (moved < 1e-15) break;
  }
  return share;
}

/** Normal densities of each row in each state, scaled by the greatest of the row, and the logarithm of that scale. */
function densities(
  data: Float64Array,
  rows: number,
  n: number,
  means: readonly Float64Array[],
  covariances: readonly Float64Array[]
): { density: Float64Array; scales: Float64Array } {
  const k = means.length;
  const density = new Float64Array(rows * k);
  const scales = new Float64Array(rows).fill(-Infinity);
  means.forEach((mean, s) => {
    const { factor } = usableFactor(covariances[s], n);
    let constant = -0.5 * n * LOG_TWO_PI;
    for (let i = 0; i < n; i++) constant -= log(factor[i * n + i]);
    const squares = mahalanobisSquares(data, rows, n, mean, factor);
    for (let t = 0; t < rows; t++) {
      density[t * k + s] = constant - 0.5 * squares[t];
      scales[t] = Math.max(scales[t], density[t * k + s]);
    }
  });
  for (let t = 0; t < rows; t++) for (let s = 0; s < k; s++) density[t * k + s] = exp(density[t * k + s] - scales[t]);
  return { density, scales };
}

/** Smoothed probabilities, expected transitions and log-likelihood by the scaled forward and backward recursions. */
function smoothed(
  density: Float64Array,
  scales: Float64Array,
  transition: Float64Array,
  initial: Float64Array
): { posterior: Float64Array; moves: Float64Array; logLikelihood: number } {
  const k = initial.length;
  const rows = scales.length;
  const forward = new Float64Array(rows * k);
  const sums = new Float64Array(rows);
  let logLikelihood = 0;
  for (let t = 0; t < rows; t++) {
    for (let s = 0; s < k; s++) {
      let before = t === 0 ? initial[s] : 0;
      if (t > 0) for (let r = 0; r < k; r++) before += forward[(t - 1) * k + r] * transition[r * k + s];
      forward[t * k + s] = before * density[t * k + s];
      sums[t] += forward[t * k + s];
    }
    for (let s = 0; s < k; s++) forward[t * k + s] /= sums[t];
    logLikelihood += log(sums[t]) + scales[t];
  }
  const posterior = Float64Array.from(forward);
  const moves = new Float64Array(k * k);
  let backward = new Float64Array(k).fill(1);
  for (let t = rows - 2; t >= 0; t--) {
    const next = new Float64Array(k);
    for (let r = 0; r < k; r++)
      for (let s = 0; s < k; s++) {
        const step = (transition[r * k + s] * density[(t + 1) * k + s] * backward[s]) / sums[t + 1];
        next[r] += step;
        moves[r * k + s] += forward[t * k + r] * step;
      }
    backward = next;
    for (let s = 0; s < k; s++) posterior[t * k + s] = forward[t * k + s] * backward[s];
  }
  return { posterior, moves, logLikelihood };
}

/** States to begin with: rows by how far they lie from the mean over the rows around them. */
function firstGuess(data: Float64Array, rows: number, n: number, k: number): Float64Array {
  const { mean, covariance } = weightedMoments(data, rows, n, new Float64Array(rows).fill(1));
  const squares = mahalanobisSquares(data, rows, n, mean, usableFactor(covariance, n).factor);
  const level = new Float64Array(rows);
  let running = squares[0];
  for (let t = 0; t < rows; t++) level[t] = running = 0.9 * running + 0.1 * squares[t];
  const ordered = Float64Array.from(level).sort();
  const posterior = new Float64Array(rows * k).fill(0.1 / k);
  for (let t = 0; t < rows; t++) {
    let state = 0;
    while (state < k - 1 && level[t] > ordered[Math.floor(((state + 1) * rows) / k)]) state += 1;
    posterior[t * k + state] += 0.9;
  }
  return posterior;
}

/**
 * Fits a hidden Markov model with `states` normal laws to day-major rows without gaps, by Baum and Welch's
 * expectation-maximisation from states of low to high volatility. Each covariance is drawn a ten-thousandth of the way
 * towards that of all rows, so that no state shrinks onto a few rows.
 * @throws RangeError with fewer than 10 rows a state and column. Source: Baum et al. (1970); Rabiner (1989).
 */
export function multivariateHiddenMarkov(
  data: Float64Array,
  rows: number,
  columns: number,
  states: number
): MultivariateHiddenMarkov {
  if (!Number.isInteger(states) || states < 1 || states > 6) throw new RangeError(`states: ${states}`);
  if (rows < 10 * states * (columns + 1)) throw new RangeError(`${rows} rows for ${states} states of ${columns}`);
  const k = states;
  const whole = weightedMoments(data, rows, columns, new Float64Array(rows).fill(1));
  let posterior = firstGuess(data, rows, columns, k);
  let transition = Float64Array.from({ length: k * k }, (_, at) =>
    k === 1 ? 1 : at % (k + 1) === 0 ? 0.95 : 0.05 / (k - 1)
  );
  let initial = new Float64Array(k).fill(1 / k);
  let [logLikelihood, status]: [number, MultivariateHiddenMarkov['status']] = [-Infinity, 'stopped'];
  let laws = estimated();
  function estimated(): { means: Float64Array[]; covariances: Float64Array[] } {
    const parts = Array.from({ length: k }, (_, s) =>
      weightedMoments(
        data,
        rows,
        columns,
        Float64Array.from({ length: rows }, (_, t) => posterior[t * k + s])
      )
    );
    return {
      means: parts.map(({ mean }) => mean),
      covariances: parts.map(({ covariance }) =>
        covariance.map((one, at) => (1 - RIDGE) * one + RIDGE * whole.covariance[at])
      )
    };
  }
  for (let round = 0; round < 300; round++) {
    const { density, scales } = densities(data, rows, columns, laws.means, laws.covariances);
    const found = smoothed(density, scales, transition, initial);
    posterior = found.posterior;
    initial = posterior.slice(0, k);
    transition = found.moves.map((move, at) => {
      const row = at - (at % k);
      let total = 0;
      for (let s = 0; s < k; s++) total += found.moves[row + s];
      return total > 0 ? move / total : 1 / k;
    });
    laws = estimated();
    const gained = found.logLikelihood - logLikelihood;
    logLikelihood = found.logLikelihood;
    if (Math.abs(gained) < 1e-8 * Math.abs(logLikelihood)) {
      status = 'converged';
      break;
    }
  }
  return ordered({ status, transition, logLikelihood, last: posterior.slice((rows - 1) * k), ...laws }, columns);
}

/** The same model with its states by rising trace of the covariance. */
function ordered(
  found: Omit<MultivariateHiddenMarkov, 'states' | 'stationary'>,
  columns: number
): MultivariateHiddenMarkov {
  const k = found.means.length;
  const trace = found.covariances.map((one) => {
    let total = 0;
    for (let i = 0; i < columns; i++) total += one[i * (columns + 1)];
    return total;
  });
  const order = Array.from({ length: k }, (_, s) => s).sort((a, b) => trace[a] - trace[b]);
  const transition = new Float64Array(k * k);
  order.forEach((a, r) => order.forEach((b, s) => (transition[r * k + s] = found.transition[a * k + b])));
  return {
    status: found.status,
    states: k,
    transition,
    stationary: longRun(transition, k),
    means: order.map((s) => found.means[s]),
    covariances: order.map((s) => found.covariances[s]),
    last: Float64Array.from(order, (s) => found.last[s]),
    logLikelihood: found.logLikelihood
  };
}
