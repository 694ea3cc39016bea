import type { CheckedSeries, QualityContext } from './finding';
import { isKnownSplit, namedLevel, type LevelName } from './level-names';
import { foundLeaps, type Leap } from './leaps';
import type { Steps } from './steps';
import { SPIKE_LENGTH, SPIKE_REST } from './thresholds';

/** A leap with its name. The values concerned are those from `at` on, up to and without `end`. */
export interface Jump extends LevelName {
  readonly at: number;
  readonly end: number;
}

const HUNDRED = Math.log(100);

/**
 * Steps beyond robust bounds, told apart: 'spike' comes back within a few values, 'hundredfold' is a factor of 100 that comes
 * back, or that parts a series in two; a step that stays is named by what it equals (see namedLevel), or left out when it is
 * a large move and no more.
 */
export function foundJumps(
  days: Int32Array,
  values: Float64Array,
  series: CheckedSeries,
  steps: Steps,
  context: QualityContext
): Jump[] {
  const leaps = foundLeaps(steps, series.moves);
  const jumps: Jump[] = [];
  let from = 0;
  for (let c = 0; c < leaps.length; c++) {
    const leap = leaps[c] as Leap;
    if (leap.at < from) continue;
    const back = series.moves === 'difference' && values[leap.at] === 0 ? -1 : comesBack(steps.steps, leap);
    if (back > 0) {
      const code = series.moves === 'ratio' && isHundred(leap) ? 'hundredfold' : 'spike';
      jumps.push({ code, at: leap.at, end: back, factor: Math.exp(leap.step) });
      from = back + 1;
      continue;
    }
    if (series.moves !== 'ratio') continue;
    if (isHundred(leap) && !(series.raw && isKnownSplit(leap, days[leap.at] ?? 0, context))) {
      const other = leaps.find((one) => one.at > leap.at && isHundred(one) && one.step * leap.step < 0);
      const run = other ? { at: leap.at, end: other.at } : shorterSide(leap.at, values.length);
      if (other || series.kind === 'prices') {
        const away = run.at === leap.at ? leap.step : -leap.step;
        jumps.push({ code: 'hundredfold', ...run, factor: Math.exp(away) });
        if (other) from = other.at + 1;
        continue;
      }
    }
    const level = namedLevel(days, values, series, leap, context);
    if (level) jumps.push({ ...level, at: leap.at, end: leap.at + 1 });
  }
  return jumps;
}

const isHundred = ({ step, unit }: Leap): boolean =>
  Math.abs(Math.abs(step) - HUNDRED) <= Math.min(0.5, Math.max(0.15, 3 * unit));

const shorterSide = (at: number, count: number): { at: number; end: number } =>
  at <= count - at ? { at: 0, end: at } : { at, end: count };

/** Index at which a leap has come back to where it came from, -1 when it has not within the length of a bad print. */
function comesBack(steps: Float64Array, { at, step, unit }: Leap): number {
  const size = Math.abs(step);
  let away = step;
  for (let next = at + 1; next <= at + SPIKE_LENGTH && next < steps.length; next++) {
    away += steps[next] as number;
    if (Math.abs(away) <= Math.min(SPIKE_REST * size, 6 * unit * Math.sqrt(next - at + 1))) return next;
    if (away * Math.sign(step) < 0.5 * size) return -1;
  }
  return -1;
}
