import { studentTQuantile } from '$lib/math/distributions';
import { mean, standardDeviation } from '$lib/math/stats';
import { monthlyReturns, yearlyReturns, type MonthReturn, type YearReturn } from './calendar-returns';
import { drawdownPeriods, drawdowns, type DrawdownPeriod } from './drawdowns';
import {
  annualDownsideDeviation,
  annualVolatility,
  benchmarkRelation,
  historicalShortfall,
  periodicRate,
  sharpeRatio,
  sortinoRatio,
  type BenchmarkRelation
} from './risk-measures';
import { annualised, simpleReturns } from './time-weighted';

/** An index of wealth (any positive first level) and what it is judged by. */
export interface PerformanceInput {
  readonly days: Int32Array;
  readonly index: Float64Array;
  /** Index of the benchmark on the same days. */
  readonly benchmark?: Float64Array;
  /** Annual fraction, 0 when absent. */
  readonly riskFreeRate?: number;
  /** Derived from the days when absent, see {@link periodsPerYearOf}. */
  readonly periodsPerYear?: number;
}

/** Measures of an index, see {@link performanceMeasures}. Fractions; NaN where there are too few values. */
export interface PerformanceMeasures {
  readonly totalReturn: number;
  /** Compounded per year of 365 days; NaN under a year, where the total return says it all. */
  readonly annualReturn: number;
  readonly years: number;
  readonly periodsPerYear: number;
  readonly annualVolatility: number;
  readonly downsideDeviation: number;
  readonly sharpe: number;
  readonly sortino: number;
  /** Annual return over minus the worst drawdown; Infinity without a drawdown. */
  readonly calmar: number;
  readonly drawdown: Float64Array;
  readonly drawdownPeriods: readonly DrawdownPeriod[];
  readonly worstDrawdown: DrawdownPeriod | undefined;
  /** The fall with the longest way from peak to recovery, or to the last day. */
  readonly longestUnderWater: DrawdownPeriod | undefined;
  readonly months: readonly MonthReturn[];
  readonly calendarYears: readonly YearReturn[];
  readonly bestMonth: MonthReturn | undefined;
  readonly worstMonth: MonthReturn | undefined;
  /** Share of complete months with a return above 0. */
  readonly monthsUp: number;
  readonly monthCount: number;
  /** Historical expected shortfall of complete months at 95 %, positive is a loss; NaN below 12 months. */
  readonly monthlyShortfall95: number;
  /**
   * 95 % confidence interval of the mean return a year: twelve times that of the mean complete month, by Student's t
   * with n - 1 degrees of freedom (Gosset 1908), months taken as independent; undefined below 12 months.
   */
  readonly meanReturnInterval?: { readonly lower: number; readonly upper: number };
  readonly toBenchmark: BenchmarkRelation | undefined;
}

/**
 * The usual measures of one index of wealth, for the overview and for backtests.
 * Volatility, Sharpe, Sortino, beta and correlation are of simple returns between neighbouring days, annualised by the
 * periods in a year; best and worst month, months up and shortfall are of complete calendar months, where there are
 * none, of the partial ones (shortfall excepted).
 * @throws RangeError when lengths differ.
 */
export function performanceMeasures(input: PerformanceInput): PerformanceMeasures {
  const { days, index, benchmark } = input;
  if (days.length !== index.length || (benchmark && benchmark.length !== index.length))
    throw new RangeError(`lengths differ: ${days.length} days, ${index.length} and ${benchmark?.length} levels`);
  const returns = simpleReturns(index);
  const periodsPerYear = input.periodsPerYear ?? periodsPerYearOf(days);
  const riskFree = periodicRate(input.riskFreeRate ?? 0, periodsPerYear);
  const years = ((days.at(-1) ?? NaN) - (days[0] ?? NaN)) / 365;
  const totalReturn = (index.at(-1) ?? NaN) / (index[0] ?? NaN) - 1;
  const annualReturn = years >= 1 ? annualised(totalReturn, years) : NaN;
  const periods = drawdownPeriods(days, index);
  const worstDrawdown = extreme(periods, (period) => -period.depth);
  return {
    totalReturn,
    annualReturn,
    years,
    periodsPerYear,
    annualVolatility: annualVolatility(returns, periodsPerYear),
    downsideDeviation: annualDownsideDeviation(returns, periodsPerYear, riskFree),
    sharpe: sharpeRatio(returns, periodsPerYear, riskFree),
    sortino: sortinoRatio(returns, periodsPerYear, riskFree),
    calmar: annualReturn / -(worstDrawdown?.depth ?? -0),
    drawdown: drawdowns(index),
    drawdownPeriods: periods,
    worstDrawdown,
    longestUnderWater: extreme(periods, (period) => period.length),
    ...monthMeasures(days, index),
    toBenchmark: benchmark && benchmarkRelation(returns, simpleReturns(benchmark), periodsPerYear)
  };
}

/** Periods in a year that fit the spacing of days best: 365, 252, 52, 12, 4 or 1 (nearest ratio); 252 below two days. */
export function periodsPerYearOf(days: ArrayLike<number>): number {
  const span = (days[days.length - 1] ?? 0) - (days[0] ?? 0);
  if (days.length < 2 || span <= 0) return 252;
  const seen = Math.log(((days.length - 1) * 365) / span);
  return [365, 252, 52, 12, 4, 1].reduce((best, each) =>
    Math.abs(Math.log(each) - seen) < Math.abs(Math.log(best) - seen) ? each : best
  );
}

function monthMeasures(
  days: Int32Array,
  index: Float64Array
): Pick<
  PerformanceMeasures,
  | 'months'
  | 'calendarYears'
  | 'bestMonth'
  | 'worstMonth'
  | 'monthsUp'
  | 'monthCount'
  | 'monthlyShortfall95'
  | 'meanReturnInterval'
> {
  const months = monthlyReturns(days, index);
  const complete = months.filter((month) => month.complete);
  const judged = complete.length > 0 ? complete : months;
  return {
    months,
    calendarYears: yearlyReturns(months),
    bestMonth: extreme(judged, (month) => month.value),
    worstMonth: extreme(judged, (month) => -month.value),
    monthsUp: judged.length === 0 ? NaN : judged.filter((month) => month.value > 0).length / judged.length,
    monthCount: complete.length,
    monthlyShortfall95: complete.length < 12 ? NaN : historicalShortfall(complete.map((month) => month.value)),
    ...(complete.length < 12 ? {} : { meanReturnInterval: yearlyMeanInterval(complete.map((month) => month.value)) })
  };
}

function yearlyMeanInterval(months: readonly number[]): { lower: number; upper: number } {
  const centre = mean(months);
  const reach = (studentTQuantile(0.975, months.length - 1) * standardDeviation(months)) / Math.sqrt(months.length);
  return { lower: 12 * (centre - reach), upper: 12 * (centre + reach) };
}

function extreme<T>(items: readonly T[], score: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || score(item) > score(best) ? item : best),
    undefined
  );
}
