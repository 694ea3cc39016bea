import { exp, log } from '$lib/math/elementary';
import { logGamma } from '$lib/math/distributions';
import { linearSolution } from '$lib/math/linalg';
import { simplexMinimum } from '$lib/math/optimize';
import { median } from './order';
import { populationVariance } from './moments';

/** A fitted Student's t law: x = location + scale T, T with so many degrees of freedom. */
export interface StudentTFit {
  /** 'normal': no heavier tail than the normal law's was found, and the degrees of freedom are the most there may be. */
  readonly status: 'converged' | 'normal' | 'stopped';
  readonly location: number;
  /** Not the standard deviation, which is scale sqrt(v / (v - 2)). */
  readonly scale: number;
  readonly degreesOfFreedom: number;
  readonly logLikelihood: number;
}

/** Degrees of freedom that are not told from a normal law. */
const MOST = 500;
/** Fewest: below, the law has no mean. */
const FEWEST = 1.05;

/** Location, scale and reciprocal of the degrees of freedom: the coordinates in which errors are nearly normal. */
type Coordinates = readonly [location: number, scale: number, reciprocal: number];

function meanLoss(series: ArrayLike<number>, [location, scale, reciprocal]: Coordinates): number {
  const v = 1 / reciprocal;
  let logs = 0;
  let product = 1;
  for (let i = 0; i < series.length; i++) {
    // One logarithm for eight factors, unless one of them is huge.
    product *= 1 + ((series[i] - location) / scale) ** 2 / v;
    if ((i & 7) === 7 || product > 1e150) {
      logs += log(product);
      product = 1;
    }
  }
  logs += log(product);
  const constant = logGamma((v + 1) / 2) - logGamma(v / 2) - 0.5 * log(v * Math.PI) - log(scale);
  return (0.5 * (v + 1) * logs) / series.length - constant;
}

/**
 * Maximum likelihood of Student's t law with free location, scale and degrees of freedom (1.05 to 500).
 * @throws RangeError below 10 values, with a value that is not finite, or when the series does not vary.
 */
export function studentTFit(series: ArrayLike<number>): StudentTFit {
  if (series.length < 10) throw new RangeError(`${series.length} values, at least 10 are needed`);
  const unit = Math.sqrt(populationVariance(series));
  if (!(unit > 0 && unit < Infinity)) throw new RangeError(`series does not vary finitely: ${unit}`);
  const centre = median(series);
  const scaled = Float64Array.from(series, (value) => (value - centre) / unit);
  const low = 1 / MOST;
  const width = 1 / FEWEST - low;
  const coordinates = (x: ArrayLike<number>): Coordinates => [x[0], exp(x[1]), low + width / (1 + exp(-x[2]))];
  const from = (reciprocal: number): number => log((reciprocal - low) / (1 / FEWEST - reciprocal));
  const objective = (x: ArrayLike<number>): number => meanLoss(scaled, coordinates(x));
  const starts = [4, 12].map((v) => [0, 0.5 * log((v - 2) / v), from(1 / v)]);
  const start = starts.reduce((best, one) => (objective(one) < objective(best) ? one : best));
  const found = simplexMinimum(objective, start, { tolerance: 1e-13, maximumEvaluations: 4000 });
  const [location, scale, reciprocal] = coordinates(found.x);
  return {
    status: reciprocal < 1.05 * low ? 'normal' : found.status,
    location: centre + unit * location,
    scale: unit * scale,
    degreesOfFreedom: 1 / reciprocal,
    logLikelihood: -series.length * (found.value + log(unit))
  };
}

/**
 * Covariance of the estimates (location, scale, reciprocal of the degrees of freedom) by the observed information, 3 x 3
 * row-major; undefined where the likelihood is not curved, as where the law is normal.
 */
export function studentTErrors(series: ArrayLike<number>, fit: StudentTFit): Float64Array | undefined {
  const point: Coordinates = [fit.location, fit.scale, 1 / fit.degreesOfFreedom];
  const steps = [1e-3 * fit.scale, 1e-3 * fit.scale, Math.min(1e-3, point[2] / 4)];
  const at = (i: number, a: number, j: number, b: number): number => {
    const moved: [number, number, number] = [...point];
    moved[i] += a * steps[i];
    moved[j] += b * steps[j];
    return series.length * meanLoss(series, moved);
  };
  const information = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const crossed =
        i === j
          ? at(i, 1, j, 0) - 2 * at(i, 0, j, 0) + at(i, -1, j, 0)
          : (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / 4;
      information[3 * i + j] = crossed / (steps[i] * steps[j]);
    }
  }
  const inverse = linearSolution(information, 3, Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), 3);
  return inverse && [0, 4, 8].every((k) => inverse[k] > 0) ? inverse : undefined;
}
