import { exp, log } from '$lib/math/elementary';
import { stationaryDistribution } from './chain';

/**
 * A chain of k states whose observations depend on the state now and on the `memory` (at least 1) states before. A path
 * of these is one number, the state now its first digit to the base k: k^(memory + 1) paths.
 */
export interface Chain {
  readonly k: number;
  readonly memory: number;
  /** k x k, row-major, from row to column. */
  readonly transition: Float64Array;
}

/** Probabilities of paths, one row a period: before and after its observation. */
export interface FilteredPaths {
  readonly logLikelihood: number;
  readonly predicted: Float64Array;
  readonly filtered: Float64Array;
  readonly paths: number;
}

/** Probability of each path at the first period, the chain being in its stationary distribution before. */
function stationaryPaths({ k, memory, transition }: Chain): Float64Array {
  let paths = stationaryDistribution(transition, k);
  for (let step = 1, size = k; step <= memory; step++, size *= k) {
    const longer = new Float64Array(size * k);
    const top = size / k;
    for (let state = 0; state < k; state++) {
      for (let path = 0; path < size; path++) {
        longer[state * size + path] = transition[Math.floor(path / top) * k + state] * paths[path];
      }
    }
    paths = longer;
  }
  return paths;
}

/**
 * Filter of Hamilton (1989) over log densities of each period's observation given each path (rows x paths). Rows of
 * densities are scaled by their greatest, so that none underflow. NaN propagates.
 */
export function hamiltonFilter(chain: Chain, logDensities: Float64Array, rows: number): FilteredPaths {
  const { k, memory, transition } = chain;
  const recent = k ** memory;
  const paths = recent * k;
  const top = recent / k;
  const predicted = new Float64Array(rows * paths);
  const filtered = new Float64Array(rows * paths);
  predicted.set(stationaryPaths(chain));
  let logLikelihood = 0;
  for (let t = 0; t < rows; t++) {
    const at = t * paths;
    let greatest = -Infinity;
    for (let path = 0; path < paths; path++) greatest = Math.max(greatest, logDensities[at + path]);
    let total = 0;
    for (let path = 0; path < paths; path++) {
      const joint = predicted[at + path] * exp(logDensities[at + path] - greatest);
      filtered[at + path] = joint;
      total += joint;
    }
    for (let path = 0; path < paths; path++) filtered[at + path] /= total;
    logLikelihood += log(total) + greatest;
    if (t + 1 === rows) break;
    for (let path = 0; path < recent; path++) {
      let kept = 0;
      for (let oldest = 0; oldest < k; oldest++) kept += filtered[at + path * k + oldest];
      const from = Math.floor(path / top) * k;
      for (let state = 0; state < k; state++) {
        predicted[at + paths + state * recent + path] = transition[from + state] * kept;
      }
    }
  }
  return { logLikelihood, predicted, filtered, paths };
}

/** Probabilities of paths given all observations, by the smoother of Kim (1994): rows x paths. */
export function kimSmoother(
  { k, memory, transition }: Chain,
  { predicted, filtered, paths }: FilteredPaths
): Float64Array {
  const recent = k ** memory;
  const top = recent / k;
  const rows = filtered.length / paths;
  const smoothed = Float64Array.from(filtered);
  for (let t = rows - 2; t >= 0; t--) {
    const at = t * paths;
    const after = at + paths;
    for (let path = 0; path < recent; path++) {
      const from = Math.floor(path / top) * k;
      let ratio = 0;
      for (let state = 0; state < k; state++) {
        const next = after + state * recent + path;
        if (predicted[next] > 0) ratio += (transition[from + state] * smoothed[next]) / predicted[next];
      }
      for (let oldest = 0; oldest < k; oldest++)
        smoothed[at + path * k + oldest] = filtered[at + path * k + oldest] * ratio;
    }
  }
  return smoothed;
}

/** Sums rows of paths to rows of states now (rows x k). */
export function statesOfPaths(byPath: Float64Array, paths: number, k: number): Float64Array {
  const recent = paths / k;
  const out = new Float64Array((byPath.length / paths) * k);
  for (let at = 0; at < byPath.length; at++) {
    const path = at % paths;
    out[((at - path) / paths) * k + Math.floor(path / recent)] += byPath[at];
  }
  return out;
}
