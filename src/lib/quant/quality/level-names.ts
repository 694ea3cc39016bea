import { log } from '$lib/math/elementary';
import { indexAtOrBefore, type SplitRatio } from '$lib/domain/market';
import type { CheckedSeries, QualityCode, QualityContext } from './finding';
import type { Leap } from './leaps';
import { CHANGE_SCALES, LEAST_CHANGE, LEAST_LEVEL, LEVEL_SCALES, LEVEL_SIDE, RATE_DRIFT } from './thresholds';

/** What a step that stays is called, and the figures that say why. `factor` is the value after divided by the value before. */
export interface LevelName {
  readonly code: Extract<
    QualityCode,
    'spike' | 'hundredfold' | 'split-shaped' | 'currency-change' | 'redenomination' | 'level-change'
  >;
  readonly factor: number;
  readonly ratio?: readonly [number, number];
  readonly power?: number;
  readonly pair?: string;
}

/** Ratios in which units are split or put together. Smaller ones (5:4) cannot be told from a bad day by closes alone. */
export const splitRatios: readonly (readonly [number, number])[] = [
  ...([2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50] as const).map((n): [number, number] => [n, 1]),
  [3, 2],
  [5, 2],
  ...([2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50] as const).map((n): [number, number] => [1, n])
];

/** Days between a jump and a split that explains it. */
const NEAR = 5;
const LEAST_CURRENCY = 0.05;
const CURRENCY_SCALES = 15;

/**
 * Name of a step that stays, undefined when the level does not stay, a known split explains it, or it is no larger than
 * markets move. 'currency-change' equals an exchange rate of the day; 'redenomination' is a power of ten in a rate (from 100),
 * or in prices (from 1,000); 'split-shaped' is a ratio of small whole numbers in closes that are not adjusted for splits.
 * What is left beside the ratio must be no more than three scales of the neighbourhood.
 */
export function namedLevel(
  days: Int32Array,
  values: Float64Array,
  series: CheckedSeries,
  leap: Leap,
  context: QualityContext
): LevelName | undefined {
  const size = Math.abs(leap.step);
  const day = days[leap.at] ?? 0;
  const factor = Math.exp(leap.step);
  if (size < LEAST_CURRENCY || !stays(values, leap, series.kind)) return undefined;
  if (series.raw && isKnownSplit(leap, day, context)) return undefined;
  const currency = nearestRate(day, leap, context.rates ?? []);
  if (size < LEAST_LEVEL)
    return currency && size >= CURRENCY_SCALES * leap.unit && series.kind === 'prices'
      ? { code: 'currency-change', factor, pair: currency.pair }
      : undefined;
  if (size < LEVEL_SCALES * leap.unit) return undefined;
  const power = powerOfTen(leap, series.kind);
  if (power !== undefined) return { code: 'redenomination', factor, power };
  const split = series.kind === 'prices' ? nearestSplit(leap) : undefined;
  if (series.kind === 'prices' && currency && !(split && split.rest < currency.rest))
    return { code: 'currency-change', factor, pair: currency.pair };
  if (split && series.raw) return { code: 'split-shaped', factor, ratio: split.ratio };
  return size >= CHANGE_SCALES * leap.unit && size >= LEAST_CHANGE
    ? { code: 'level-change', factor, ...(split ? { ratio: split.ratio } : {}) }
    : undefined;
}

/** True when the median of the values after the step has moved as far as the step itself. At least three values must follow. */
function stays(values: Float64Array, { at, step, unit }: Leap, kind: CheckedSeries['kind']): boolean {
  const after = values.slice(at, at + LEVEL_SIDE).sort();
  const before = values.slice(Math.max(0, at - LEVEL_SIDE), at).sort();
  if (after.length < 3 || before.length < 1) return false;
  const moved = log((after[after.length >> 1] ?? NaN) / (before[before.length >> 1] ?? NaN));
  const drift = kind === 'rates' ? RATE_DRIFT * Math.abs(step) : 0;
  return Math.abs(moved - step) <= Math.max(0.1, 5 * unit, drift);
}

const rest = (leap: Leap, wanted: number): number => Math.abs(leap.step - wanted);

/** True when a split that is known explains a step. */
export const isKnownSplit = (leap: Leap, day: number, { splits = [] }: QualityContext): boolean =>
  splits.some((split) => explains(split, day, leap));

function explains({ day, numerator, denominator }: SplitRatio, on: number, leap: Leap): boolean {
  return Math.abs(day - on) <= NEAR && rest(leap, log(denominator / numerator)) <= Math.max(0.1, 3 * leap.unit);
}

function powerOfTen(leap: Leap, kind: CheckedSeries['kind']): number | undefined {
  if (kind === 'macro') return undefined;
  const power = Math.round(leap.step / Math.LN10);
  if (Math.abs(power) < (kind === 'rates' ? 2 : 3)) return undefined;
  return rest(leap, power * Math.LN10) <= Math.min(Math.LN10 / 2, Math.max(0.25, 3 * leap.unit)) ? power : undefined;
}

/** The split whose ratio is nearest to a step: n new units for m old ones divide the price by n / m. */
function nearestSplit(leap: Leap): { ratio: readonly [number, number]; rest: number } | undefined {
  let best: { ratio: readonly [number, number]; rest: number } | undefined;
  for (const ratio of splitRatios) {
    const left = rest(leap, log(ratio[1] / ratio[0]));
    if (left <= Math.max(0.02, 3 * leap.unit) && left < (best?.rest ?? Infinity)) best = { ratio, rest: left };
  }
  return best;
}

/** The exchange rate of the day that a step equals, either way. */
function nearestRate(
  day: number,
  leap: Leap,
  rates: NonNullable<QualityContext['rates']>
): { pair: string; rest: number } | undefined {
  let best: { pair: string; rest: number } | undefined;
  for (const { base, quote, days, values } of rates) {
    const rate = values[indexAtOrBefore(days, day)];
    if (rate === undefined || !(rate > 0)) continue;
    for (const [pair, wanted] of [
      [`${base}/${quote}`, log(rate)],
      [`${quote}/${base}`, -log(rate)]
    ] as const) {
      const left = rest(leap, wanted);
      if (left <= Math.max(0.005, 2 * leap.unit) && left < (best?.rest ?? Infinity)) best = { pair, rest: left };
    }
  }
  return best;
}
