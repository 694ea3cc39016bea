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
export { calendarById, calendarOfExchange, exchangeCalendars } from './exchanges/catalog';
export type { CalendarBasis, ExchangeCalendar, HalfDayRule, TradingHours } from './exchanges/exchange-calendar';
export type { HolidayRule } from './exchanges/rules';
export { basisOf, lastCompletedSession, sessionOf } from './exchanges/session';
export type { TradingSession } from './exchanges/session';
export {
  closedBecause,
  holidaysBetween,
  isTradingDay,
  missingDays,
  tradingDayOnOrAfter,
  tradingDayOnOrBefore,
  tradingDays
} from './exchanges/trading-days';
export { localTime, zoneOffset } from './exchanges/zones';
export type { ZoneName } from './exchanges/zones';
