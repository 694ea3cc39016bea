import { randomStream } from '$lib/math/random';
import { log } from '$lib/math/elementary';
import type { Progress } from '../progress';
import { ResampledMeans } from './stationary-bootstrap';
import { requireTrials } from './trial-returns';
import type { TrialReturns } from './trial-returns';

/**
 * Settings: mean length of a block in periods, samples drawn (1,000), seed (1), and whether each trial is measured in units of its
 * own standard error (true), as Hansen does, or all in units of return, as White does.
 */
export interface SuperiorAbilityOptions {
  readonly blockLength: number;
  readonly draws?: number;
  readonly seed?: number;
  readonly studentized?: boolean;
  readonly progress?: Progress;
}

/** Chances that the best of the trials looks as good without any being better than the benchmark. */
export interface SuperiorAbility {
  readonly best: number;
  /** The greatest mean excess times sqrt(periods), over its standard error where studentized. */
  readonly statistic: number;
  /** White's reality check: as if every trial were as good as the benchmark; in units of return whatever the setting. */
  readonly realityCheck: number;
  /** Hansen's three p-values: poor trials count fully (upper), not at all (lower), or by whether they are plainly poor. */
  readonly lower: number;
  readonly consistent: number;
  readonly upper: number;
  /** p-value of each trial, adjusted step by step for all of them (J. Romano and M. Wolf 2005). */
  readonly adjusted: Float64Array;
  readonly trials: number;
  readonly draws: number;
  readonly complete: boolean;
}

/**
 * White's reality check, Hansen's test of superior predictive ability and Romano and Wolf's stepwise test, by one stationary bootstrap.
 * `excess` holds returns of each trial less those of the benchmark. Standard errors are those of the bootstrap itself. A p-value is the
 * share of samples whose best is above the best seen. A trial that does not vary is left out. Sources: H. White, Econometrica 68
 * (2000); P. Hansen, JBES 23 (2005), with threshold -sqrt(2 ln ln n); J. Romano and M. Wolf, Econometrica 73 (2005).
 * @throws RangeError on no trial, fewer than 10 periods, a block shorter than 1 or longer than the series, or no trial that varies.
 */
export function superiorAbility(excess: TrialReturns, options: SuperiorAbilityOptions): SuperiorAbility {
  const { blockLength, draws = 1000, seed = 1, studentized = true, progress } = options;
  requireTrials(excess, 1, 10);
  const { values, trials, periods } = excess;
  if (!(blockLength >= 1 && blockLength <= periods))
    throw new RangeError(`blocks of ${blockLength} in ${periods} periods`);
  const rows = new Float64Array(values.length);
  for (let k = 0; k < trials; k++) for (let t = 0; t < periods; t++) rows[t * trials + k] = values[k * periods + t];
  const resampled = new ResampledMeans(rows, periods, trials, blockLength);
  const drawn = new Float64Array(draws * trials);
  let done = 0;
  while (done < draws) {
    resampled.draw(randomStream(seed, 0, done), drawn.subarray(done * trials, (done + 1) * trials));
    done++;
    if (progress && !progress(done, draws)) break;
  }
  return pValues(resampled.means, drawn.subarray(0, done * trials), periods, studentized, done === draws);
}

function pValues(
  means: Float64Array,
  drawn: Float64Array,
  periods: number,
  studentized: boolean,
  complete: boolean
): SuperiorAbility {
  const trials = means.length;
  const draws = drawn.length / trials;
  const errors = new Float64Array(trials);
  for (let at = 0; at < drawn.length; at++) errors[at % trials] += drawn[at] * drawn[at];
  for (let k = 0; k < trials; k++) errors[k] = Math.sqrt(errors[k] / draws);
  const root = Math.sqrt(periods);
  const varies = errors.map((error) => (error > 0 ? 1 : 0));
  const scales = errors.map((error) => (error > 0 ? (studentized ? 1 / error : root) : 0));
  const statistics = means.map((mean, k) => (varies[k] === 1 ? mean * scales[k] : -Infinity));
  if (!varies.includes(1)) throw new RangeError('no trial varies against the benchmark');
  let best = 0;
  for (let k = 1; k < trials; k++) if (statistics[k] > statistics[best]) best = k;
  const poor = -Math.sqrt(2 * log(log(periods)));
  // What a trial's mean is taken to be: added to its resampled mean, which is centred on zero.
  const lowers = means.map((mean) => Math.min(0, mean));
  const consistents = means.map((mean, k) => (mean < poor * errors[k] ? mean : 0));
  let greatest = -Infinity;
  for (let k = 0; k < trials; k++) if (varies[k] === 1) greatest = Math.max(greatest, means[k]);
  const order = Array.from(statistics.keys()).sort((a, b) => statistics[b] - statistics[a]);
  const counts = { realityCheck: 0, lower: 0, consistent: 0, upper: 0 };
  const adjusted = new Float64Array(trials);
  const seen = Math.max(0, statistics[best]);
  for (let draw = 0; draw < draws; draw++) {
    let [white, lower, consistent, upper] = [-Infinity, 0, 0, 0];
    for (let at = trials - 1, highest = -Infinity; at >= 0; at--) {
      const k = order[at];
      if (varies[k] === 0) {
        adjusted[k]++;
        continue;
      }
      const value = drawn[draw * trials + k];
      const scale = scales[k];
      white = Math.max(white, value);
      lower = Math.max(lower, (value + lowers[k]) * scale);
      consistent = Math.max(consistent, (value + consistents[k]) * scale);
      upper = Math.max(upper, value * scale);
      highest = Math.max(highest, value * scale);
      if (highest >= statistics[k]) adjusted[k]++;
    }
    if (white > greatest) counts.realityCheck++;
    if (lower > seen) counts.lower++;
    if (consistent > seen) counts.consistent++;
    if (upper > seen) counts.upper++;
  }
  let most = 0;
  for (const k of order) {
    most = Math.max(most, adjusted[k] / draws);
    adjusted[k] = most;
  }
  return {
    best,
    statistic: statistics[best],
    realityCheck: counts.realityCheck / draws,
    lower: counts.lower / draws,
    consistent: counts.consistent / draws,
    upper: counts.upper / draws,
    adjusted,
    trials,
    draws,
    complete
  };
}
