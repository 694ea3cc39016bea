export { measureOf, measures } from './catalog';
export { conventions, definitionOf } from './measure';
export type {
  Convention,
  Definition,
  Measure,
  MeasureGroup,
  MeasureSign,
  MeasureUnit,
  Periodicity,
  RiskFreeUse
} from './measure';
export { measured, measuredSeries } from './measured';
export type { MeasuredFigures } from './measured';
export { seriesOf } from './series';
export type { MeasureInput, Series } from './series';
