import { log } from '$lib/math/elementary';
import { selectedMedian } from '$lib/math/stats';
import type { DifferenceName, Opinion } from './finding';
import { splitRatios } from './level-names';
import { AGREEMENT, MAD_TO_DEVIATION } from './thresholds';

/** Two sources of one series held against one another. */
export interface Disagreements {
  /** Days that both have. */
  readonly common: number;
  /** Common days on which they differ beyond the tolerance, ascending, with both values. */
  readonly days: Int32Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Largest relative difference, as a fraction of the second. */
  readonly worst: number;
  /** Median of first divided by second. */
  readonly ratio: number;
  /** What the difference is; undefined when they agree. */
  readonly name?: DifferenceName;
  /** Units of the split, or exponent of ten, that the ratio equals. */
  readonly split?: readonly [number, number];
  readonly power?: number;
}

type Run = Pick<Opinion, 'days' | 'values'>;

/**
 * Where two sources differ, on the days that both have (ascending, positive values). A ratio that is the same throughout
 * is named: 'hundredths' 100 or 1/100, 'power-of-ten', 'split' a ratio of small whole numbers, 'scale' any other. A ratio that is one
 * at the end and changes on few days before is an 'adjustment' for dividends or splits that only one of them makes. Anything
 * else is 'values'. @param tolerance relative difference up to which they agree
 */
export function disagreements(a: Run, b: Run, tolerance = AGREEMENT): Disagreements {
  const size = Math.min(a.days.length, b.days.length);
  const days = new Int32Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const ratios = new Float64Array(size);
  let common = 0;
  let apart = 0;
  let worst = 0;
  for (let i = 0, j = 0; i < a.days.length && j < b.days.length;) {
    const day = a.days[i] as number;
    const other = b.days[j] as number;
    if (day < other) i++;
    else if (other < day) j++;
    else {
      const [x, y] = [a.values[i++] as number, b.values[j++] as number];
      ratios[common++] = x / y;
      const difference = x === y ? 0 : Math.abs(x - y) / Math.abs(y);
      worst = Math.max(worst, difference);
      if (!(difference > tolerance)) continue;
      days[apart] = day;
      first[apart] = x;
      second[apart++] = y;
    }
  }
  const { ratio, ...named } =
    apart > 0 ? nameOf(ratios.subarray(0, common), tolerance) : { ratio: common > 0 ? 1 : NaN };
  const end = apart;
  return {
    ...{ common, worst, ratio, ...named },
    days: days.slice(0, end),
    first: first.slice(0, end),
    second: second.slice(0, end)
  };
}

/** Share of the common days on which the ratio must be the same, or unchanged from the day before. */
const MOST = 0.9;
/** Least common days for a ratio to be called constant. */
const LEAST = 5;

function nameOf(ratios: Float64Array, tolerance: number): Pick<Disagreements, 'ratio' | 'name' | 'split' | 'power'> {
  const scratch = ratios.slice();
  const ratio = selectedMedian(scratch, scratch.length);
  if (!(ratio > 0)) return { ratio, name: 'values' };
  for (let k = 0; k < scratch.length; k++) scratch[k] = Math.abs((ratios[k] as number) / ratio - 1);
  const spread = MAD_TO_DEVIATION * selectedMedian(scratch, scratch.length);
  let same = 0;
  let kept = 0;
  for (let k = 0; k < ratios.length; k++) {
    if (Math.abs((ratios[k] as number) / ratio - 1) <= tolerance) same++;
    if (k > 0 && Math.abs((ratios[k] as number) / (ratios[k - 1] as number) - 1) <= tolerance / 5) kept++;
  }
  const constant = same >= MOST * ratios.length && spread <= tolerance && ratios.length >= LEAST;
  if (constant && Math.abs(ratio - 1) > tolerance) return { ratio, ...constantName(ratio, tolerance) };
  const last = ratios[ratios.length - 1] as number;
  const isAdjusted = Math.abs(last - 1) <= tolerance && kept >= MOST * (ratios.length - 1) && ratios.length > LEAST;
  return { ratio, name: isAdjusted && !constant ? 'adjustment' : 'values' };
}

function constantName(ratio: number, tolerance: number): Pick<Disagreements, 'name' | 'split' | 'power'> {
  const near = (wanted: number): boolean => Math.abs(ratio / wanted - 1) <= tolerance;
  if (near(100) || near(0.01)) return { name: 'hundredths' };
  const power = Math.round(log(ratio) / Math.LN10);
  const split = splitRatios.find(([n, m]) => near(n / m));
  if (split) return { name: 'split', split };
  return power !== 0 && near(10 ** power) ? { name: 'power-of-ten', power } : { name: 'scale' };
}
