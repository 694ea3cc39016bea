import type { InstrumentId } from '../instruments';
import { indexAtOrBefore, type PriceSeries, type SplitRatio } from './series';

/** Units of another instrument for one's own: `numerator` for every `denominator`, with its series when there is one. */
export interface JoinedUnits {
  readonly instrument: InstrumentId;
  readonly numerator: number;
  readonly denominator: number;
  readonly series?: PriceSeries;
}

/**
 * An event that breaks a series of closes on the morning of `day`. 'units': a split or a stock dividend, new for old units.
 * 'succeeds': the instrument takes the place of another one (a new symbol or ISIN, a merger for stock): `from` says how many
 * of its units a holder of the old one got, and has the old series; `cash` is what was paid beside for each old unit.
 * 'gives-away': a holder of the instrument received units of another one (a spin-off), or cash.
 */
export type SeriesJoin =
  | ({ readonly kind: 'units' } & SplitRatio)
  | { readonly kind: 'succeeds'; readonly day: number; readonly from: JoinedUnits; readonly cash?: number }
  | { readonly kind: 'gives-away'; readonly day: number; readonly units?: JoinedUnits; readonly cash?: number };

/** Why closes before a day could not be joined to those after it. */
export interface JoinGap {
  readonly day: number;
  readonly instrument: InstrumentId;
  /**
   * 'no-series' the other instrument has no closes at hand; 'no-close-before' the old closes end, or the own ones begin, too
   * far from the day to compare them; 'other-currency' the two are quoted in different money; 'not-positive' what was given
   * away was worth as much as the whole; 'contains-dividends' one series contains dividends and the other does not.
   */
  readonly reason: 'no-series' | 'no-close-before' | 'other-currency' | 'not-positive' | 'contains-dividends';
}

/** A series joined across events, and where it could not be. */
export interface JoinedSeries {
  readonly series: PriceSeries;
  readonly gaps: readonly JoinGap[];
}

/** Most days between an event and the closes around it that are compared. */
const NEAR = 10;

/**
 * Closes as statistics need them: those before an event are scaled so that no return is made up by it. A split or a stock
 * dividend divides by its ratio, unless the series contains splits. A successor's series is carried on backwards by the old
 * one (given with its own events joined), scaled by the ratio of units and by what was paid in cash. What was given away
 * counts as a part of the return of its day: earlier closes are multiplied by (P - V) / P, with P the last close before and V
 * the worth given away for a unit, as the Center for Research in Security Prices adjusts for spin-offs. Where the data do not
 * suffice a gap says so; closes before it are left out, for they compare with nothing after it.
 */
export function joinedSeries(series: PriceSeries, joins: readonly SeriesJoin[]): JoinedSeries {
  const splits = distinctSplits(joins.filter((join) => join.kind === 'units'));
  const points = quotedPoints(series, splits);
  const gaps: JoinGap[] = [];
  for (const join of joins.filter((one) => one.kind === 'succeeds').sort((a, b) => b.day - a.day)) {
    const reason = prepend(points, series, join);
    if (reason) gaps.push({ day: join.day, instrument: join.from.instrument, reason });
  }
  let from = -Infinity;
  for (const join of joins.filter((one) => one.kind === 'gives-away').sort((a, b) => a.day - b.day)) {
    const reason = withoutGift(points, series, join);
    if (!reason) continue;
    gaps.push({ day: join.day, instrument: join.units?.instrument ?? series.instrument, reason });
    from = join.day;
  }
  const kept = [...points.days.keys()].filter((at) => (points.days[at] ?? 0) >= from);
  const isJoined = splits.length > 0 || series.adjustment === 'splits' || series.adjustment === 'total-return';
  return {
    series: {
      ...series,
      days: Int32Array.from(kept, (at) => points.days[at] ?? 0),
      values: Float64Array.from(kept, (at) => (points.quotes[at] ?? NaN) * (points.factors[at] ?? NaN)),
      ...(isJoined ? { adjustment: containsDividends(series) ? 'total-return' : 'splits' } : {})
    },
    gaps: gaps.sort((a, b) => a.day - b.day)
  };
}

/** Closes as they were quoted on their days, and what each is multiplied by. */
interface QuotedPoints {
  days: number[];
  quotes: number[];
  factors: number[];
}

function distinctSplits(splits: readonly SplitRatio[]): SplitRatio[] {
  return [...new Map(splits.map((split) => [`${split.day}:${split.numerator}:${split.denominator}`, split])).values()];
}

function quotedPoints(series: PriceSeries, splits: readonly SplitRatio[]): QuotedPoints {
  const days = [...series.days];
  const contains = series.adjustment === 'splits' || series.adjustment === 'total-return';
  const factors = days.map((day) =>
    splits.reduce((product, split) => (split.day > day ? (product * split.denominator) / split.numerator : product), 1)
  );
  const quotes = Array.from(series.values, (value, at) => (contains ? value / (factors[at] ?? 1) : value));
  return { days, quotes, factors };
}

/** Puts the series that an instrument succeeds before its own; says why where it cannot. */
function prepend(
  points: QuotedPoints,
  own: PriceSeries,
  { day, from, cash = 0 }: Extract<SeriesJoin, { kind: 'succeeds' }>
): JoinGap['reason'] | undefined {
  const old = from.series;
  if (!old || old.days.length === 0) return 'no-series';
  if (old.currency !== own.currency || old.quoteUnit !== own.quoteUnit) return 'other-currency';
  if (containsDividends(old) !== containsDividends(own)) return 'contains-dividends';
  const last = indexAtOrBefore(old.days, day - 1);
  const first = points.days.findIndex((each) => each >= day);
  const lastClose = old.values[last] ?? NaN;
  const isNear = day - (old.days[last] ?? -Infinity) <= NEAR && (points.days[first] ?? Infinity) - day <= NEAR;
  if (last < 0 || first < 0 || !isNear) return 'no-close-before';
  if (cash >= lastClose) return 'not-positive';
  const share = (lastClose - cash) / lastClose;
  const factor = (from.denominator / from.numerator) * share * (points.factors[first] ?? 1);
  const before = [...old.days.subarray(0, last + 1)];
  points.days = [...before, ...points.days.slice(first)];
  points.quotes = [...old.values.subarray(0, last + 1), ...points.quotes.slice(first)];
  points.factors = [...before.map(() => factor), ...points.factors.slice(first)];
  return undefined;
}

/** Lowers the closes before a day by the worth given away then; says why where it cannot. */
function withoutGift(
  points: QuotedPoints,
  own: PriceSeries,
  { day, units, cash = 0 }: Extract<SeriesJoin, { kind: 'gives-away' }>
): JoinGap['reason'] | undefined {
  const last = points.days.findLastIndex((each) => each < day);
  if (last < 0) return undefined;
  if (day - (points.days[last] ?? -Infinity) > NEAR) return 'no-close-before';
  const received = units ? firstCloseFrom(units, day, own) : 0;
  if (typeof received !== 'number') return received.reason;
  const before = points.quotes[last] ?? NaN;
  const factor = (before - received - cash) / before;
  if (!(factor > 0)) return 'not-positive';
  points.factors = points.factors.map((each, at) => (at <= last ? each * factor : each));
  return undefined;
}

/** Worth of the units received for one own unit at their first close from a day on, or why it is not known. */
function firstCloseFrom(
  { series: other, numerator, denominator }: JoinedUnits,
  day: number,
  own: PriceSeries
): number | { readonly reason: JoinGap['reason'] } {
  if (!other) return { reason: 'no-series' };
  if (other.currency !== own.currency || other.quoteUnit !== own.quoteUnit) return { reason: 'other-currency' };
  const first = indexAtOrBefore(other.days, day - 1) + 1;
  if ((other.days[first] ?? Infinity) - day > NEAR) return { reason: 'no-close-before' };
  return ((other.values[first] ?? NaN) * numerator) / denominator;
}

function containsDividends({ adjustment }: PriceSeries): boolean {
  return adjustment === 'dividends' || adjustment === 'total-return';
}
