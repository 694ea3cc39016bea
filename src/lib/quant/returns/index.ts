export { annualised, linkedReturn, simpleReturns, timeWeightedIndex, timeWeightedReturn } from './time-weighted';
export type { ValuedFlows } from './time-weighted';
export { modifiedDietz, moneyWeightedReturn } from './money-weighted';
export type { Cashflow } from './money-weighted';
export { internalRatesOfReturn, periodicInternalRates, rateShown } from './internal-rate';
export type { InternalRates } from './internal-rate';
export { netPresentValue, signChangeCount, timedFlows } from './discounting';
export type { TimedFlows } from './discounting';
export { drawdownPeriods, drawdowns, maximumDrawdown } from './drawdowns';
export type { DrawdownPeriod } from './drawdowns';
export { monthlyReturns, yearlyReturns } from './calendar-returns';
export type { MonthReturn, YearReturn } from './calendar-returns';
export {
  annualDownsideDeviation,
  annualVolatility,
  benchmarkRelation,
  historicalShortfall,
  periodicRate,
  sharpeRatio,
  sortinoRatio
} from './risk-measures';
export type { BenchmarkRelation } from './risk-measures';
export { performanceMeasures, periodsPerYearOf } from './performance';
export type { PerformanceInput, PerformanceMeasures } from './performance';
export { periodRisk } from './period-risk';
export type { PeriodRisk } from './period-risk';
