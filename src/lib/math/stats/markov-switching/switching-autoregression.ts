import { log } from '$lib/math/elementary';
import { quasiNewtonMinimum, type QuasiNewtonResult } from '$lib/math/optimize';
import { randomStream } from '$lib/math/random';
import { mean, populationVariance } from '../moments';
import { sortedQuantile } from '../order';
import { linearRegression } from '../regression';
import { expectedDurations, reordered } from './chain';
import { hamiltonFilter, kimSmoother, statesOfPaths, type FilteredPaths } from './hamilton-filter';
import {
  coordinatesOf,
  parameterCount,
  parametersOf,
  type SwitchingParameters,
  type SwitchingShape
} from './switching-parameters';

export interface SwitchingOptions {
  /** 2 when left out. */
  readonly states?: number;
  /** Lags of the autoregression; 0 when left out. */
  readonly lags?: number;
  /** What changes with the state: the mean, and not the variance, when left out. */
  readonly switchingMean?: boolean;
  readonly switchingVariance?: boolean;
  /** Searches from other starts beside the first, and the seed that says which; 4 and 1 when left out. */
  readonly starts?: number;
  readonly seed?: number;
}

/** A fitted Markov-switching autoregression; states in rising order of mean, or of variance where the mean is one. */
export interface SwitchingAutoregression extends SwitchingParameters {
  readonly status: 'converged' | 'stopped';
  readonly shape: SwitchingShape;
  readonly logLikelihood: number;
  /** Number of estimated parameters. */
  readonly parameters: number;
  readonly aic: number;
  readonly bic: number;
  /** Probability of each state at row lags + t given the series up to it: (T - lags) x k, row-major. */
  readonly filtered: Float64Array;
  /** The same given all of the series. */
  readonly smoothed: Float64Array;
  readonly expectedDurations: Float64Array;
}

/** Filter of a series under parameters. Paths of the chain are as long as the autoregression looks back. */
export function filteredSeries(series: Float64Array, lags: number, of: SwitchingParameters): FilteredPaths {
  const { means, variances, autoregression, transition } = of;
  const k = means.length;
  const memory = Math.max(1, lags);
  const paths = k ** (memory + 1);
  const rows = series.length - lags;
  const centres = Float64Array.from({ length: paths }, (_, path) => {
    let place = paths / k;
    let centre = means[Math.floor(path / place)];
    for (let lag = 0; lag < lags; lag++) {
      place /= k;
      centre -= autoregression[lag] * means[Math.floor(path / place) % k];
    }
    return centre;
  });
  const constants = variances.map((variance) => -0.5 * log(2 * Math.PI * variance));
  const densities = new Float64Array(rows * paths);
  for (let t = 0; t < rows; t++) {
    let known = series[t + lags];
    for (let lag = 1; lag <= lags; lag++) known -= autoregression[lag - 1] * series[t + lags - lag];
    for (let path = 0; path < paths; path++) {
      const state = Math.floor((path * k) / paths);
      densities[t * paths + path] = constants[state] - (0.5 * (known - centres[path]) ** 2) / variances[state];
    }
  }
  return hamiltonFilter({ k, memory, transition }, densities, rows);
}

/** Parameters from which a search may begin: an autoregression, means and spreads apart, stays of ten periods. */
function firstGuess(
  series: Float64Array,
  { states: k, lags, switchingMean, switchingVariance }: SwitchingShape
): SwitchingParameters {
  const lagged = (lag: number): Float64Array => series.subarray(lags - lag, series.length - lag);
  const columns = Array.from({ length: lags }, (_, lag) => lagged(lag + 1));
  const fit = linearRegression(lagged(0), columns);
  if (fit.status !== 'ok') throw new RangeError(`lag ${fit.column + 1} depends on those before it`);
  const sorted = Float64Array.from(series).sort();
  const spread = fit.residualDeviation ** 2;
  return {
    transition: Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? 0.9 : 0.1 / (k - 1))),
    means: Float64Array.from({ length: k }, (_, i) =>
      switchingMean ? sortedQuantile(sorted, (i + 0.5) / k) : mean(series)
    ),
    variances: Float64Array.from({ length: k }, (_, i) => spread * (switchingVariance ? 4 ** (i - (k - 1) / 2) : 1)),
    autoregression: fit.coefficients.slice(1)
  };
}

/**
 * Markov-switching autoregression by maximum likelihood (Hamilton 1989): y_t - mean(s_t) = sum of autoregression_i
 * (y_(t-i) - mean(s_(t-i))) + e_t, the first `lags` rows given, states before them stationary. It is searched from
 * several starts, since the likelihood has many maxima; the greatest counts. Time and memory grow with
 * states^(lags + 1). No gaps. Series may have any scale.
 * @throws RangeError unless something switches among at least 2 states, the series varies finitely, is longer than its
 * parameters ask, and has at most 4,096 paths.
 */
export function switchingAutoregression(
  series: ArrayLike<number>,
  { states = 2, lags = 0, switchingMean = true, switchingVariance = false, starts = 4, seed = 1 }: SwitchingOptions = {}
): SwitchingAutoregression {
  const shape: SwitchingShape = { states, lags, switchingMean, switchingVariance };
  const size = parameterCount(shape);
  if (!(Number.isInteger(states) && states >= 2 && Number.isInteger(lags) && lags >= 0)) {
    throw new RangeError(`${states} states, ${lags} lags`);
  }
  if (!(switchingMean || switchingVariance)) throw new RangeError('nothing switches');
  if (states ** (Math.max(1, lags) + 1) > 4096) throw new RangeError('too many paths of states');
  const rows = series.length - lags;
  if (rows <= size) throw new RangeError(`${series.length} rows for ${size} parameters`);
  const centre = mean(series);
  const scale = Math.sqrt(populationVariance(series));
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`series does not vary finitely: ${scale}`);
  const scaled = Float64Array.from(series, (value) => (value - centre) / scale);
  const found = search(scaled, shape, starts, seed);
  const raw = parametersOf(found.x, shape);
  const key = switchingMean ? raw.means : raw.variances;
  const order = Array.from({ length: states }, (_, i) => i).sort((a, b) => key[a] - key[b]);
  const ordered: SwitchingParameters = {
    transition: reordered(raw.transition, order),
    means: Float64Array.from(order, (i) => raw.means[i]),
    variances: Float64Array.from(order, (i) => raw.variances[i]),
    autoregression: raw.autoregression
  };
  const paths = filteredSeries(scaled, lags, ordered);
  const chain = { k: states, memory: Math.max(1, lags), transition: ordered.transition };
  const logLikelihood = paths.logLikelihood - rows * log(scale);
  return {
    status: found.status,
    shape,
    transition: ordered.transition,
    means: ordered.means.map((value) => centre + scale * value),
    variances: ordered.variances.map((value) => scale * scale * value),
    autoregression: ordered.autoregression,
    logLikelihood,
    parameters: size,
    aic: 2 * size - 2 * logLikelihood,
    bic: log(rows) * size - 2 * logLikelihood,
    filtered: statesOfPaths(paths.filtered, paths.paths, states),
    smoothed: statesOfPaths(kimSmoother(chain, paths), paths.paths, states),
    expectedDurations: expectedDurations(ordered.transition, states)
  };
}

function search(scaled: Float64Array, shape: SwitchingShape, starts: number, seed: number): QuasiNewtonResult {
  const rows = scaled.length - shape.lags;
  const value = (x: Float64Array): number =>
    -filteredSeries(scaled, shape.lags, parametersOf(x, shape)).logLikelihood / rows;
  const smooth = (x: Float64Array, gradient: Float64Array): number => {
    const moved = Float64Array.from(x);
    for (let i = 0; i < x.length; i++) {
      const step = 6e-6 * (1 + Math.abs(x[i]));
      moved[i] = x[i] + step;
      const above = value(moved);
      moved[i] = x[i] - step;
      gradient[i] = (above - value(moved)) / (2 * step);
      moved[i] = x[i];
    }
    return value(x);
  };
  const first = coordinatesOf(firstGuess(scaled, shape), shape);
  let best = quasiNewtonMinimum(smooth, first, { tolerance: 1e-7 });
  for (let start = 1; start <= starts; start++) {
    const random = randomStream(seed, start);
    const found = quasiNewtonMinimum(
      smooth,
      first.map((coordinate) => coordinate + 0.7 * random.normal()),
      { tolerance: 1e-7 }
    );
    if (found.value < best.value) best = found;
  }
  return best;
}
