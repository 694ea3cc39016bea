import type { MacroFrequency } from '$lib/domain/market';
import { calendarFit, type CalendarFit } from './calendar-fit';
import type { CheckedSeries, QualityContext } from './finding';
import { frequencyOf } from './frequency';
import { foundJumps, type Jump } from './jumps';
import { eachRowFlaw, soundRows, type FlawedRow } from './row-flaws';
import { stepsOf, type Steps } from './steps';

/** A series with what several checks need, worked out once. `days` and `values` are its sound rows, ascending. */
export interface SeriesView extends Steps {
  readonly series: CheckedSeries;
  readonly context: QualityContext;
  readonly days: Int32Array;
  readonly values: Float64Array;
  /** Rows with a flaw of their own, in order of rows; a row may come several times. */
  readonly rowFlaws: readonly FlawedRow[];
  readonly frequency: MacroFrequency;
  readonly fit: CalendarFit;
  readonly jumps: readonly Jump[];
}

/** Works out what the checks share. @throws RangeError when there are not as many values as days. */
export function seriesView(series: CheckedSeries, context: QualityContext): SeriesView {
  if (series.days.length !== series.values.length)
    throw new RangeError(`${series.days.length} days but ${series.values.length} values`);
  const { days, values, flawed, isAscending } = soundRows(series);
  const rowFlaws: FlawedRow[] = [];
  if (flawed > 0 || !isAscending) eachRowFlaw(series, (row, flaw) => void rowFlaws.push({ row, flaw }));
  const frequency = frequencyOf(days);
  const steps = stepsOf(values, series.moves);
  const fit = calendarFit(days, frequency, context.calendar);
  return {
    series,
    context,
    days,
    values,
    rowFlaws,
    frequency,
    ...steps,
    fit,
    jumps: foundJumps(days, values, series, steps, context)
  };
}
