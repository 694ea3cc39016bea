import { dayFromNumber } from '$lib/domain/calendar';
import type { PerformanceReport } from '$lib/quant/measures';
import { count, date, percent, points } from '$lib/ui/format';
import { performanceTexts as texts } from '$lib/ui/texts';

const day = (value: number): string => date(dayFromNumber(value));
const change = { sign: 'change', digits: 1 } as const;
const fine = { sign: 'change', digits: 2 } as const;

/** Rows of the deepest falls as text: depth, start, lowest day, recovery, days. */
export const drawdownRows = ({ drawdowns }: PerformanceReport): string[][] =>
  drawdowns.map(({ depth, start, valley, recovery, days }) => [
    percent(depth),
    day(start),
    day(valley),
    recovery === undefined ? texts.underWater : day(recovery),
    count(days)
  ]);

/** The worst and the best days side by side. */
export const extremeRows = ({ worst, best }: PerformanceReport): string[][] =>
  worst.map((one, at) => {
    const other = best[at];
    return [day(one.day), percent(one.value, fine), other ? day(other.day) : '', percent(other?.value, fine)];
  });

/** The years beside the benchmark, newest first. */
export const yearRows = ({ endOfYears }: PerformanceReport): string[][] =>
  endOfYears
    .toReversed()
    .map(({ year, value, benchmark }) => [
      String(year),
      percent(value, change),
      percent(benchmark, change),
      points(benchmark === undefined ? undefined : value - benchmark)
    ]);

/** How the returns of each span lay. */
export const distributionRows = ({ distributions }: PerformanceReport): string[][] =>
  distributions.map((one) => [
    texts.spanNames[one.span],
    ...[one.least, one.lowerQuartile, one.median, one.upperQuartile, one.greatest].map((value) => percent(value, fine)),
    count(one.outliers)
  ]);

/** Years and months for the heat map, newest first. */
export const monthRows = ({ years }: PerformanceReport) =>
  years.toReversed().map(({ year, months, value, benchmark }) => ({
    year,
    months: [...months],
    total: value,
    ...(benchmark === undefined ? {} : { compare: benchmark })
  }));
