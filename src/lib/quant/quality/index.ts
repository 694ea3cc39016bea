export { qualityChecks } from './catalog';
export type { QualityCheck, RepairRule } from './check';
export { laggingBy } from './checks/calendar';
export { visibleSplits } from './checks/splits';
export { disagreements } from './disagreements';
export type { Disagreements } from './disagreements';
export type {
  CheckedSeries,
  DifferenceName,
  Opinion,
  QualityCode,
  QualityContext,
  QualityFacts,
  QualityFinding,
  QualityGravity
} from './finding';
export { mended, offeredChange } from './mended';
export type { MendedValue, Repair } from './mended';
export { rejected } from './rejected';
export type { RefusedRow, StrictReading } from './rejected';
export { qualityScore } from './score';
export type { QualityGrade, QualityScore, ScorePart } from './score';
export { checkOf, seriesFindings } from './series-findings';
export type { SeriesFindings } from './series-findings';
export { seriesView } from './series-view';
export type { SeriesView } from './series-view';
export { plainCalendar, everyDayCalendar } from './plain-calendar';
