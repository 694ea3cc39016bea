export {
  civilFromDay,
  dayFromCivil,
  dayFromNumber,
  dayFromText,
  dayText,
  daysInMonth,
  isCivilDate,
  plusDays,
  plusMonths,
  weekday
} from './day';
export type { CivilDate, Day } from './day';
export { namedPeriod, periodNames } from './period';
export type { Period, PeriodName } from './period';
export { yearFraction } from './day-count';
export type { DayCount } from './day-count';
