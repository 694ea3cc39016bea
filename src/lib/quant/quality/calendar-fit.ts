import { dayFromNumber, weekday } from '$lib/domain/calendar';
import type { MacroFrequency } from '$lib/domain/market';
import type { QualityContext } from './finding';
import { nominalDays } from './frequency';
import { CONTINUOUS_SHARE, PLAIN_GAP } from './thresholds';

/** Values that are due and absent, in a row: the first and last day of them. */
export interface SeriesGap {
  readonly from: number;
  readonly to: number;
  readonly missing: number;
}

/** How a series lies on the days on which a value is due. */
export interface CalendarFit {
  readonly gaps: readonly SeriesGap[];
  /** Values that are absent in those gaps. */
  readonly missing: number;
  /** Values on Saturdays and Sundays, and on other days without a session; none for a series that is quoted every day. */
  readonly weekend: readonly number[];
  readonly holidays: readonly number[];
  /** True when the series is quoted on every day of the week. */
  readonly continuous: boolean;
}

/** True on Saturday and Sunday. */
export const isWeekend = (day: number): boolean => weekday(dayFromNumber(day)) >= 6;

/** Ascending days of a series held against the days on which a value is due. Longer periods are due once each. */
export function calendarFit(
  days: Int32Array,
  frequency: MacroFrequency,
  calendar: QualityContext['calendar']
): CalendarFit {
  if (days.length === 0) return { gaps: [], missing: 0, weekend: [], holidays: [], continuous: false };
  return frequency === 'daily' ? dailyFit(days, calendar) : periodFit(days, nominalDays[frequency]);
}

function dailyFit(days: Int32Array, calendar: QualityContext['calendar']): CalendarFit {
  const first = days[0] as number;
  const last = days[days.length - 1] as number;
  const due = calendar.tradingDays(first, last);
  const off: number[] = [];
  const fit = merged(days, due, calendar.plain ? PLAIN_GAP : 1, off);
  const weekend = off.filter(isWeekend);
  if (weekend.length <= CONTINUOUS_SHARE * days.length)
    return { ...fit, weekend, holidays: calendar.plain ? [] : off.filter((day) => !isWeekend(day)), continuous: false };
  const every = Int32Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return { ...merged(days, every, 1, []), weekend: [], holidays: [], continuous: true };
}

/** Runs of due days that a series lacks, of a least length; days that are not due are put on `off`. */
function merged(
  days: Int32Array,
  due: Int32Array,
  least: number,
  off: number[]
): Pick<CalendarFit, 'gaps' | 'missing'> {
  const gaps: SeriesGap[] = [];
  let missing = 0;
  let start = -1;
  let at = 0;
  const close = (end: number): void => {
    const run = end - start;
    if (start >= 0 && run >= least) {
      gaps.push({ from: due[start] as number, to: due[end - 1] as number, missing: run });
      missing += run;
    }
    start = -1;
  };
  for (let k = 0; k < due.length; k++) {
    const day = due[k] as number;
    while (at < days.length && (days[at] as number) < day) off.push(days[at++] as number);
    if (at < days.length && days[at] === day) {
      at++;
      if (start >= 0) close(k);
    } else if (start < 0) start = k;
  }
  while (at < days.length) off.push(days[at++] as number);
  close(due.length);
  return { gaps, missing };
}

function periodFit(days: Int32Array, nominal: number): CalendarFit {
  const gaps: SeriesGap[] = [];
  let missing = 0;
  for (let t = 1; t < days.length; t++) {
    const before = days[t - 1] as number;
    const periods = Math.round(((days[t] as number) - before) / nominal);
    if (periods < 2) continue;
    gaps.push({ from: before + 1, to: (days[t] as number) - 1, missing: periods - 1 });
    missing += periods - 1;
  }
  return { gaps, missing, weekend: [], holidays: [], continuous: false };
}
