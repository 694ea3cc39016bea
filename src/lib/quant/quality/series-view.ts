import type { MacroFrequency } from '$lib/domain/market';
import { calendarFit, type CalendarFit } from './calendar-fit';
import type { CheckedSeries, QualityContext } from './finding';
import { frequencyOf } from './frequency';
import { foundJumps, type Jump } from './jumps';
import { soundRows } from './row-flaws';
import { stepsOf, type Steps } from './steps';

/** A series with what several checks need, worked out once. `days` and `values` are its sound rows, ascending. */
export interface SeriesView extends Steps {
  readonly series: CheckedSeries;
  readonly context: QualityContext;
  readonly days: Int32Array;
  readonly values: Float64Array;
  /** Rows that are not among the sound ones. */
  readonly flawed: number;
  readonly frequency: MacroFrequency;
  readonly fit: CalendarFit;
  readonly jumps: readonly Jump[];
}

/** Works out what the checks share. @throws RangeError when there are not as many values as days. */
export function seriesView(series: CheckedSeries, context: QualityContext): SeriesView {
  if (series.days.length !== series.values.length)
    throw new RangeError(`${series.days.length} days but ${series.values.length} values`);
  const { days, values, flawed } = soundRows(series);
  const frequency = frequencyOf(days);
  const steps = stepsOf(values, series.moves);
  const fit = calendarFit(days, frequency, context.calendar);
  return {
    series,
    context,
    days,
    values,
    flawed,
    frequency,
    ...steps,
    fit,
    jumps: foundJumps(days, values, series, steps, context)
  };
}
