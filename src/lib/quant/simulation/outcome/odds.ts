import { BLOCK_PATHS, RANDOMISATIONS } from '../plan';
import type { Sampling } from '../spec';

/** Which paths are independent of one another, and so what an error is told from. */
export type Design = Sampling | 'all';

/** A mean with its standard error; NaN where there is no chance or too little of it to tell. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

/** A share of paths with its standard error and the bounds of its 95 % interval. */
export interface Odds {
  readonly share: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

const Z95 = 1.959963984540054;
/** Quantiles 0.975 of Student's t with 1, 2, ... 15 degrees of freedom (SciPy 1.17, t.ppf). */
const T95 = [
  12.706204736175, 4.302652729749, 3.182446305284, 2.776445105198, 2.570581835636, 2.446911851145, 2.364624251593,
  2.306004135204, 2.262157162798, 2.228138851986, 2.200985160092, 2.178812829667, 2.160368656463, 2.144786687918,
  2.13144954556
];

/** Means of the groups that are independent: paths, opposite pairs, randomisations. */
function groupMeans(values: ArrayLike<number>, design: Design): Float64Array {
  const count = values.length;
  if (design === 'independent' || design === 'all') return Float64Array.from(values);
  if (design === 'sobol') {
    const [sums, sizes] = [new Float64Array(RANDOMISATIONS), new Float64Array(RANDOMISATIONS)];
    for (let k = 0; k < count; k++) {
      const group = Math.floor(k / BLOCK_PATHS) % RANDOMISATIONS;
      sums[group] += values[k];
      sizes[group] += 1;
    }
    return sums.map((sum, g) => sum / sizes[g]).filter((mean) => !Number.isNaN(mean));
  }
  const means: number[] = [];
  for (let first = 0; first < count; first += BLOCK_PATHS) {
    const paths = Math.min(BLOCK_PATHS, count - first);
    const drawn = paths - (paths >> 1);
    for (let p = 0; p < paths >> 1; p++) means.push((values[first + p] + values[first + drawn + p]) / 2);
  }
  return Float64Array.from(means);
}

/** Mean of a value of each path, in the order of the paths. Source of the errors: Glasserman (2004), chapters 4 and 5. */
export function estimateOf(values: ArrayLike<number>, design: Design): Estimate {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k];
  const mean = sum / values.length;
  if (design === 'all') return { mean, standardError: NaN };
  const groups = groupMeans(values, design);
  if (groups.length < 2) return { mean, standardError: NaN };
  let centre = 0;
  for (const one of groups) centre += one / groups.length;
  let squares = 0;
  for (const one of groups) squares += (one - centre) * (one - centre);
  return { mean, standardError: Math.sqrt(squares / (groups.length - 1) / groups.length) };
}

/**
 * Share of the paths that are marked 1, in the order of the paths. Independent paths: binomial error and the interval of
 * Wilson (1927), which is wider than nothing at 0 and 1 too. Other designs: the mean of groups and its error, within [0, 1],
 * and Wilson's where the groups do not differ. A walk through history has no chance in it: error NaN, bounds the share.
 */
export function oddsOf(flags: ArrayLike<number>, design: Design): Odds {
  const { mean: share, standardError } = estimateOf(flags, design);
  if (design === 'all') return { share, standardError, low: share, high: share };
  const wilson = wilsonInterval(share, flags.length);
  if (design === 'independent') {
    return { share, standardError: Math.sqrt((share * (1 - share)) / flags.length), ...wilson };
  }
  if (!(standardError > 0)) return { share, standardError, ...wilson };
  const randomisations = Math.min(RANDOMISATIONS, Math.ceil(flags.length / BLOCK_PATHS));
  const width = (design === 'sobol' ? T95[randomisations - 2] : Z95) * standardError;
  return { share, standardError, low: Math.max(0, share - width), high: Math.min(1, share + width) };
}

/** Score interval of a binomial share at 95 %. Source: Wilson (1927). */
export function wilsonInterval(share: number, count: number): { low: number; high: number } {
  const square = (Z95 * Z95) / count;
  const centre = (share + square / 2) / (1 + square);
  const half = (Math.sqrt((share * (1 - share)) / count + square / (4 * count)) * Z95) / (1 + square);
  return { low: Math.max(0, Math.min(share, centre - half)), high: Math.min(1, Math.max(share, centre + half)) };
}
