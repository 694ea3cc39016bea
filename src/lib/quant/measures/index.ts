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
export { drawdownTable } from './drawdown-table';
export type { DrawdownRow } from './drawdown-table';
export { distributionOf, endOfYearTable, extremeDays, monthTable, spanReturns, wealthIndex } from './period-tables';
export type { DayReturn, Distribution, EndOfYearRow, Span, SpanRow, YearRow } from './period-tables';
export { rollingFigures, rollingMeasure } from './rolling';
export type { RollingFigures } from './rolling';
export { dailyTurnover, grossBook, grossLeverage, netWorth, positionConcentration } from './book/positions';
export type { Concentration, PositionValues } from './book/positions';
export { joinedTrades, roundTrips, withClosingTrades } from './book/round-trips';
export type { RoundTrip, Trade } from './book/round-trips';
export { performanceReport } from './performance-report';
export type { PerformanceReport, ReportInput } from './performance-report';
