import { logGamma, normalCdf } from '$lib/math/distributions';
import { exp, log } from '$lib/math/elementary';

const CELLS = 8192;
const NORMAL_REACH = 8.5;

/** A distribution function as a table over even cells of a bounded place: of x itself, or of x / sqrt(df + x^2). */
export interface ScoreTable {
  /** Probability below x, interpolated within a cell: absolute error below 1e-6. */
  readonly probability: (x: number) => number;
  /** The x below which a probability between 0 and 1 lies. */
  readonly quantile: (probability: number) => number;
}

/** Table of the standard normal law, or of Student's t with more than two degrees of freedom. */
export function scoreTable(degreesOfFreedom?: number): ScoreTable {
  return degreesOfFreedom === undefined ? normalTable() : studentTable(degreesOfFreedom);
}

function interpolated(values: Float64Array, place: number): number {
  const cell = Math.min(CELLS - 1, Math.max(0, Math.floor(place)));
  return values[cell] + (place - cell) * (values[cell + 1] - values[cell]);
}

/** Place, in cells, at which ascending values reach a probability. */
function placeOf(values: Float64Array, probability: number): number {
  let [low, high] = [0, CELLS];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= probability) low = middle;
    else high = middle;
  }
  const width = values[low + 1] - values[low];
  return width > 0 ? low + (probability - values[low]) / width : low;
}

function normalTable(): ScoreTable {
  const width = (2 * NORMAL_REACH) / CELLS;
  const values = Float64Array.from({ length: CELLS + 1 }, (_, k) => normalCdf(-NORMAL_REACH + k * width));
  return {
    probability: (x) => interpolated(values, Math.min(CELLS, Math.max(0, (x + NORMAL_REACH) / width))),
    quantile: (probability) => -NORMAL_REACH + placeOf(values, probability) * width
  };
}

/** With s = x / sqrt(df + x^2) the law has the density (1 - s^2)^(df / 2 - 1) up to a factor; summed by Simpson's rule. */
function studentTable(df: number): ScoreTable {
  if (!(df > 2)) throw new RangeError(`degrees of freedom: ${df}`);
  const density = (s: number): number => (Math.abs(s) >= 1 ? 0 : exp((df / 2 - 1) * log(1 - s * s)));
  const width = 2 / CELLS;
  const values = new Float64Array(CELLS + 1);
  for (let k = 0; k < CELLS; k++) {
    const left = -1 + k * width;
    values[k + 1] = values[k] + density(left) + 4 * density(left + width / 2) + density(left + width);
  }
  const total = values[CELLS];
  for (let k = 0; k <= CELLS; k++) values[k] /= total;
  return {
    probability: (x) => interpolated(values, (x / Math.sqrt(df + x * x) + 1) / width),
    quantile: (probability) => {
      const s = -1 + placeOf(values, probability) * width;
      return s * Math.sqrt(df / (1 - s * s));
    }
  };
}

/** Logarithm of the density of one t variable. */
export function studentLogDensity(x: number, df: number): number {
  return logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * log(df * Math.PI) - ((df + 1) / 2) * log(1 + (x * x) / df);
}
