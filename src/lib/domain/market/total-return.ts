import type { AnnouncedDividend } from './market-events';
import { indexAtOrBefore, splitAdjusted, type PriceSeries, type SplitRatio } from './series';

/** Why a dividend is not in a total-return series. */
export interface SkippedDividend {
  readonly day: number;
  /**
   * 'other-currency' paid in other money than the quotes; 'no-close-near' no close within ten days from the ex-day on;
   * 'before-the-series' no earlier close that it could change; 'percent-of-par' an amount for a unit says nothing of such a quote.
   */
  readonly reason: 'other-currency' | 'no-close-near' | 'before-the-series' | 'percent-of-par';
}

/** A total-return series, and the dividends that are not in it. */
export interface TotalReturn {
  readonly series: PriceSeries;
  readonly skipped: readonly SkippedDividend[];
}

/** Most days from an ex-day to the close at which its dividend is reinvested. */
const NEAR = 10;

/**
 * Total-return closes: what the last close would have been worth earlier, every dividend reinvested in the instrument at the
 * close of its ex-day, at the first close after it where there is none. The return of the ex-day is (P f + D) / P' - 1, with P
 * its close, f the units that a split of that day made of one, D the dividend for one unit as it is then and P' the close
 * before, as the Center for Research in Security Prices defines a holding period return. Closes before the day are multiplied
 * by P / (P + D), and divided by the ratios of later splits; the last close stays as it is quoted. Dividends of one day add up.
 * A series that contains dividends already is only adjusted for splits, and none that it contains is applied again.
 * @param dividends gross, each in its currency for one unit as it was on the ex-day
 * @param splits what changed the units; of the same day and ratio they count once
 */
export function totalReturnSeries(
  series: PriceSeries,
  dividends: readonly AnnouncedDividend[],
  splits: readonly SplitRatio[]
): TotalReturn {
  const adjusted = splitAdjusted(series, splits);
  if (series.adjustment === 'dividends' || series.adjustment === 'total-return')
    return { series: adjusted, skipped: [] };
  const distinct = [...new Map(splits.map((one) => [`${one.day}:${one.numerator}:${one.denominator}`, one])).values()];
  const skipped: SkippedDividend[] = [];
  const paid = new Map<number, number>();
  for (const dividend of dividends) {
    const reason = reasonToSkip(series, dividend);
    if (reason) {
      skipped.push({ day: dividend.day, reason });
      continue;
    }
    const at = indexAtOrBefore(series.days, dividend.day - 1) + 1;
    const amount = series.quoteUnit === 'hundredth' ? dividend.amount * 100 : dividend.amount;
    const later = distinct.filter((split) => split.day > dividend.day);
    const units = later.reduce((product, split) => (product * split.numerator) / split.denominator, 1);
    paid.set(at, (paid.get(at) ?? 0) + amount / units);
  }
  const values = Float64Array.from(adjusted.values);
  let factor = 1;
  for (let at = values.length - 1; at >= 0; at--) {
    const close = adjusted.values[at] ?? NaN;
    values[at] = close * factor;
    const dividend = paid.get(at);
    if (dividend !== undefined) factor *= close / (close + dividend);
  }
  return { series: { ...adjusted, values, adjustment: 'total-return' }, skipped };
}

function reasonToSkip(series: PriceSeries, dividend: AnnouncedDividend): SkippedDividend['reason'] | undefined {
  if (series.quoteUnit === 'percent-of-par') return 'percent-of-par';
  if (dividend.currency !== series.currency) return 'other-currency';
  const at = indexAtOrBefore(series.days, dividend.day - 1) + 1;
  if (at === 0) return 'before-the-series';
  return (series.days[at] ?? Infinity) - dividend.day > NEAR ? 'no-close-near' : undefined;
}
