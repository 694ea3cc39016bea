import { periodicRate, periodsPerYearOf, simpleReturns } from '$lib/quant/returns';
import { drawdownTable, type DrawdownRow } from './drawdown-table';
import { falls } from './facts/falls';
import { measures } from './catalog';
import type { Convention } from './measure';
import { measuredSeries, type MeasuredFigures } from './measured';
import {
  distributionOf,
  endOfYearTable,
  extremeDays,
  monthTable,
  type DayReturn,
  type Distribution,
  type EndOfYearRow,
  type YearRow
} from './period-tables';
import { rollingFigures, type RollingFigures } from './rolling';
import { seriesOf, type MeasureInput } from './series';

/** An index of wealth, what it is held against, and how. */
export interface ReportInput {
  /** Ascending days since 1970-01-01, the first the start. */
  readonly days: Int32Array;
  /** Levels on these days, any positive first one. */
  readonly index: Float64Array;
  /** Levels of a benchmark on the same days, NaN before its first. */
  readonly benchmark?: Float64Array;
  /** Annual fraction. */
  readonly riskFreeRate: number;
  /** Periods in a rolling window. */
  readonly window: number;
}

/** Everything that a tear sheet says of an index. Figures under each convention; NaN where one is not defined. */
export interface PerformanceReport {
  readonly days: Int32Array;
  /** 1 on the first day. */
  readonly index: Float64Array;
  readonly drawdown: Float64Array;
  /** 1 on the first day that has a level of it. */
  readonly benchmark?: Float64Array;
  readonly benchmarkDrawdown?: Float64Array;
  /** First day of the comparison, where the benchmark starts later than the index. */
  readonly comparedFrom?: number;
  readonly figures: Readonly<Record<Convention, MeasuredFigures>>;
  readonly benchmarkFigures?: Readonly<Record<Convention, MeasuredFigures>>;
  /** Absent where there are fewer returns than a window has. */
  readonly rolling?: RollingFigures;
  readonly years: readonly YearRow[];
  readonly endOfYears: readonly EndOfYearRow[];
  readonly drawdowns: readonly DrawdownRow[];
  readonly worst: readonly DayReturn[];
  readonly best: readonly DayReturn[];
  readonly distributions: readonly Distribution[];
  readonly periodsPerYear: number;
  readonly window: number;
  readonly riskFreeRate: number;
}

const TOP = 10;
const alone = measures.filter(({ relative }) => !relative).map(({ id }) => id);
const relative = measures.filter((one) => one.relative).map(({ id }) => id);

const eachConvention = (figures: (convention: Convention) => MeasuredFigures): PerformanceReport['figures'] => ({
  sextant: figures('sextant'),
  quantstats: figures('quantstats'),
  empyrical: figures('empyrical'),
  'performance-analytics': figures('performance-analytics')
});

/**
 * The report of an index, under all conventions at once. The benchmark is compared over the days on which both
 * have a level; its own figures are of those days too.
 * @throws RangeError when lengths differ, below two days, or when the window is below two.
 */
export function performanceReport(input: ReportInput): PerformanceReport {
  const { days, index, benchmark, riskFreeRate, window } = input;
  if (days.length !== index.length || (benchmark && benchmark.length !== index.length))
    throw new RangeError(`lengths differ: ${days.length} days, ${index.length} and ${benchmark?.length} levels`);
  if (days.length < 2) throw new RangeError(`${days.length} days`);
  const periodsPerYear = periodsPerYearOf(days);
  const riskFree = periodicRate(riskFreeRate, periodsPerYear);
  const part = (levels: Float64Array, from: number): MeasureInput => ({
    returns: simpleReturns(levels.subarray(from)),
    days: days.subarray(from + 1),
    start: days[from],
    periodsPerYear,
    riskFree
  });
  const whole = seriesOf(part(index, 0));
  const from = benchmark?.findIndex((level) => level > 0) ?? -1;
  const other = benchmark && from >= 0 && from < days.length - 1 ? part(benchmark, from) : undefined;
  const both = other && seriesOf({ ...part(index, from), benchmark: other.returns });
  const compared = both && from === 0 ? both : whole;
  const spans = ['day', 'week', 'month', 'quarter', 'year'] as const;
  return {
    ...{ days, periodsPerYear, window, riskFreeRate },
    index: index.map((level) => level / index[0]),
    drawdown: withStart(falls(whole)),
    ...(other && benchmark ? benchmarkLevels(other, benchmark, from) : {}),
    ...(both && from > 0 ? { comparedFrom: days[from] } : {}),
    figures: eachConvention((convention) => ({
      ...measuredSeries(whole, convention, alone),
      ...measuredSeries(both ?? whole, convention, relative)
    })),
    ...(other ? { benchmarkFigures: ofBenchmark(other) } : {}),
    ...(whole.count >= window
      ? {
          rolling: rollingFigures(
            both && from === 0 ? { ...part(index, 0), benchmark: other.returns } : part(index, 0),
            window
          )
        }
      : {}),
    years: monthTable(compared),
    endOfYears: endOfYearTable(compared),
    drawdowns: drawdownTable(whole, TOP),
    worst: extremeDays(whole, 'worst', TOP),
    best: extremeDays(whole, 'best', TOP),
    distributions: spans.flatMap((span) => distributionOf(whole, span) ?? [])
  };
}

function ofBenchmark(other: MeasureInput): PerformanceReport['figures'] {
  const series = seriesOf(other);
  return eachConvention((convention) => measuredSeries(series, convention, alone));
}

const withStart = (values: Float64Array): Float64Array => Float64Array.from([0, ...values]);

function benchmarkLevels(
  other: MeasureInput,
  levels: Float64Array,
  from: number
): Pick<PerformanceReport, 'benchmark' | 'benchmarkDrawdown'> {
  const before = new Array<number>(from).fill(NaN);
  return {
    benchmark: levels.map((level) => level / levels[from]),
    benchmarkDrawdown: Float64Array.from([...before, 0, ...falls(seriesOf(other))])
  };
}
