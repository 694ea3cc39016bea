import { measureOf, measures } from './catalog';
import { definitionOf, type Convention } from './measure';
import { seriesOf, type MeasureInput, type Series } from './series';

/** Figures by the id of their measure; NaN where one is not defined. */
export type MeasuredFigures = Readonly<Record<string, number>>;

/**
 * Measures of a series under a convention, of all that there are unless some are named. What they share is worked out
 * once. A loss has the sign that the definition states.
 * @throws RangeError when the input is not sound or a measure is not known.
 */
export function measured(
  input: MeasureInput,
  convention: Convention = 'sextant',
  ids?: readonly string[]
): MeasuredFigures {
  return measuredSeries(seriesOf(input), convention, ids);
}

/** {@link measured} of a series that is ready already, so that several conventions share their intermediate results. */
export function measuredSeries(series: Series, convention: Convention, ids?: readonly string[]): MeasuredFigures {
  const wanted = ids?.map(measureOf) ?? measures;
  const figures: Record<string, number> = {};
  for (const one of wanted) figures[one.id] = definitionOf(one, convention).of(series);
  return figures;
}
