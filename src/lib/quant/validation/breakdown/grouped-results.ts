import { civilFromDay, dayFromNumber, weekday } from '$lib/domain/calendar';
import { seriesFigures } from './series-figures';
import type { SeriesFigures } from './series-figures';

/** The periods of one label. */
export interface GroupFigures extends SeriesFigures {
  readonly label: number;
  /** Of all periods that have a label. */
  readonly share: number;
}

/** A strategy's figures by label, labels ascending. The total returns of the groups compound to that of all labelled periods. */
export interface GroupedResults {
  readonly groups: readonly GroupFigures[];
  /** Periods without a label (NaN): in no group. */
  readonly unlabelled: number;
  /** How many strategies were tried before this one was chosen, itself counted. */
  readonly trials: number;
}

/**
 * Results by a label of each period: a regime, a quarter, a state of anything that was known or is only known afterwards; the
 * figures say how it went in it, not that it could have been foreseen. @throws RangeError when labels and returns differ in length.
 */
export function resultsByLabel(
  returns: ArrayLike<number>,
  labels: ArrayLike<number>,
  periodsPerYear: number,
  trials = 1
): GroupedResults {
  if (labels.length !== returns.length) throw new RangeError(`${labels.length} labels for ${returns.length} returns`);
  const byLabel = new Map<number, number[]>();
  let labelled = 0;
  for (let t = 0; t < returns.length; t++) {
    const label = labels[t];
    if (Number.isNaN(label)) continue;
    labelled++;
    const group = byLabel.get(label);
    if (group) group.push(returns[t]);
    else byLabel.set(label, [returns[t]]);
  }
  const groups = [...byLabel]
    .sort(([a], [b]) => a - b)
    .map(([label, values]): GroupFigures => {
      const figures = seriesFigures(Float64Array.from(values), periodsPerYear);
      return { label, share: values.length / labelled, ...figures };
    });
  return { groups, unlabelled: returns.length - labelled, trials };
}

/** What days are gathered by: the year, the month (1 to 12 over all years), or the day of the week (Monday 1 to Sunday 7). */
export type CalendarUnit = 'year' | 'month' | 'weekday';

/** Results by calendar. `days` count from 1970-01-01, one for each return: the day on which it was earned. */
export function resultsByCalendar(
  returns: ArrayLike<number>,
  days: ArrayLike<number>,
  unit: CalendarUnit,
  periodsPerYear: number,
  trials = 1
): GroupedResults {
  const labels = Float64Array.from(days, (number) => {
    const day = dayFromNumber(number);
    return unit === 'weekday' ? weekday(day) : civilFromDay(day)[unit];
  });
  return resultsByLabel(returns, labels, periodsPerYear, trials);
}
