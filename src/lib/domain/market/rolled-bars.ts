import { civilFromDay, dayFromCivil, dayFromNumber } from '../calendar';
import type { PriceBars } from './price-bars';

/** Spans that bars are rolled up to. Weeks begin on Monday (ISO 8601). */
export type BarSpan = 'day' | 'week' | 'month';

/** Bars of spans, ascending; all arrays have one length. */
export interface RolledBars {
  /** First day of each span by the calendar. */
  readonly start: Int32Array;
  /** Day of the last close within it. */
  readonly day: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** NaN where no volume is known. */
  readonly volume: Float64Array;
  /** Days with a close. */
  readonly count: Int32Array;
}

/** Closes with what is known of each day beside them. */
export type DailyBars = Pick<PriceBars, 'days' | 'close'> &
  Partial<Pick<PriceBars, 'open' | 'high' | 'low' | 'volume'>>;

/**
 * Bars of days rolled up to weeks or months: the first open, the highest high, the lowest low, the last close, the sum of the
 * known volumes. Where a day's open, high or low is not known (NaN or no column) its close stands for it, so that closes alone
 * roll up to the first, highest, lowest and last of them.
 */
export function rolledBars(bars: DailyBars, span: BarSpan): RolledBars {
  const { days, close } = bars;
  const numbers = days.map((day) => spanOf(day, span));
  const isFirst = (_: number, at: number): boolean => at === 0 || numbers[at] !== numbers[at - 1];
  const start = numbers.filter(isFirst).map((number) => startOf(number, span));
  const column = (): Float64Array => new Float64Array(start.length).fill(NaN);
  const rolled = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  const day = new Int32Array(start.length);
  const count = new Int32Array(start.length);
  let at = -1;
  for (let t = 0; t < days.length; t++) {
    const last = close[t] ?? NaN;
    const known = (values: Float64Array | undefined): number => {
      const value = values?.[t] ?? NaN;
      return Number.isNaN(value) ? last : value;
    };
    const [high, low] = [known(bars.high), known(bars.low)];
    if (isFirst(0, t)) {
      at += 1;
      [rolled.open[at], rolled.high[at], rolled.low[at]] = [known(bars.open), high, low];
    }
    rolled.high[at] = Math.max(rolled.high[at] ?? high, high);
    rolled.low[at] = Math.min(rolled.low[at] ?? low, low);
    rolled.close[at] = last;
    const volume = bars.volume?.[t] ?? NaN;
    if (!Number.isNaN(volume)) {
      const sum = rolled.volume[at] ?? NaN;
      rolled.volume[at] = Number.isNaN(sum) ? volume : sum + volume;
    }
    day[at] = days[t] ?? 0;
    count[at] = (count[at] ?? 0) + 1;
  }
  return { start, day, ...rolled, count };
}

/** Number of the span that a day lies in; ascending with time. */
function spanOf(day: number, span: BarSpan): number {
  if (span === 'day') return day;
  if (span === 'week') return Math.floor((day + 3) / 7);
  const { year, month } = civilFromDay(dayFromNumber(day));
  return year * 12 + month - 1;
}

function startOf(number: number, span: BarSpan): number {
  if (span === 'day') return number;
  if (span === 'week') return number * 7 - 3;
  return dayFromCivil(Math.floor(number / 12), (number % 12) + 1, 1);
}
