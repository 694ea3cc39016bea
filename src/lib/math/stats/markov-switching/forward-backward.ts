import { exp, log } from '$lib/math/elementary';

/** Room for the passes over a chain of k states and T rows, to be used again. */
export interface ChainRoom {
  /** Densities of each row given each state, scaled by their greatest (T x k). */
  readonly densities: Float64Array;
  readonly filtered: Float64Array;
  /** Probability of each state given all rows (T x k). */
  readonly smoothed: Float64Array;
  /** Expected number of moves from state to state (k x k). */
  readonly moves: Float64Array;
}

export function chainRoom(rows: number, k: number): ChainRoom {
  const table = (): Float64Array => new Float64Array(rows * k);
  return { densities: table(), filtered: table(), smoothed: table(), moves: new Float64Array(k * k) };
}

/** Normal densities of a series by state, each row scaled by its greatest; the logarithms of these scales summed. A gap (NaN) says nothing: density 1 in every state. */
export function normalDensities(
  series: Float64Array,
  means: Float64Array,
  variances: Float64Array,
  { densities }: ChainRoom
): number {
  const k = means.length;
  const constants = variances.map((variance) => -0.5 * log(2 * Math.PI * variance));
  const halves = variances.map((variance) => 0.5 / variance);
  let scales = 0;
  for (let t = 0; t < series.length; t++) {
    const at = t * k;
    const value = series[t];
    if (Number.isNaN(value)) {
      densities.fill(1, at, at + k);
      continue;
    }
    let greatest = -Infinity;
    for (let i = 0; i < k; i++) {
      const density = constants[i] - (value - means[i]) ** 2 * halves[i];
      densities[at + i] = density;
      if (density > greatest) greatest = density;
    }
    for (let i = 0; i < k; i++) densities[at + i] = exp(densities[at + i] - greatest);
    scales += greatest;
  }
  return scales;
}

/**
 * Forward and backward pass with each row scaled to sum 1 (Rabiner 1989, section V.A); fills filtered, smoothed, moves.
 * The log-likelihood without the scales of the densities.
 */
export function forwardBackward(initial: Float64Array, transition: Float64Array, room: ChainRoom): number {
  const { densities, filtered, smoothed, moves } = room;
  const k = initial.length;
  const rows = densities.length / k;
  let logLikelihood = 0;
  for (let t = 0; t < rows; t++) {
    const at = t * k;
    let total = 0;
    for (let j = 0; j < k; j++) {
      let ahead = t === 0 ? initial[j] : 0;
      if (t > 0) for (let i = 0; i < k; i++) ahead += filtered[at - k + i] * transition[i * k + j];
      filtered[at + j] = ahead * densities[at + j];
      total += filtered[at + j];
    }
    for (let j = 0; j < k; j++) filtered[at + j] /= total;
    logLikelihood += log(total);
  }
  moves.fill(0);
  smoothed.set(filtered.subarray((rows - 1) * k), (rows - 1) * k);
  const ratio = new Float64Array(k);
  for (let t = rows - 2; t >= 0; t--) {
    const at = t * k;
    for (let j = 0; j < k; j++) {
      let ahead = 0;
      for (let i = 0; i < k; i++) ahead += filtered[at + i] * transition[i * k + j];
      ratio[j] = ahead > 0 ? smoothed[at + k + j] / ahead : 0;
    }
    for (let i = 0; i < k; i++) {
      let total = 0;
      for (let j = 0; j < k; j++) {
        const move = filtered[at + i] * transition[i * k + j] * ratio[j];
        moves[i * k + j] += move;
        total += move;
      }
      smoothed[at + i] = total;
    }
  }
  return logLikelihood;
}
